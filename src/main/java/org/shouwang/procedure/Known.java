package org.shouwang.procedure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.Expressions;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.household.RegisterFacts;
import org.shouwang.security.Post;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Component;

/**
 * What the expressions of a manifest may name: the present values of all fields, and
 * <ul>
 * <li>{@code today}, {@code startedOn}: days;</li>
 * <li>{@code times.<task>}: how often a task was done;</li>
 * <li>{@code chosen.<task>.<OUTCOME>}: how often it was decided so;</li>
 * <li>{@code round.<task>.<OUTCOME>}: how often it was decided so in the latest round, in which a task is done once by each of several
 * posts;</li>
 * <li>{@code task}: the element id of the task that is being done, {@code start} at the start;</li>
 * <li>{@code doneOn.<task>}: the day on which it was last done, or null;</li>
 * <li>{@code earlier.<task>.<field>}: what was filled in there each time the task was done before, oldest first, null where it was
 * left empty; in values that are computed after a task, with what was filled in just now;</li>
 * <li>{@code subjectAge}: the age of the person in whole years today, or null;</li>
 * <li>{@code subjectBornOn}: the person's birthday, or null;</li>
 * <li>{@code parameters.<NAME>}: the value of a dated parameter today; one that ends with the county's code goes before;</li>
 * <li>{@code casesThisYear}: how many cases of this procedure the subject has had this year, with this one; those that were
 * withdrawn or refused do not count;</li>
 * <li>{@code caseNo}: the case's number, null before it begins;</li>
 * <li>{@code cityCode}, {@code countyCode}, {@code townshipCode}: where the case is; null for a township if it is about a county as a
 * whole;</li>
 * <li>{@code similarCases}: the numbers of earlier cases of the same place whose fields under {@code similar} have the same values;</li>
 * <li>{@code household}: what the register says of the household, as in {@link RegisterFacts}, if the procedure is only about
 * households of the register;</li>
 * <li>{@code inForce}: the values by which a case is shown that is shown by what is in force, by the fields' keys; null otherwise;</li>
 * <li>{@code project}: of a case that names a project by its number, what the lists say of the project's own case, by the keys of its values;
 * null if there is none;</li>
 * <li>{@code named.<field>}: the same of any case whose number stands in a field with a key that ends with {@code CaseNo};</li>
 * <li>{@code projectCases}: of a project, the same of each open case that names it, with {@code caseNo}; null before it begins;</li>
 * <li>{@code subjectName}, in rules only: the name of what the case is about;</li>
 * <li>{@code subjectIdNumber} and {@code subjectVillageCode}, only in values for another process: who that is about.</li>
 * </ul>
 * What was taken back does not count.
 */
@Component
record Known(CaseFiles cases, Entries entries, TaskDecisions decisions, PolicyParameters parameters, RegisterFacts register, OtherCases others,
             Values listed, Expressions expressions, AdjustableClock clock) {

    /**
     * Returns what is known of a case.
     *
     * @param procedure the version of its procedure
     * @param caseNo    its number
     * @param values    the present values of its fields
     * @param task      the task that is being done, which counts already; null if none is
     * @param outcome   what is decided there; null if nothing is
     */
    Map<String, Object> of(Procedure procedure, String caseNo, Map<String, Object> values, String task, String outcome) {
        CaseFile item = cases.get(caseNo);
        Map<String, Object> known = blank(procedure, item.countyCode(), values);
        known.put("startedOn", ChinaTime.dayOf(item.registeredAt()));
        known.put("casesThisYear", others.thisYear(item, procedure));
        // Of a person whose name only some read, the file has the family name.
        known.put("subjectName", procedure.manifest().hidesName() ? values.get(CaseSubjectReader.NAME) : item.headName());
        known.put("caseNo", caseNo);
        known.put("subjectIdNumber", item.headIdNumber());
        known.put("subjectVillageCode", item.villageCode());
        place(known, item.countyCode(), item.townshipCode());
        known.put("similarCases", others.similar(item, procedure, values));
        known.put("projectCases", procedure.manifest().subject() == SubjectKind.PROJECT ? listed.ofProject(caseNo) : List.of());
        born(known, item.headIdNumber());
        StepHistory history = new StepHistory(procedure);
        decisions.of(caseNo).stream().filter(each -> each.stands() && each.processKey().equals(procedure.key()))
                .forEach(each -> history.done(each.elementId(), each.outcome(), ChinaTime.dayOf(each.decidedAt())));
        entries.of(caseNo, procedure).forEach(entry -> history.filledIn(entry.elementId(), entry.values()));
        if (task != null) {
            history.done(task, outcome, clock.today());
            known.put("task", task);
        }
        history.addTo(known);
        known.put("inForce", procedure.manifest().inForce() == null ? null : entries.inForce(caseNo, procedure));
        if (procedure.manifest().start().household() != null) {
            register.find(item.householdId()).ifPresent(household -> known.put("household", register.of(household, procedure.key())));
        }
        addLive(procedure, known);
        return known;
    }

    /**
     * Returns the present values of a case, with those that are computed whenever they are read.
     *
     * @param procedure the version of its procedure
     * @param caseNo    its number
     */
    Map<String, Object> present(Procedure procedure, String caseNo) {
        return withLive(procedure, caseNo, entries.present(caseNo, procedure));
    }

    /**
     * Returns the values by which a case is shown, with those that are computed whenever they are read.
     *
     * @param procedure the version of its procedure
     * @param caseNo    its number
     */
    Map<String, Object> inForce(Procedure procedure, String caseNo) {
        return withLive(procedure, caseNo, entries.inForce(caseNo, procedure));
    }

    private Map<String, Object> withLive(Procedure procedure, String caseNo, Map<String, Object> values) {
        List<String> live = procedure.manifest().keys(Manifest.Field::live);
        if (!live.isEmpty()) {
            Map<String, Object> known = of(procedure, caseNo, values, null, null);
            live.forEach(key -> values.put(key, known.get(key)));
        }
        return values;
    }

    /**
     * Returns what is asked for and not decided yet, where the manifest says what is in force.
     *
     * @param procedure the version of a case's procedure
     * @param caseNo    the case's number
     * @return the fields whose present value is another than the one in force; empty if nothing is asked for
     */
    Map<String, Object> requested(Procedure procedure, String caseNo) {
        Map<String, Object> requested = new LinkedHashMap<>();
        if (procedure.manifest().inForce() != null) {
            Map<String, Object> present = entries.present(caseNo, procedure);
            if (expressions.holds(procedure.manifest().inForce().pending(), of(procedure, caseNo, present, null, null))) {
                Map<String, Object> inForce = entries.inForce(caseNo, procedure);
                requested.putAll(present);
                requested.entrySet().removeIf(each -> procedure.field(each.getKey()).isEmpty() || Submission.OPINION.equals(each.getKey())
                        || Objects.equals(each.getValue(), inForce.get(each.getKey())));
            }
        }
        return requested;
    }

    /**
     * Adds the values that are computed whenever they are read, each of which may name those before it.
     *
     * @param procedure the version of the procedure
     * @param known     what is known
     */
    void addLive(Procedure procedure, Map<String, Object> known) {
        procedure.manifest().keys(Manifest.Field::live)
                .forEach(key -> known.put(key, plain(expressions.value(procedure.manifest().field(key).value(), known))));
    }

    /** Returns the value of an expression as values are kept: a number as BigDecimal. */
    static Object plain(Object value) {
        return value instanceof Number && !(value instanceof BigDecimal) ? Decimals.parse(value.toString()).orElseThrow() : value;
    }

    /**
     * Returns what is known before a case begins.
     *
     * @param procedure  the present version of the procedure
     * @param countyCode the code of the county in which it begins; null if that is not known
     * @param values     the values of the start form
     */
    Map<String, Object> blank(Procedure procedure, String countyCode, Map<String, Object> values) {
        Map<String, Object> known = new HashMap<>();
        procedure.fields().forEach(field -> known.put(field.key(), null));
        procedure.manifest().data().keySet().forEach(key -> known.put(key, null));
        procedure.manifest().tables().forEach(table -> table.outputs().values().forEach(key -> known.put(key, null)));
        known.putAll(values);
        LocalDate today = clock.today();
        known.put("today", today);
        known.put("startedOn", today);
        known.put("casesThisYear", 1);
        List.of("subjectName", "subjectAge", "subjectBornOn", "caseNo", "similarCases", "task", "household", "inForce", "projectCases").forEach(name -> known.put(name, null));
        Map<String, Object> named = new HashMap<>();
        values.forEach((key, value) -> named.put(key, key.endsWith("CaseNo") ? listedOf(value) : null));
        known.put("named", named);
        known.put("project", listedOf(values.get(CaseSubjectReader.PROJECT)));
        place(known, countyCode, null);
        new StepHistory(procedure).addTo(known);
        Map<String, Object> inForce = new HashMap<>();
        procedure.manifest().parameters().forEach(name -> {
            Map<String, BigDecimal> all = parameters.all(name, today).values();
            BigDecimal value = all.getOrDefault(name + "_" + countyCode, all.get(name));
            // A rule that compares with a value that nobody has set would let everything pass.
            inForce.put(name, value == null && countyCode != null ? parameters.value(name, today) : value);
        });
        known.put("parameters", inForce);
        return known;
    }

    private Map<String, Object> listedOf(Object caseNo) {
        return caseNo instanceof String typed ? listed.of(List.of(Texts.number(typed))).get(Texts.number(typed)) : null;
    }

    /** Adds where a case is. */
    static void place(Map<String, Object> known, String countyCode, String townshipCode) {
        known.put("cityCode", Post.CITY.regionCode());
        known.put("countyCode", countyCode);
        known.put("townshipCode", townshipCode == null || townshipCode.isEmpty() ? null : townshipCode);
    }

    /**
     * @param known what is known
     * @return the values of the dated parameters that the procedure uses, by their names, without those that have none
     */
    @SuppressWarnings("unchecked")
    static Map<String, BigDecimal> parametersIn(Map<String, Object> known) {
        Map<String, BigDecimal> set = new HashMap<>((Map<String, BigDecimal>) known.get("parameters"));
        set.values().removeIf(Objects::isNull);
        return set;
    }

    /**
     * Adds when the person whom a case is about was born.
     *
     * @param known    what is known
     * @param idNumber an identity number, or null
     */
    void born(Map<String, Object> known, String idNumber) {
        boolean valid = idNumber != null && IdNumber.isValid(idNumber, clock.today());
        known.put("subjectAge", valid ? IdNumber.ageOn(idNumber, clock.today()) : null);
        known.put("subjectBornOn", valid ? IdNumber.bornOn(idNumber) : null);
    }
}
