package org.shouwang.casefile.process;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.casefile.CasePath;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.LimitState;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.ElementNames;
import org.shouwang.engine.OpenTask;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/** Computes the latest safe day of each step that a case has still to take (ID-4, ID-5). */
@Component
public class StepsToCome {

    private static final Set<LimitState> MISSED = EnumSet.of(LimitState.UNREACHABLE, LimitState.OVERDUE);
    private static final Latest NEVER = new Latest(null, false);

    private final CaseKinds kinds;
    private final Deadlines deadlines;
    private final CaseTasks tasks;
    private final ElementNames names;
    private final AdjustableClock clock;

    StepsToCome(CaseKinds kinds, Deadlines deadlines, CaseTasks tasks, ElementNames names,
                AdjustableClock clock) {
        this.kinds = kinds;
        this.deadlines = deadlines;
        this.tasks = tasks;
        this.names = names;
        this.clock = clock;
    }

    /**
     * A step that a case has still to take.
     *
     * @param task     the element id of the task
     * @param name     the task's name
     * @param latestOn the last day on which the step can be done so that its limit can still be met, or null if no limit runs
     * @param tooLate  whether that day is past, or the limit cannot be met any more in any case
     */
    public record StepToCome(String task, String name, LocalDate latestOn, boolean tooLate) {
    }

    /**
     * @param item a case
     * @return the steps from the open one on, if the case is not sent back; none after the case's end
     */
    public List<StepToCome> of(CaseFile item) {
        if (!item.status().isOpen()) {
            return List.of();
        }
        CaseKind kind = kinds.of(item);
        CasePath path = kind.path();
        Limit limit = Optional.ofNullable(kind.limitOf(item.status()))
                .flatMap(rule -> deadlines.find(item.caseNo(), rule)).orElse(null);
        Latest due = limit == null ? NEVER : latest(limit, limit.dueOn());
        List<String> open = tasks.openOf(List.of(item.caseNo())).stream().map(OpenTask::element).toList();
        UnaryOperator<String> own = names.of(kind.process());
        List<StepToCome> result = new ArrayList<>();
        if (item.status().equals(CaseStatus.APPROVED)) {
            from(item, kind, open, path.closing()).forEach(step -> result.add(named(own, step, due)));
            return result;
        }
        UnaryOperator<String> notice = names.of(PublicNoticeProcess.KEY);
        boolean posting = open.contains(PublicNoticeProcess.POST_NOTICE);
        if (posting || path.beforeNotice().stream().anyMatch(open::contains)) {
            Latest posted = limit == null || limit.latestPosting() == null ? due : latest(limit, limit.latestPosting());
            if (!posting) {
                from(item, kind, open, path.beforeNotice()).forEach(step -> result.add(named(own, step,
                        dueOf(item, kind, step, posted))));
            }
            if (path.notice() && (limit == null || limit.latestPosting() != null)) {
                result.add(named(notice, PublicNoticeProcess.POST_NOTICE, posted));
            }
        }
        if (open.contains(PublicNoticeProcess.RESOLVE_OBJECTION)) {
            result.add(named(notice, PublicNoticeProcess.RESOLVE_OBJECTION, due));
        }
        from(item, kind, open, path.afterNotice()).forEach(step -> result.add(named(own, step, due)));
        return result;
    }

    /** The last day of a step, and whether it is too late. */
    private record Latest(LocalDate day, boolean past) {
    }

    private Latest latest(Limit limit, LocalDate day) {
        return new Latest(day, MISSED.contains(limit.state(clock.instant())) || day.isBefore(clock.today()));
    }

    /** Returns the last day of a step. A step with a limit of its own has no last day before that limit runs. */
    private Latest dueOf(CaseFile item, CaseKind kind, String step, Latest dueOfCase) {
        LimitRule own = kind.limitOfStep(step);
        return own == null ? dueOfCase : deadlines.find(item.caseNo(), own).filter(Limit::isOpen)
                .map(limit -> latest(limit, limit.dueOn())).orElse(NEVER);
    }

    /** Returns the steps from the first open one on, or all steps if none is open, without those to which the case does not come. */
    private static List<String> from(CaseFile item, CaseKind kind, List<String> open, List<String> steps) {
        int first = 0;
        while (first < steps.size() && !open.contains(steps.get(first))) {
            first++;
        }
        return steps.subList(first == steps.size() ? 0 : first, steps.size()).stream().filter(step -> kind.mayFollow(item, open, step)).toList();
    }

    private static StepToCome named(UnaryOperator<String> names, String element, Latest latest) {
        return new StepToCome(element, names.apply(element), latest.day(), latest.past());
    }
}
