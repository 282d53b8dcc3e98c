package org.shouwang.procedure;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.department.CountyUnits;
import org.shouwang.engine.Expressions;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.TwoPeople;
import org.shouwang.household.RegisterFacts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A task of a procedure, which does what the manifest of the case's version says. */
record ProcedureTask(String processKey, String elementId, Procedure newest, Parts parts) implements TaskStep {

    /** The field with the household's number in the national system, in which a task with it enters the case. */
    private static final String SYSTEM_CODE = "systemHouseholdCode";

    /** What the tasks of all procedures use. */
    @Component
    record Parts(Procedures procedures, Entries entries, Known known, Registered registered, StepRules rules, Days days, TableAdvice advice, StepValues steps, ProcedureLimits limits,
                 Expressions expressions, CaseFiles cases, CaseKinds kinds, CaseFacts facts, OneOpenCase once,
                 ObjectProvider<ProcedureNotice> notices, CountyUnits units, Referrals referrals, RegisterFacts register, MemberRows rows,
                 Map<String, OwnStep> own, CurrentUsers users, AdjustableClock clock) {

        ProcedureTask task(String processKey, String elementId) {
            return new ProcedureTask(processKey, elementId, procedures.get(processKey), this);
        }
    }

    @Override
    public String outcomeKey() {
        return newest.manifest().step(elementId).decides();
    }

    @Override
    public Optional<TwoPeople.Pair> secondOf() {
        return StepRules.notBy(newest, elementId);
    }

    @Override
    public boolean mayBeTakenBack() {
        return newest.manifest().step(elementId).takeBack();
    }

    @Override
    public Map<String, Object> takenBack(String caseNo) {
        return parts.steps.takeBack(parts.procedures.ofCase(caseNo), caseNo, elementId);
    }

    @Override
    public Map<String, Object> project(TaskContext task) {
        Procedure procedure = parts.procedures.ofCase(task.caseNo());
        Manifest.PathStep step = procedure.manifest().step(elementId);
        Map<String, Object> shown = new HashMap<>(parts.facts.of(task.caseNo()));
        Map<String, Object> present = parts.known.present(procedure, task.caseNo());
        Map<String, Object> filledIn = new HashMap<>(present);
        filledIn.putAll(parts.entries.takenBack(task.caseNo(), procedure, elementId));
        if (step.day() != null && !present.containsKey(step.day())) {
            shown.put(step.day(), parts.clock.today());
        }
        Map<String, Object> registered = parts.registered.of(procedure, parts.cases.get(task.caseNo()));
        for (FormComponent field : procedure.fields(procedure.formOf(elementId))) {
            boolean input = !field.disabled() && !field.readonly();
            boolean anew = procedure.model().isForEach(elementId) || field.key().equals(step.decides()) || Submission.OPINION.equals(field.key())
                    || "datetime".equals(field.type()) || procedure.manifest().field(field.key()).anew();
            Map<String, Object> values = input ? filledIn : present;
            if (!(input && anew) && values.containsKey(field.key()) && CaseReaders.isReadBy(procedure, field.key(), parts.users.get(), true, present)) {
                shown.put(field.key(), values.get(field.key()));
            }
            if (input && !filledIn.containsKey(field.key()) && registered.containsKey(field.key())) {
                shown.put(field.key(), registered.get(field.key()));
            }
            if (field.optionsKey() != null && !procedure.manifest().field(field.key()).units().isEmpty()) {
                shown.put(field.optionsKey(), parts.units.options(parts.cases.get(task.caseNo()).countyCode(),
                        procedure.manifest().field(field.key()).units()));
            }
        }
        CaseFile item = parts.cases.get(task.caseNo());
        MemberRows.keys(procedure).forEach(key -> shown.put(key, parts.rows.membersOf(item).rows(filledIn.get(key))));
        if (step.informs()) {
            shown.put("refusalText", parts.kinds.statusText(item) + (item.refusalReason() == null ? "" : "，理由：" + item.refusalReason()));
            shown.put("refusalReason", item.refusalReason());
            shown.put("informedOn", parts.clock.today());
        }
        if (step.returns()) {
            List<String> path = procedure.manifest().path().stream().map(Manifest.PathStep::task).toList();
            // What is in force, or asked for instead of it, begins anew and sends nothing back.
            int inForce = procedure.manifest().inForce() == null ? path.size() : path.indexOf(procedure.manifest().inForce().since());
            shown.put("returnReason", parts.facts.returnReason(task.caseNo(), elementId, path.subList(path.indexOf(elementId) + 1, path.size()),
                    path.subList(inForce, path.size())));
        }
        return shown;
    }

    @Override
    public void check(TaskContext task, Submission submission) {
        Procedure procedure = parts.procedures.ofCase(task.caseNo());
        Manifest.PathStep step = procedure.manifest().step(elementId);
        String outcome = step.decides() == null ? null : submission.text(step.decides());
        if (outcome != null && step.reasonWhen().contains(outcome)) {
            submission.reasonForChoice(step.decides());
        }
        procedure.manifest().unitFields().stream().filter(key -> submission.text(key) != null && unitName(procedure, task, submission, key).isEmpty())
                .forEach(key -> submission.reject(key, "须从本县的单位中选择"));
        Map<String, Object> known = known(procedure, task, submission, outcome);
        parts.rows.check(procedure, procedure.formOf(elementId), parts.cases.get(task.caseNo()), submission, known);
        if (step.day() != null) {
            submission.notInFuture(step.day(), parts.clock.today());
        }
        if (outcome != null && step.furthering().contains(outcome) && parts.advice.isAgainst(procedure, known)) {
            submission.reasonNeeded("您的意见与研判参考不一致，须说明理由");
        }
        parts.rules.check(step.rules(), submission, known);
        parts.days.check(procedure, procedure.formOf(elementId), submission, known);
        parts.once.check(procedure, task.caseNo(), submission, known);
        parts.referrals.check(procedure, step, submission, task.caseNo(), known);
        if (step.informs()) {
            submission.notInFuture("informedOn", parts.clock.today());
        }
    }

    private Optional<String> unitName(Procedure procedure, TaskContext task, Submission submission, String key) {
        return parts.units.name(parts.cases.get(task.caseNo()).countyCode(), procedure.manifest().field(key).units(), submission.text(key));
    }

    /** Returns what is known if the submission is accepted, with what the tables say of it. */
    private Map<String, Object> known(Procedure procedure, TaskContext task, Submission submission, String outcome) {
        Map<String, Object> values = parts.entries.present(task.caseNo(), procedure);
        submission.empty().forEach(key -> values.replace(key, null));
        values.putAll(entered(procedure, task, submission));
        Map<String, Object> known = parts.known.of(procedure, task.caseNo(), values, elementId, outcome);
        known.putAll(parts.advice.at(procedure, elementId, known));
        return known;
    }

    /** Returns what was filled in, with what counts as filled in if it was left empty. */
    private Map<String, Object> entered(Procedure procedure, TaskContext task, Submission submission) {
        Map<String, Object> entered = new LinkedHashMap<>(submission.values());
        String day = procedure.manifest().step(elementId).day();
        if (day != null) {
            entered.putIfAbsent(day, parts.clock.today());
        }
        parts.rows.complete(procedure, procedure.formOf(elementId), parts.cases.get(task.caseNo()), entered);
        return entered;
    }

    @Override
    public Map<String, Object> accept(TaskContext task, Submission submission) {
        Procedure procedure = parts.procedures.ofCase(task.caseNo());
        Manifest.PathStep step = procedure.manifest().step(elementId);
        String outcome = step.decides() == null ? null : submission.text(step.decides());
        if (procedure.manifest().start().household() != null) {
            parts.register.lock(parts.cases.get(task.caseNo()).householdId());
        }
        Map<String, Object> known = known(procedure, task, submission, outcome);
        parts.rules.conflict(step.rules(), known).ifPresent(conflict -> {
            throw new ConflictException(conflict);
        });
        Map<String, Object> entered = entered(procedure, task, submission);
        Map<String, Object> present = parts.entries.present(task.caseNo(), procedure);
        submission.empty().stream().filter(key -> present.get(key) != null).forEach(key -> entered.putIfAbsent(key, null));
        entered.putAll(parts.advice.at(procedure, elementId, known));
        procedure.manifest().unitFields().stream().filter(key -> submission.text(key) != null)
                .forEach(key -> entered.put(key + Manifest.Field.NAME, unitName(procedure, task, submission, key).orElseThrow()));
        if (outcome != null && step.restores().containsKey(outcome)) {
            entered.putAll(parts.entries.presentAfter(task.caseNo(), procedure, step.restores().get(outcome)));
            entered.putAll(submission.values());
        }
        Map<String, Object> variables = parts.steps.keep(procedure, task.caseNo(), elementId, entered, known);
        if (outcome != null) {
            variables.put(step.decides(), outcome);
        }
        NoticeOf notice = procedure.manifest().notice();
        if (notice != null && notice.after().equals(elementId)) {
            variables.put(CaseVariables.NOTICE_REQUIRED, parts.notices.stream().filter(each -> each.owns(task.caseNo())).findFirst()
                    .orElseThrow().settle(task.caseNo()));
        }
        parts.once.settle(procedure, task.caseNo(), entered, known);
        parts.referrals.make(procedure, step, task.caseNo(), known);
        parts.limits.met(procedure, task.caseNo(), elementId, entered, known);
        if (step.informs()) {
            parts.cases.informed(task.caseNo(), submission.text("informedBy"), submission.date("informedOn", parts.clock.today()),
                    submission.text("refusalReason"));
        }
        if (step.endsWhen() == null || parts.expressions.holds(step.endsWhen(), known)) {
            status(procedure, step, task.caseNo(), outcome, submission, known).ifPresent(code -> variables.put(CaseVariables.CASE_STATUS, code));
        }
        if (step.step() != null) {
            parts.own.get(step.step()).done(parts.cases.get(task.caseNo()), known);
        }
        parts.limits.begun(procedure, task.caseNo(), elementId, entered, known);
        return variables;
    }

    private Optional<String> status(Procedure procedure, Manifest.PathStep step, String caseNo, String outcome, Submission submission,
                                    Map<String, Object> known) {
        String ending = outcome != null && step.ends().containsKey(outcome) ? step.ends().get(outcome) : step.concludes();
        if (ending != null) {
            CaseStatus status = parts.kinds.status(processKey, ending);
            // The limits that the case leaves open no longer count; those of what follows from the ending begin after.
            parts.limits.deadlines().cancel(caseNo);
            if (status.stage() == CaseStatus.Stage.REJECTED) {
                String opinion = submission.text(Submission.OPINION);
                parts.cases.refuse(caseNo, status, opinion != null || step.because() == null ? opinion : (String) known.get(step.because()),
                        procedure.manifest().path().stream().anyMatch(Manifest.PathStep::resumes));
            } else if (procedure.fields(procedure.formOf(elementId)).stream().anyMatch(field -> field.key().equals(SYSTEM_CODE))) {
                parts.cases.entered(caseNo, status, submission.text(SYSTEM_CODE), (LocalDate) known.getOrDefault(step.day(), parts.clock.today()));
            } else {
                parts.cases.conclude(caseNo, status);
            }
            return Optional.of(ending);
        }
        if (outcome != null && step.approves().contains(outcome)) {
            parts.cases.approve(caseNo);
            return Optional.of(CaseStatus.APPROVED.code());
        }
        if (step.resumes() || outcome != null && step.reopens().contains(outcome)) {
            parts.cases.reopen(caseNo);
            return Optional.of(CaseStatus.IN_PROGRESS.code());
        }
        return Optional.empty();
    }
}
