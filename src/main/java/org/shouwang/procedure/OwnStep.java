package org.shouwang.procedure;

import java.util.Map;
import org.shouwang.casefile.CaseFile;

/**
 * What a task of one of the program's own procedures does that no manifest can say. A bean of this type is named by {@code step} in the
 * manifest; the procedure is then no longer without a program.
 */
@FunctionalInterface
public interface OwnStep {

    /**
     * Does it, in the transaction that completes the task, after the case's status has changed.
     *
     * @param item   the case
     * @param values what was filled in and computed, by the keys of the fields: String, BigDecimal, Boolean, LocalDate, a list of texts or
     *     a list of rows
     */
    void done(CaseFile item, Map<String, Object> values);
}
