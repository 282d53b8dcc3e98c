package org.shouwang.notice.process;

import static org.shouwang.notice.PublicNoticeProcess.NOTICE_OUTCOME;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.shouwang.engine.StepFact;
import org.shouwang.notice.NoticeOutcome;
import org.shouwang.notice.Notices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that the model of the public notice calls. */
@Configuration(proxyBeanMethods = false)
class NoticeModelBeans {

    /** Tells whether the objection of a task is not resolved yet. */
    @Bean
    StepFact objectionOpen(Notices notices) {
        return new StepFact("objectionOpen", (caseNo, objection) ->
                objection != null && notices.objection(objection).outcome() == null);
    }

    @Bean
    ExecutionListener closeNoticeListener(Notices notices) {
        return execution -> notices.close(execution.getProcessInstanceId(),
                NoticeOutcome.valueOf((String) execution.getVariable(NOTICE_OUTCOME)));
    }
}
