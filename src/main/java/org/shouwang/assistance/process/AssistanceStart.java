package org.shouwang.assistance.process;

import org.shouwang.assistance.AssistanceCases;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.casefile.Opening;
import org.shouwang.casefile.process.Withdrawal;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.StartStep;
import org.shouwang.household.MonitoringEnded;
import org.shouwang.region.Village;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Begins the planning when a household is admitted, and ends it when the household is no longer monitored (AS-1). */
@Component
class AssistanceStart {

    private final AssistanceCases kind;
    private final CaseFiles cases;
    private final CaseProcesses processes;
    private final Withdrawal withdrawal;

    AssistanceStart(AssistanceCases kind, CaseFiles cases, CaseProcesses processes, Withdrawal withdrawal) {
        this.kind = kind;
        this.cases = cases;
        this.processes = processes;
        this.withdrawal = withdrawal;
    }

    /**
     * Begins a planning case, in the transaction of the approval. Nothing happens if the household has such a case in
     * progress: nothing that is known beforehand may prevent the approval.
     *
     * @param approved the number of the case that has just been approved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void begin(String approved) {
        CaseFile admission = cases.get(approved);
        if (cases.inProgress(admission.householdId(), kind).isPresent()) {
            return;
        }
        Village village = cases.villageOf(admission);
        String caseNo = cases.nextNumber(kind, village.countyCode());
        cases.open(caseNo, kind, new Opening(village, admission.householdId(), admission.headName(), admission.headIdNumber(),
                "县级已批准纳入监测（" + approved + "）", null, null, null));
        processes.start(kind.process(),
                new StartStep.StartedCase(caseNo, village.countyCode(), CaseVariables.atStart(caseNo, village)));
    }

    @EventListener
    void on(MonitoringEnded ended) {
        cases.inProgress(ended.householdId(), kind).ifPresent(item ->
                withdrawal.endWithItsCause(item.caseNo(), "该户已不再监测（" + ended.caseNo() + "）"));
    }
}
