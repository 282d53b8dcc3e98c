package org.shouwang.identification.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.shouwang.identification.Identification;
import org.springframework.stereotype.Component;

/** The automatic step 比对部门数据, which compares the household with the departments' data (ID-4, step 2). */
@Component
class CompareInformationDelegate implements JavaDelegate {

    private final Identification identification;

    CompareInformationDelegate(Identification identification) {
        this.identification = identification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        identification.compare(execution.getProcessBusinessKey());
    }
}
