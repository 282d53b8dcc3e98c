package org.shouwang.household;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.shouwang.casefile.FormRows;
import org.shouwang.engine.Submission;

/**
 * The members of a household as rows of a form: each row says by its number which member it is about.
 *
 * @param members the members as last recorded, of whom the first has the number 1
 */
public record MembersByNumber(List<Member> members) {

    /** The key under which a row has the member's number. */
    public static final String NUMBER = "memberNo";
    /** The key under which a row shows the member's name, which is not kept with it. */
    public static final String NAME = "name";

    private IntStream numbers() {
        return IntStream.rangeClosed(1, members.size());
    }

    /** Returns rows by the numbers of the members; the first of a member counts. */
    @SuppressWarnings("unchecked")
    private static Map<Integer, Map<String, Object>> byNumber(Object rows) {
        Map<Integer, Map<String, Object>> byNumber = new HashMap<>();
        if (rows instanceof List<?> list) {
            list.stream().map(each -> (Map<String, Object>) each).filter(row -> row.get(NUMBER) instanceof Number)
                    .forEach(row -> byNumber.putIfAbsent(((Number) row.get(NUMBER)).intValue(), row));
        }
        return byNumber;
    }

    /**
     * @param filledIn the rows that were filled in, in any order, or null
     * @return a row for each member, with what was filled in, the number and the name
     */
    public List<Map<String, Object>> rows(Object filledIn) {
        Map<Integer, Map<String, Object>> given = byNumber(filledIn);
        return numbers().mapToObj(number -> {
            Map<String, Object> row = new HashMap<>(given.getOrDefault(number, Map.of()));
            row.put(NUMBER, number);
            row.put(NAME, members.get(number - 1).name());
            return row;
        }).toList();
    }

    /**
     * @param filledIn the rows that were filled in, in any order, or null
     * @return the same as {@link #rows}, with what the register says of each member in Chinese, as papers print it
     */
    public List<Map<String, Object>> printed(Object filledIn) {
        List<Map<String, Object>> rows = rows(filledIn);
        numbers().forEach(number -> {
            rows.get(number - 1).putIfAbsent("relation", members.get(number - 1).relation().title());
            rows.get(number - 1).putIfAbsent("health", members.get(number - 1).health().title());
        });
        return rows;
    }

    /**
     * @param filledIn the rows that were filled in, in any order, or null
     * @param keys     the keys that a row may have
     * @return a row for each member, as it is kept: without the name, and as in the register where nothing was filled in
     */
    public List<Map<String, Object>> completed(Object filledIn, Set<String> keys) {
        Map<Integer, Map<String, Object>> given = byNumber(filledIn);
        return numbers().mapToObj(number -> {
            Member member = members.get(number - 1);
            Map<String, Object> row = FormRows.row(NUMBER, BigDecimal.valueOf(number), "relation", member.relation().name(), "health",
                    member.health().name(), "labour", member.labour().name());
            row.putAll(given.getOrDefault(number, Map.of()));
            row.keySet().retainAll(keys);
            row.remove(NAME);
            return row;
        }).toList();
    }

    /**
     * Checks that each row is of a member, and of one of its own; what is wrong is rejected.
     *
     * @param rows the rows
     * @return the numbers of the members without a row
     */
    public List<Integer> missing(List<Submission> rows) {
        Set<Integer> seen = new TreeSet<>();
        rows.stream().filter(row -> row.number(NUMBER) != null).forEach(row -> {
            int number = row.number(NUMBER).intValueExact();
            if (number > members.size()) {
                row.reject(NUMBER, "这一户只有" + members.size() + "名成员");
            } else if (!seen.add(number)) {
                row.reject(NUMBER, "与前面的重复");
            }
        });
        return numbers().filter(number -> !seen.contains(number)).boxed().toList();
    }
}
