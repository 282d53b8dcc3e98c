package org.shouwang.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/**
 * The process instance of a case from the engine's history, so that tests can also make assertions about one that has ended.
 */
record CaseProcess(String getId, String getProcessDefinitionId, String getProcessDefinitionKey, String getBusinessKey,
                   String getRootProcessInstanceId, String getCaseInstanceId, String getTenantId, boolean isEnded) implements ProcessInstance {

    static ProcessInstance of(HistoricProcessInstance past) {
        assertThat(past).as("one process of this number").isNotNull();
        return new CaseProcess(past.getId(), past.getProcessDefinitionId(), past.getProcessDefinitionKey(), past.getBusinessKey(),
                past.getRootProcessInstanceId(), past.getCaseInstanceId(), past.getTenantId(), past.getEndTime() != null);
    }

    @Override
    public String getProcessInstanceId() {
        return getId;
    }

    @Override
    public boolean isSuspended() {
        return false;
    }
}
