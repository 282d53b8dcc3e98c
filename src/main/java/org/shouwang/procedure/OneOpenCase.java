package org.shouwang.procedure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.Submission;
import org.shouwang.household.Households;
import org.shouwang.household.KnownMember;
import org.shouwang.household.Surveys;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows what only one open case of a procedure may be about: its subject, together with the values of the fields that the manifest
 * names under {@code unique}. A later task that corrects such a value moves the case; nobody can read a value from a key.
 */
@Component
record OneOpenCase(CaseFiles cases, Households register, Surveys surveys, PersonalData personal, JdbcClient jdbc) {

    /** Returns the key of a subject, which all cases of a procedure about it have in common. */
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

    /**
     * Returns the keys of all members of a household, any of whom may have been known alone when a case began.
     *
     * @param procedure   the procedure
     * @param householdId the household's id; null if whoever the case is about was typed in
     * @param idNumber    the identity number of whoever the case is about, or null
     * @param countyCode  the county of the case
     * @return the keys; empty if the procedure is not about households, or nobody of it is in the register
     */
    List<String> keysOfMembers(Procedure procedure, Long householdId, String idNumber, String countyCode) {
        if (procedure.manifest().subject() != SubjectKind.HOUSEHOLD || idNumber == null) {
            return List.of();
        }
        return (householdId == null ? register.ofPersonAnywhere(idNumber, countyCode) : Optional.of(register.get(householdId))).stream()
                .flatMap(household -> surveys.membersOf(household).stream()).map(KnownMember::idNumber).filter(Objects::nonNull)
                .map(member -> subjectKey(personal, procedure.key(), member)).toList();
    }

    /**
     * Refuses a case about a household while one is open about somebody who is a member of it by now.
     *
     * @param procedure the present version of the procedure
     * @param subject   what the case would be about
     * @param values    the values of the start form
     */
    void requireNoneOfMembers(Procedure procedure, CaseSubject subject, Map<String, Object> values) {
        keysOfMembers(procedure, subject.householdId(), subject.idNumber(), subject.place().countyCode()).stream()
                .flatMap(key -> cases.findOpen(procedure.key(), keyOf(procedure, key, values)).stream()).findFirst().ifPresent(other -> {
                    String shown = cases.shownToUser(other.caseNo()).orElse(null);
                    throw new ConflictException("该户已有在办的" + procedure.manifest().title() + "案件" + (shown == null ? "" : "，案件编号 " + shown), shown);
                });
    }

    private String subjectKeyOf(String caseNo) {
        return jdbc.sql("select subject_key from shouwang.procedure_case where case_no = ?").param(caseNo).query(String.class).single();
    }

    /** Refuses a submission of a task after which a case would be about the same as another open one. */
    void check(Procedure procedure, String caseNo, Submission submission, Map<String, Object> values) {
        procedure.manifest().unique().stream().filter(key -> submission.values().get(key) != null).findFirst().ifPresent(key ->
                cases.findOpen(procedure.key(), keyOf(procedure, subjectKeyOf(caseNo), values)).map(CaseFile::caseNo)
                        .filter(other -> !other.equals(caseNo)).ifPresent(other ->
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
