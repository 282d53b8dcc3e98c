package org.shouwang.procedure;

import java.util.HashMap;
import java.util.Map;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.Submission;

/** The start of a procedure that is only about households of the register: as for every process of such households, and then what its manifest says. */
record RegisterStart(StartStep household, Procedure procedure, ProcedureStart.Parts parts) implements StartStep {

    @Override
    public String processKey() {
        return household.processKey();
    }

    @Override
    public boolean mayStart() {
        return !procedure.ended() && household.mayStart();
    }

    @Override
    public void check(Submission submission) {
        household.check(submission);
        parts.checkRules(procedure, submission, null);
    }

    @Override
    public StartedCase accept(Submission submission) {
        StartedCase started = household.accept(submission);
        Map<String, Object> variables = new HashMap<>(started.variables());
        variables.putAll(parts.begin(procedure, started.caseNo(), null, submission.values()));
        return new StartedCase(started.caseNo(), started.countyCode(), variables);
    }
}
