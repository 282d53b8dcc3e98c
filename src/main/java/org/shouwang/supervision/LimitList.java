package org.shouwang.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.LimitSearch;
import org.shouwang.deadline.LimitSummary;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Lists limits together with the household's head or the problem's title, by which people know a case. Each page is found from
 * a neighbouring page, so that a later page is as fast as the first.
 */
@Service
public class LimitList {

    private static final Pattern CURSOR = Pattern.compile("(after|before)_(\\d{6,12})_(\\d{4}-\\d{2}-\\d{2})_(\\d{1,18})");
    private static final Pattern CASE_NO = Pattern.compile("[A-Z]+-\\d+-\\d+-\\d+");

    private final JdbcClient jdbc;
    private final Deadlines deadlines;
    private final LimitSummary summary;
    private final AdjustableClock clock;

    LimitList(JdbcClient jdbc, Deadlines deadlines, LimitSummary summary, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.deadlines = deadlines;
        this.summary = summary;
        this.clock = clock;
    }

    private record Found(long id, String headName, String county, String township, String village) {
    }

    /**
     * Returns one page of limits.
     *
     * @param filter the limits to list
     * @param cursor the cursor that a neighbouring page gave; null or blank for the first page
     * @param size   the most limits on the page
     * @throws InvalidInputException if the cursor is not valid
     */
    public Page<LimitRow> page(LimitFilter filter, String cursor, int size) {
        if (filter.scope().isNothing()) {
            return new Page<>(null, List.of(), null, null);
        }
        Map<String, Object> params = new HashMap<>();
        List<String> where = where(filter, params);
        Place place = place(cursor);
        boolean given = place != null;
        boolean backwards = given && place.backwards();
        if (given) {
            params.put("village_code", place.villageCode());
            params.put("due_on", place.dueOn());
            params.put("id", place.id());
            where.add(filter.sort().beyond(backwards));
        }
        List<Found> found = new ArrayList<>(jdbc.sql("""
                        select d.id, coalesce(case when c.seen_by is null then c.head_name end, p.title || coalesce('（' || coalesce(g.name_, n.unit_text) || '）', '')) as head_name, k.name as county,
                            coalesce(t.name, '') as township, case v.level when 'VILLAGE' then v.name else '' end as village
                        from (select * from shouwang.deadline where %s order by %s limit %d) d
                        left join shouwang.case_file c on c.case_no = d.case_no
                        left join shouwang.problem p on p.problem_no = d.case_no
                        left join shouwang.problem_line n on n.problem_id = p.id and n.id::text = d.reference
                        left join public.act_id_group g on g.id_ = n.group_id
                        join shouwang.region v on v.code = d.village_code
                        left join shouwang.region t on t.code = d.township_code
                        join shouwang.region k on k.code = d.county_code
                        order by %s
                        """.formatted(String.join(" and ", where), filter.sort().orderBy(backwards), size + 1,
                        filter.sort().orderBy(backwards).replaceAll("(^|, )", "$1d.")))
                .params(params).query(Rows.as(Found.class)).list());
        boolean more = found.size() > size;
        if (more) {
            found.remove(size);
        }
        if (backwards) {
            Collections.reverse(found);
        }
        List<LimitRow> rows = rows(found);
        boolean hasPrevious = backwards ? more : given;
        boolean hasNext = backwards || more;
        return rows.isEmpty() ? new Page<>(null, rows, null, null)
                : new Page<>(null, rows, hasPrevious ? "before_" + place(rows.get(0).limit()) : null,
                        hasNext ? "after_" + place(rows.get(rows.size() - 1).limit()) : null);
    }

    /** Returns how many limits there are. The number comes from the counters, unless the filter has a text to search for. */
    public long count(LimitFilter filter) {
        if (filter.scope().isNothing()) {
            return 0;
        }
        if (!filter.text().isEmpty()) {
            Map<String, Object> params = new HashMap<>();
            return jdbc.sql("select count(*) from shouwang.deadline where " + String.join(" and ", where(filter, params)))
                    .params(params).query(Long.class).single();
        }
        return summary.byRule(filter.scope().codes()).stream()
                .filter(row -> filter.rules().contains(row.rule()))
                .flatMap(row -> row.states().entrySet().stream())
                .filter(state -> filter.states().contains(state.getKey())).mapToLong(Map.Entry::getValue).sum();
    }

    private List<String> where(LimitFilter filter, Map<String, Object> params) {
        List<String> where = new ArrayList<>();
        params.put("today", clock.today());
        where.add(inScope(filter.scope(), params));
        if (filter.sort() == LimitSort.VILLAGE && filter.scope().codes().size() == 1) {
            // This repeats the condition for the column of the order, so that the database reads its index from the right
            // place.
            where.add("village_code >= :scope0 and village_code < :scope0 || 'a'");
        }
        if (!filter.states().values().isEmpty()) {
            where.add(filter.states().values().stream().map(LimitSearch::condition)
                    .collect(Collectors.joining(" or ", "(", ")")));
        }
        if (!filter.rules().values().isEmpty()) {
            where.add("rule in (:rules)");
            params.put("rules", filter.rules().values().stream().map(LimitRule::name).toList());
        }
        if (!filter.text().isEmpty()) {
            where.add(matches(filter, params));
        }
        return where;
    }

    /** Returns the SQL condition that the limits of a scope meet. */
    static String inScope(Scope scope, Map<String, Object> params) {
        List<String> any = new ArrayList<>();
        for (String code : scope.codes()) {
            String name = "scope" + any.size();
            any.add(LimitSearch.column(code) + " = :" + name);
            params.put(name, code);
        }
        return "(" + String.join(" or ", any) + ")";
    }

    private static String matches(LimitFilter filter, Map<String, Object> params) {
        String number = filter.text().toUpperCase(Locale.ROOT);
        if (CASE_NO.matcher(number).matches()) {
            params.put("caseNo", number);
            return "case_no = :caseNo";
        }
        String escaped = filter.text().replaceAll("([\\\\%_])", "\\\\$1");
        params.put("beginning", escaped + "%");
        params.put("part", "%" + escaped + "%");
        return """
                id in (
                    select id from shouwang.deadline where %1$s and case_no in
                        (select case_no from shouwang.case_file where %1$s and head_name like :beginning and seen_by is null)
                    union all
                    select id from shouwang.deadline where %1$s and village_code in
                        (select code from shouwang.region where level = 'VILLAGE' and name like :part))
                """.formatted(inScope(filter.scope(), params));
    }

    private List<LimitRow> rows(List<Found> found) {
        Map<Long, Limit> limits = deadlines.withIds(found.stream().map(Found::id).toList()).stream()
                .collect(Collectors.toMap(Limit::id, Function.identity()));
        return found.stream().map(row -> new LimitRow(limits.get(row.id()), row.headName(), row.county(), row.township(),
                row.village())).toList();
    }

    private static String place(Limit limit) {
        return limit.villageCode() + "_" + limit.dueOn() + "_" + limit.id();
    }

    private static Place place(String cursor) {
        FieldErrors errors = new FieldErrors();
        Place place = PageRequest.place(cursor, Place::of, errors);
        errors.throwIfAny();
        return place;
    }

    /** The limit next to which a page begins, as the page's cursor names it. */
    private record Place(boolean backwards, String villageCode, LocalDate dueOn, long id) {

        private static Place of(String cursor) {
            Matcher parts = CURSOR.matcher(cursor);
            if (!parts.matches()) {
                throw new IllegalArgumentException(cursor);
            }
            return new Place(parts.group(1).equals("before"), parts.group(2), LocalDate.parse(parts.group(3)),
                    Long.parseLong(parts.group(4)));
        }
    }
}
