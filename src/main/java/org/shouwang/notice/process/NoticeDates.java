package org.shouwang.notice.process;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.shouwang.notice.Notices;
import org.shouwang.shared.ChinaTime;
import org.springframework.stereotype.Component;

/** Gives the notice's timer its date. Public, since the engine's expressions reach public types only. */
@Component("noticeDates")
public class NoticeDates {

    private final Notices notices;

    NoticeDates(Notices notices) {
        this.notices = notices;
    }

    /**
     * @param execution an execution of a notice that has been posted
     * @return the first moment after the last day that the notice has to hang
     */
    public Date periodEnd(DelegateExecution execution) {
        return notices.ofInstance(execution.getProcessInstanceId())
                .map(notice -> Date.from(ChinaTime.endOf(notice.endsOn()))).orElseThrow();
    }
}
