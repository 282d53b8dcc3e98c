package org.shouwang.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * Records of other modules in which a case stands, such as the minutes of a village meeting. The case's page leads to them.
 * Each module declares its own as a bean.
 *
 * @param title what they are called, in Chinese
 * @param of    returns those of a case number, oldest first
 */
public record CaseReferences(String title, Function<String, List<Reference>> of) {

    /**
     * A record in which a case stands.
     *
     * @param number  the record's number
     * @param address the address of its page
     * @param day     the day of the record
     */
    public record Reference(String number, String address, LocalDate day) {
    }
}
