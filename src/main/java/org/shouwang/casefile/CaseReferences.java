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
 * @param cases whether they are other cases or problems, which problems' pages and other systems are told too
 */
public record CaseReferences(String title, Function<String, List<Reference>> of, boolean cases) {

    /**
     * A record in which a case stands.
     *
     * @param number  the record's number
     * @param address the address of its page
     * @param day     the day of the record
     * @param note    what it has to do with the case, in Chinese, or null
     */
    public record Reference(String number, String address, LocalDate day, String note) {
    }
}
