package org.shouwang.procedure;

import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.Submission;
import org.shouwang.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows what only one open case of a procedure may be about: its subject, together with the values of the fields that the manifest
 * names under {@code unique}. A later task that corrects such a value moves the case; nobody can read a value from a key.
 */
@Component
class OneOpenCase {

    private final CaseFiles cases;
    private final PersonalData personal;
    private final JdbcClient jdbc;

    OneOpenCase(CaseFiles cases, PersonalData personal, JdbcClient jdbc) {
        this.cases = cases;
        this.personal = personal;
        this.jdbc = jdbc;
    }

    /** Returns the key of a subject, which all cases of the procedure about it have in common. */
    String subjectKeyOf(Procedure procedure, CaseSubject subject) {
        return subjectKey(personal, procedure.key(), subject.identity());
    }

    static String subjectKey(PersonalData personal, String procedure, String identity) {
        return personal.fingerprint(procedure + "\n" + identity);
    }

    /**
     * Returns the key that only one open case may have.
     *
     * @param procedure  the version of the procedure
     * @param subjectKey the key of the case's subject
     * @param values     the present values of the case
     */
    String keyOf(Procedure procedure, String subjectKey, Map<String, Object> values) {
        return procedure.manifest().unique().isEmpty() ? subjectKey : personal.fingerprint(subjectKey + procedure.manifest().unique().stream()
                .map(key -> "\n" + values.get(key)).collect(Collectors.joining()));
    }

    private String subjectKeyOf(String caseNo) {
        return jdbc.sql("select subject_key from shouwang.procedure_case where case_no = ?").param(caseNo).query(String.class).single();
    }

    /** Refuses a submission of a task after which a case would be about the same as another open one. */
    void check(Procedure procedure, String caseNo, Submission submission, Map<String, Object> values) {
        procedure.manifest().unique().stream().filter(key -> submission.values().get(key) != null).findFirst().ifPresent(key ->
                cases.findOpen(procedure.key(), keyOf(procedure, subjectKeyOf(caseNo), values)).map(CaseFile::caseNo).filter(other -> !other.equals(caseNo)).ifPresent(other ->
                        submission.reject(key, "：“" + cases.get(caseNo).headName() + "”的这一项已有在办的" + procedure.manifest().title() + "案件"
                                + cases.shownToUser(other).map(shown -> "，案件编号 " + shown).orElse(""))));
    }

    /** Moves a case to what it is about now. */
    void settle(Procedure procedure, String caseNo, Map<String, Object> entered, Map<String, Object> values) {
        if (procedure.manifest().unique().stream().anyMatch(entered::containsKey)) {
            cases.moveTo(caseNo, keyOf(procedure, subjectKeyOf(caseNo), values));
        }
    }
}
