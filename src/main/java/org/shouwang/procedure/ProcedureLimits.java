package org.shouwang.procedure;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitCounting;
import org.shouwang.deadline.LimitMissed;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.LimitRules;
import org.shouwang.deadline.WorkingDays;
import org.shouwang.engine.Expressions;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.PolicyParameters;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Begins and meets the limits of procedures as their manifests say. */
@Component
record ProcedureLimits(Procedures procedures, Deadlines deadlines, LimitRules rules, WorkingDays working, PolicyParameters parameters,
                       Expressions expressions, CaseFiles cases, Known known, Values values, AdjustableClock clock) implements LimitCounting {

    /**
     * Begins the limits that are counted from a step.
     *
     * @param procedure the version of the case's procedure
     * @param caseNo    the case's number
     * @param element   the element id of the task; {@code start} for the start
     * @param entered   what was filled in there
     * @param known     what the expressions of the manifest may name
     */
    void begun(Procedure procedure, String caseNo, String element, Map<String, Object> entered, Map<String, Object> known) {
        procedure.manifest().limits().stream().filter(limit -> isAt(limit.from(), element))
                .filter(limit -> limit.when() == null || expressions.holds(limit.when(), known)).forEach(limit -> {
            // The day may stand in an earlier form, such as that on which a letter came.
            LocalDate from = dayAt(limit.from(), known);
            LocalDate due = limit.until() != null ? (LocalDate) known.get(limit.until()) : dueOn(limit, from);
            List<Limit> before = deadlines.of(caseNo).stream().filter(each -> each.rule().name().equals(limit.id())).toList();
            if (due != null && before.stream().noneMatch(Limit::isOpen)) {
                deadlines.start(caseNo, rules.get(limit.id()), before.isEmpty() ? "" : String.valueOf(before.size() + 1), from, due,
                        cases.shownPlaceOf(cases.get(caseNo)));
            }
        });
    }

    private LocalDate dueOn(LimitOf limit, LocalDate from) {
        int days = limit.days() != null ? limit.days() : parameters.number(limit.parameter(), from);
        return limit.calendar() == LimitOf.Calendar.WORKING ? working.after(from, days) : working.end(from, days);
    }

    /**
     * Meets the limits that a step has to meet.
     *
     * @param procedure the version of the case's procedure
     * @param caseNo    the case's number
     * @param element   the element id of the task
     * @param entered   what was filled in there
     * @param known     what the expressions of the manifest may name
     */
    void met(Procedure procedure, String caseNo, String element, Map<String, Object> entered, Map<String, Object> known) {
        procedure.manifest().limits().stream().filter(limit -> isAt(limit.to(), element))
                .filter(limit -> limit.metWhen() == null || expressions.holds(limit.metWhen(), known)).forEach(limit -> {
            LimitRule rule = rules.get(limit.id());
            deadlines.find(caseNo, rule).filter(Limit::isOpen)
                    .ifPresent(open -> deadlines.meet(caseNo, rule, open.reference(), dayAt(limit.to(), entered)));
        });
    }

    /** Lets lists tell what is so since the last day of a limit has gone by, although nobody has done a step. */
    @EventListener
    void missed(LimitMissed limit) {
        if (procedures.owns(limit.caseNo())) {
            Procedure procedure = procedures.ofCase(limit.caseNo());
            values.keep(cases.get(limit.caseNo()), procedure, known.inForce(procedure, limit.caseNo()));
        }
    }

    @Override
    public List<Counted> counted() {
        return procedures.all().stream().flatMap(procedure -> procedure.manifest().limits().stream()).filter(limit -> limit.until() == null)
                .map(limit -> new Counted(limit.id(), null, limit.days(), limit.parameter(), limit.calendar() == LimitOf.Calendar.WORKING)).toList();
    }

    private static boolean isAt(String place, String element) {
        return place.equals(element) || place.startsWith(element + ".");
    }

    private LocalDate dayAt(String place, Map<String, Object> values) {
        int point = place.indexOf('.');
        Object day = point < 0 ? null : values.get(place.substring(point + 1));
        return day instanceof LocalDate stated ? stated : clock.today();
    }
}
