package org.shouwang.notice.process;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.shouwang.notice.Notices;
import org.shouwang.shared.ChinaTime;
import org.springframework.stereotype.Component;

/** Computes the date of the notice's timer. The class is public, since the engine's expressions reach only public types. */
@Component("noticeDates")
public class NoticeDates {

    private final Notices notices;

    NoticeDates(Notices notices) {
        this.notices = notices;
    }

    /**
     * Returns the moment at which the last day of a notice ends.
     *
     * @param execution an execution of the process of a notice that has been posted
     */
    public Date periodEnd(DelegateExecution execution) {
        return notices.ofInstance(execution.getProcessInstanceId())
                .map(notice -> Date.from(ChinaTime.endOf(notice.endsOn()))).orElseThrow();
    }
}
