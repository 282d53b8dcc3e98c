package org.shouwang.notice.process;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.shouwang.notice.NoticeOutcome;
import org.shouwang.notice.Notices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the model of the public notice calls. */
@Configuration(proxyBeanMethods = false)
class NoticeModelBeans {

    @Bean
    ExecutionListener closeNoticeListener(Notices notices) {
        return execution -> notices.close(execution.getProcessInstanceId(),
                NoticeOutcome.valueOf((String) execution.getVariable(PublicNoticeProcess.NOTICE_OUTCOME)));
    }
}
