package org.shouwang.engine;

import java.util.Map;

/** The product's part in the start of a process by people or other systems. */
public interface StartStep {

    /**
     * @return the key of the process
     */
    String processKey();

    /**
     * @return whether the user who has signed in may start the process, at least somewhere
     */
    boolean mayStart();

    /**
     * Checks a submission against the rules that the start form cannot express.
     *
     * @param submission the submission; fields with errors of the form's own check have no value
     * @throws org.shouwang.shared.ForbiddenException if the user may not start this process
     */
    void check(Submission submission);

    /**
     * Stores the case, in the transaction that starts the process.
     *
     * @param submission the submission without errors
     * @return the stored case
     * @throws org.shouwang.shared.ConflictException if such a case exists already
     */
    StartedCase accept(Submission submission);

    /**
     * A case that has just been stored.
     *
     * @param caseNo     the case's number, which becomes the business key of the process
     * @param countyCode the code of the case's county, which becomes the engine's tenant, or null if the case is the city's
     * @param variables  the first process variables, without personal data
     */
    record StartedCase(String caseNo, String countyCode, Map<String, Object> variables) {
    }
}
