package org.shouwang.procedure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.FormRows;
import org.shouwang.engine.Expressions;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.Submission;
import org.shouwang.household.Member;
import org.springframework.stereotype.Component;

/** The repeated groups of forms that have one row for each member of a household of the register. */
@Component
class MemberRows {

    private static final String NUMBER = "memberNo";
    private static final String NAME = "name";

    private final RegisterFacts register;
    private final Expressions expressions;

    MemberRows(RegisterFacts register, Expressions expressions) {
        this.register = register;
        this.expressions = expressions;
    }

    static List<String> keys(Procedure procedure) {
        return procedure.manifest().data().entrySet().stream().filter(each -> each.getValue().rows() != null).map(Map.Entry::getKey).toList();
    }

    private static List<String> keys(Procedure procedure, String form) {
        return keys(procedure).stream().filter(key -> procedure.fields(form).stream().anyMatch(field -> field.key().equals(key))).toList();
    }

    private List<Member> membersOf(CaseFile item) {
        return register.find(item.householdId()).map(register::membersOf).orElse(List.of());
    }

    /** Returns a member as the register has it, by the keys that a form may use. */
    private static Map<String, Object> recorded(int number, Member member) {
        return FormRows.row(NUMBER, BigDecimal.valueOf(number), "relation", member.relation().name(), "health", member.health().name(), "labour",
                member.labour().name());
    }

    @SuppressWarnings("unchecked")
    private static Map<Integer, Map<String, Object>> byNumber(Object rows) {
        Map<Integer, Map<String, Object>> byNumber = new HashMap<>();
        if (rows instanceof List<?> list) {
            list.forEach(each -> {
                Map<String, Object> row = (Map<String, Object>) each;
                if (row.get(NUMBER) instanceof Number number) {
                    byNumber.putIfAbsent(number.intValue(), row);
                }
            });
        }
        return byNumber;
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
        for (String key : keys(procedure, form)) {
            Set<String> cells = cells(procedure, key).keySet();
            Map<Integer, Map<String, Object>> given = byNumber(values.get(key));
            List<Member> members = membersOf(item);
            values.put(key, IntStream.rangeClosed(1, members.size()).mapToObj(number -> {
                Map<String, Object> row = new HashMap<>(recorded(number, members.get(number - 1)));
                row.putAll(given.getOrDefault(number, Map.of()));
                row.keySet().retainAll(cells);
                row.remove(NAME);
                return row;
            }).toList());
        }
    }

    private static Map<String, FormComponent> cells(Procedure procedure, String key) {
        return procedure.field(key).map(FormComponent::children).orElse(List.of()).stream()
                .collect(Collectors.toMap(FormComponent::key, cell -> cell, (first, again) -> first, LinkedHashMap::new));
    }

    /**
     * Returns the rows that a form shows: each member with what was filled in last.
     *
     * @param item    the case
     * @param present the present rows, or null
     */
    List<Map<String, Object>> shown(CaseFile item, Object present) {
        Map<Integer, Map<String, Object>> before = byNumber(present);
        List<Member> members = membersOf(item);
        return IntStream.rangeClosed(1, members.size()).mapToObj(number -> {
            Map<String, Object> row = new HashMap<>(before.getOrDefault(number, Map.of()));
            row.put(NUMBER, number);
            row.put(NAME, members.get(number - 1).name());
            return row;
        }).toList();
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
        for (String key : keys(procedure)) {
            if (present.get(key) != null) {
                Map<String, FormComponent> cells = cells(procedure, key);
                shown(item, present.get(key)).forEach(row -> facts.add(FormRows.fact((String) row.get(NAME), cells.keySet().stream()
                        .filter(cell -> !cell.equals(NUMBER) && !cell.equals(NAME) && row.get(cell) != null)
                        .map(cell -> cells.get(cell).options().getOrDefault(String.valueOf(row.get(cell)), String.valueOf(row.get(cell))))
                        .collect(Collectors.joining("，")))));
            }
        }
        return facts;
    }

    /**
     * Returns the rows as papers print them: with what the register says of each member.
     *
     * @param item    the case
     * @param present the present rows, or null
     */
    List<Map<String, Object>> printed(CaseFile item, Object present) {
        List<Map<String, Object>> rows = shown(item, present);
        List<Member> members = membersOf(item);
        for (int place = 0; place < rows.size(); place++) {
            rows.get(place).putIfAbsent("relation", members.get(place).relation().title());
            rows.get(place).putIfAbsent("health", members.get(place).health().title());
        }
        return rows;
    }

    /**
     * Checks that each row is of a member, and of one of its own.
     *
     * @param procedure  the version of the case's procedure
     * @param form       the form that was filled in
     * @param item       the case
     * @param submission what was filled in
     * @param known      what expressions may name
     */
    void check(Procedure procedure, String form, CaseFile item, Submission submission, Map<String, Object> known) {
        for (String key : keys(procedure, form)) {
            int members = membersOf(item).size();
            Set<Integer> seen = new TreeSet<>();
            for (Submission row : submission.rows(key)) {
                if (row.number(NUMBER) == null) {
                    continue;
                }
                int number = row.number(NUMBER).intValueExact();
                if (number > members) {
                    row.reject(NUMBER, "这一户只有" + members + "名成员");
                } else if (!seen.add(number)) {
                    row.reject(NUMBER, "与前面的重复");
                }
            }
            String complete = procedure.manifest().field(key).rows().complete();
            List<String> missing = IntStream.rangeClosed(1, members).filter(number -> !seen.contains(number)).mapToObj(number -> "第" + number + "名").toList();
            if (complete != null && !missing.isEmpty() && expressions.holds(complete, known)) {
                submission.reject(key, "中须逐人填写，还缺：" + String.join("、", missing));
            }
        }
    }
}
