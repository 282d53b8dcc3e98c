package org.shouwang.engine;

import java.util.Map;

/** What the product does when somebody starts a process from outside. */
public interface StartStep {

    /**
     * @return the key of the process that is started
     */
    String processKey();

    /**
     * Checks a submission against the rules that the start form cannot express.
     *
     * @param submission the submission; fields that the form's own check found wrong have no value
     * @throws org.shouwang.shared.ForbiddenException if the user may not start this process
     */
    void check(Submission submission);

    /**
     * Stores the case, in the transaction that starts the process.
     *
     * @param submission the submission, without any error
     * @return the case that now exists
     * @throws org.shouwang.shared.ConflictException if there is such a case already
     */
    StartedCase accept(Submission submission);

    /**
     * A case that has just been stored.
     *
     * @param caseNo     the case number, which becomes the business key
     * @param countyCode the county it belongs to, which becomes the engine's tenant; null if it is the city's
     * @param variables  the engine's first variables, nothing personal
     */
    record StartedCase(String caseNo, String countyCode, Map<String, Object> variables) {
    }
}
