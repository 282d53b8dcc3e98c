package org.shouwang.procedure;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.casefile.Opening;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.Submission;
import org.shouwang.household.HouseholdStarts;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The start of a procedure, which does what the manifest of its present version says. */
record ProcedureStart(Procedure procedure, Parts parts) implements StartStep {

    /** The place of the start among the entries of a case. */
    static final String ELEMENT = "start";
    /** What stands in place of a personal value that is kept elsewhere, encrypted. */
    static final String NOT_SHOWN = "（不在此显示）";
    private static final String PLACE_GROUP = "placeGroup";

    /** What the starts of all procedures use. */
    @Component
    record Parts(Procedures procedures, StepRules rules, Days days, TableAdvice advice, StepValues steps, ProcedureLimits limits,
                 CaseSubjectReader subjects, Known known, CaseFiles cases, CaseKinds kinds, OneOpenCase once,
                 ObjectProvider<HouseholdStarts> households, CurrentUsers users, JdbcClient jdbc) {

        StartStep start(String processKey) {
            Procedure procedure = procedures.get(processKey);
            return procedure.manifest().start().household() == null ? new ProcedureStart(procedure, this)
                    : new RegisterStart(households.getObject().of(households.getObject().process(processKey)), procedure, this);
        }

        /**
         * Checks the rules of a start that its form cannot express.
         *
         * @param procedure  the present version
         * @param submission what was filled in
         * @param subject    what the case is about; null if that is wrong, or is read by somebody else
         */
        void checkRules(Procedure procedure, Submission submission, CaseSubject subject) {
            Map<String, Object> values = known.blank(procedure, subject == null ? null : subject.place().countyCode(), submission.values());
            if (subject != null) {
                Known.place(values, subject.place().countyCode(), subject.place().townshipCode());
                values.put("subjectName", subject.name());
                known.born(values, subject.idNumber());
            }
            values.put("task", ELEMENT);
            values.putAll(advice.at(procedure, ELEMENT, values));
            known.addLive(procedure, values);
            rules.check(procedure.manifest().start().rules(), submission, values);
            days.check(procedure, procedure.model().startForm(), submission, values);
        }

        /**
         * Begins what a case of a procedure has besides its file.
         *
         * @param procedure  the present version
         * @param caseNo     the case's number
         * @param subjectKey the key of its subject, as {@link OneOpenCase} makes it; null if the register decides what may be open once
         * @param entered    what was filled in, as it is kept
         * @return the variables that the engine gets besides those of every case
         */
        Map<String, Object> begin(Procedure procedure, String caseNo, String subjectKey, Map<String, Object> entered) {
            jdbc.sql("insert into shouwang.procedure_case (case_no, deployment_id, subject_key) values (?, ?, ?)")
                    .params(caseNo, procedures.deploymentOf(procedure.key()), subjectKey).update();
            Map<String, Object> known = this.known.of(procedure, caseNo, entered, null, null);
            known.put("task", ELEMENT);
            entered.putAll(advice.at(procedure, ELEMENT, known));
            Map<String, Object> variables = steps.keep(procedure, caseNo, ELEMENT, entered, known);
            variables.put(PLACE_GROUP, groupOf(cases.villageOf(cases.get(caseNo))));
            limits.begun(procedure, caseNo, ELEMENT, entered, known);
            return variables;
        }
    }

    @Override
    public String processKey() {
        return procedure.key();
    }

    @Override
    public boolean mayStart() {
        return procedure.mayBeStartedBy(parts.users.get(), null);
    }

    @Override
    public void check(Submission submission) {
        requireStarter(null);
        Optional<CaseSubject> subject = parts.subjects.read(procedure, submission);
        subject.ifPresent(found -> requireStarter(found.place()));
        parts.checkRules(procedure, submission, subject.orElse(null));
    }

    /** Refuses users whose post may not start this procedure, at all or in a place. */
    private void requireStarter(Village place) {
        if (procedure.ended()) {
            throw new ConflictException(procedure.manifest().title() + "已停办，不能再发起");
        }
        if (!procedure.mayBeStartedBy(parts.users.get(), place)) {
            throw new ForbiddenException("您的岗位不能发起" + procedure.manifest().title() + (place == null ? "" : "，或者不能在这个地区发起"));
        }
    }

    @Override
    public StartedCase accept(Submission submission) {
        CaseSubject subject = parts.subjects.read(procedure, submission).orElseThrow();
        Village place = subject.place();
        parts.once.requireNoneOfMembers(procedure, subject, submission.values());
        var kind = parts.kinds.of(procedure.key());
        String caseNo = parts.cases.nextNumber(kind, place.countyCode());
        String subjectKey = OneOpenCase.subjectKey(parts.once.personal(), procedure.key(), subject.identity());
        boolean closed = procedure.manifest().field(procedure.manifest().start().reason()).personal();
        parts.cases.open(caseNo, kind, new Opening(place, subject.householdId(), shownName(subject, caseNo, submission), subject.idNumber(),
                closed ? NOT_SHOWN : submission.text(procedure.manifest().start().reason()), null, null, null, null,
                parts.once.keyOf(procedure, subjectKey, submission.values())));
        Map<String, Object> entered = submission.values();
        entered.keySet().removeAll(CaseSubjectReader.IDENTITY);
        entered.replace(CaseSubjectReader.PROJECT, subject.projectNo());
        if (procedure.manifest().hidesName()) {
            entered.put(CaseSubjectReader.NAME, subject.name());
        }
        Map<String, Object> variables = new HashMap<>(CaseVariables.atStart(caseNo, place));
        variables.putAll(parts.begin(procedure, caseNo, subjectKey, entered));
        parts.jdbc.sql("update shouwang.procedure_case set member_no = ?, project_no = ?, unit = ? where case_no = ?")
                .params(subject.memberNo(), subject.projectNo(), subject.unit(), caseNo).update();
        return new StartedCase(caseNo, place.countyCode(), variables);
    }

    /** Returns the group of the post whose own the place is: the village, or a township or county for what is its own. */
    private static String groupOf(Village place) {
        return new Post(!place.name().isEmpty() ? Role.VILLAGE : place.townshipCode() != null ? Role.TOWNSHIP : Role.COUNTY, place.code()).group();
    }

    /**
     * Returns the name by which everybody who sees the case reads the subject: of a person whose name only some read, the family name; of
     * somebody without a name, or whose name is kept and nobody's business, one that tells the case from others.
     */
    private String shownName(CaseSubject subject, String caseNo, Submission submission) {
        return subject.name() == null ? (submission.text(CaseSubjectReader.PETITIONER) == null ? "匿名反映" : "署名信访人") + caseNo.substring(caseNo.lastIndexOf('-') + 1) : !procedure.manifest().hidesName() ? subject.name()
                : subject.name().substring(0, subject.name().offsetByCodePoints(0, 1)) + "某";
    }
}
