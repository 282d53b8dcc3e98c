package org.shouwang.procedure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.FormRows;
import org.shouwang.engine.Expressions;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.Submission;
import org.shouwang.household.MembersByNumber;
import org.shouwang.household.RegisterFacts;
import org.springframework.stereotype.Component;

/** The repeated groups of forms that have one row for each member of a household of the register. */
@Component
record MemberRows(RegisterFacts register, Expressions expressions) {

    static List<String> keys(Procedure procedure) {
        return procedure.manifest().keys(field -> field.rows() != null);
    }

    private static List<String> keys(Procedure procedure, String form) {
        return keys(procedure).stream().filter(key -> procedure.fields(form).stream().anyMatch(field -> field.key().equals(key))).toList();
    }

    /**
     * @param item a case
     * @return the members of its household; none if it has no household in the register
     */
    MembersByNumber membersOf(CaseFile item) {
        return new MembersByNumber(register.find(item.householdId()).map(register::membersOf).orElse(List.of()));
    }

    /**
     * Completes what was filled in: a member without a row is as in the register.
     *
     * @param procedure the version of the case's procedure
     * @param form      the form that was filled in
     * @param item      the case
     * @param values    the values, of which those with such rows are completed
     */
    void complete(Procedure procedure, String form, CaseFile item, Map<String, Object> values) {
        keys(procedure, form).forEach(key -> values.put(key, membersOf(item).completed(values.get(key), cells(procedure, key).keySet())));
    }

    private static Map<String, FormComponent> cells(Procedure procedure, String key) {
        return procedure.field(key).map(FormComponent::children).orElse(List.of()).stream()
                .collect(Collectors.toMap(FormComponent::key, cell -> cell, (first, again) -> first, LinkedHashMap::new));
    }

    /**
     * Returns the rows of a case as facts: what was filled in of each member, by the member's name.
     *
     * @param procedure the version of the case's procedure
     * @param item      the case
     * @param present   the present values
     */
    List<Map<String, Object>> facts(Procedure procedure, CaseFile item, Map<String, Object> present) {
        List<Map<String, Object>> facts = new ArrayList<>();
        keys(procedure).stream().filter(key -> present.get(key) != null).forEach(key -> {
            Map<String, FormComponent> cells = cells(procedure, key);
            cells.keySet().removeAll(Set.of(MembersByNumber.NUMBER, MembersByNumber.NAME));
            membersOf(item).rows(present.get(key)).forEach(row -> facts.add(FormRows.fact((String) row.get(MembersByNumber.NAME),
                    cells.values().stream().filter(cell -> row.get(cell.key()) != null)
                            .map(cell -> cell.options().getOrDefault(String.valueOf(row.get(cell.key())), String.valueOf(row.get(cell.key()))))
                            .collect(Collectors.joining("，")))));
        });
        return facts;
    }

    /**
     * Checks that each row is of a member, and of one of its own, and that none is missing where none may be.
     *
     * @param procedure  the version of the case's procedure
     * @param form       the form that was filled in
     * @param item       the case
     * @param submission what was filled in
     * @param known      what expressions may name
     */
    void check(Procedure procedure, String form, CaseFile item, Submission submission, Map<String, Object> known) {
        keys(procedure, form).forEach(key -> {
            List<Integer> missing = membersOf(item).missing(submission.rows(key));
            String complete = procedure.manifest().field(key).rows().complete();
            if (complete != null && !missing.isEmpty() && expressions.holds(complete, known)) {
                submission.reject(key, "中须逐人填写，还缺：" + missing.stream().map(number -> "第" + number + "名").collect(Collectors.joining("、")));
            }
        });
    }
}
