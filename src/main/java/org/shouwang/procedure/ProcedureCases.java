package org.shouwang.procedure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.region.Regions;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Lists the cases of a procedure that a user may see, newest first. */
@Service
public record ProcedureCases(JdbcClient jdbc, CaseFiles cases, CaseKinds kinds, Regions regions, CaseReach reach, Values values) {

    private static final int FIRST_YEAR = 1949;
    private static final int LAST_YEAR = 2999;

    /**
     * A case in a list.
     *
     * @param id         the case's id
     * @param caseNo     its number
     * @param status     the code of its status
     * @param subject    the name of what it is about
     * @param regionCode the code of its village, or of its township or county
     * @param startedOn  the day on which it began
     * @param decidedOn  the day on which it was decided, or null
     * @param values     the values that lists show, by their keys
     */
    public record Item(long id, String caseNo, String status, String subject, String regionCode, LocalDate startedOn, LocalDate decidedOn,
                Map<String, Object> values) {
    }

    private record Stored(long id, String caseNo, String status, String headName, String villageCode, java.time.Instant registeredAt,
                          LocalDate decidedOn, boolean read, String deploymentId) {
    }

    /**
     * What a list is narrowed to; null means no condition.
     *
     * @param status the code of a status
     * @param region the code of a county, township or village
     * @param from   the first day on which a case began
     * @param to     the last day on which a case began
     * @param fields the values by the keys of fields by which lists can be filtered
     */
    public record Filter(String status, String region, LocalDate from, LocalDate to, Map<String, String> fields) {
    }

    /**
     * Returns a page of cases.
     *
     * @param procedure a procedure
     * @param filter    the conditions
     * @param cursor    the cursor from the page before, or null
     * @param limit     the most cases on the page, 1 to {@link PageRequest#MOST}
     * @throws org.shouwang.shared.InvalidInputException if a condition cannot be; the exception names all such conditions
     */
    public Page<Item> page(Procedure procedure, Filter filter, String cursor, int limit) {
        FieldErrors errors = new FieldErrors();
        PageRequest asked = PageRequest.of(cursor, limit, errors);
        Map<String, Object> params = new HashMap<>(Map.of("process", procedure.key()));
        List<String> where = where(procedure, filter, params, errors);
        errors.throwIfAny();
        if (asked.place() != null) {
            where.add("c.id < :before");
            params.put("before", asked.place());
        }
        cases.notClosed(params);
        List<Stored> found = jdbc.sql("""
                        select c.id, c.case_no, c.status, c.head_name, c.village_code, c.registered_at, c.decided_on,
                            c.read_by is null or c.read_by && :myPosts as read,
                            case when c.read_by is not null then (select p.deployment_id from shouwang.procedure_case p where p.case_no = c.case_no) end as deployment_id
                        from shouwang.case_file c where\s""" + String.join(" and ", where) + " order by c.id desc limit " + (limit + 1))
                .params(params).query(Rows.as(Stored.class)).list();
        Map<String, Map<String, Object>> shown = values.of(found.stream().map(Stored::caseNo).toList());
        found.stream().filter(each -> !each.read())
                .forEach(each -> shown.getOrDefault(each.caseNo(), new HashMap<>()).keySet().retainAll(reach.told(each.deploymentId())));
        return Page.of(found.stream().map(stored -> new Item(stored.id(), stored.caseNo(), stored.status(),
                stored.read() ? stored.headName() : ProcedureStart.NOT_SHOWN, stored.read() ? stored.villageCode() : stored.villageCode().substring(0, CaseReach.COUNTY),
                ChinaTime.dayOf(stored.registeredAt()), stored.decidedOn(), shown.getOrDefault(stored.caseNo(), Map.of()))).toList(), limit, Item::id);
    }

    /**
     * @param procedure a procedure
     * @param filter    the conditions
     * @return the number of the cases on all pages, as {@link Page#counting}
     * @throws org.shouwang.shared.InvalidInputException if a condition cannot be; the exception names all such conditions
     */
    public long count(Procedure procedure, Filter filter) {
        Map<String, Object> params = new HashMap<>(Map.of("process", procedure.key()));
        return jdbc.sql(Page.counting("select 1 from shouwang.case_file c where " + condition(procedure, filter, params))).params(params)
                .query(Long.class).single();
    }

    /** Returns the condition for the cases of a procedure that the user may see and a filter lets through, about {@code case_file c}. */
    String condition(Procedure procedure, Filter filter, Map<String, Object> params) {
        FieldErrors errors = new FieldErrors();
        List<String> where = where(procedure, filter, params, errors);
        errors.throwIfAny();
        return String.join(" and ", where);
    }

    /**
     * @param procedure a procedure
     * @return the number of its cases that the user who has signed in sees and that have not ended, as {@link Page#counting}
     */
    public long countOpen(Procedure procedure) {
        Map<String, Object> params = new HashMap<>(Map.of("process", procedure.key()));
        return jdbc.sql(Page.counting("select 1 from shouwang.case_file c where c.process_key = :process and c.status in ('IN_PROGRESS', 'APPROVED') and "
                + reach.condition(procedure, params))).params(params).query(Long.class).single();
    }

    private List<String> where(Procedure procedure, Filter filter, Map<String, Object> params, FieldErrors errors) {
        List<String> where = new ArrayList<>(List.of("c.process_key = :process"));
        if (given(filter.status())) {
            if (statuses(procedure).containsKey(filter.status())) {
                where.add("c.status = " + CaseReach.unseen("status"));
                params.put("status", filter.status());
            } else {
                errors.add("status", "状态", "须为以下之一：" + statuses(procedure).keySet());
            }
        }
        if (given(filter.region())) {
            if (regions.find(filter.region()).isEmpty()) {
                errors.add("region", "地区", "没有代码为“" + filter.region() + "”的地区");
            } else {
                where.add(CaseReach.within(filter.region(), "region", params));
            }
        }
        // With two conditions on places, the database expects far too few cases and chooses the wrong index.
        if (!given(filter.region()) || !reach.hasAllOf(procedure, filter.region())) {
            where.add(reach.condition(procedure, params));
        }
        Set<String> asked = filter.fields().keySet().stream().filter(key -> given(filter.fields().get(key))).collect(Collectors.toSet());
        if (given(filter.region()) && filter.region().length() > CaseReach.COUNTY) {
            asked.add(CaseSubjectReader.VILLAGE);
        }
        where.add(reach.telling(procedure, asked, params));
        requireYear("from", "起始日期", filter.from(), errors);
        requireYear("to", "截止日期", filter.to(), errors);
        if (filter.from() != null && !errors.any()) {
            where.add("c.registered_at >= :from");
            params.put("from", java.sql.Timestamp.from(ChinaTime.startOf(filter.from())));
        }
        if (filter.to() != null && !errors.any()) {
            where.add("c.registered_at < :to");
            params.put("to", java.sql.Timestamp.from(ChinaTime.endOf(filter.to())));
        }
        // Of the few cases of a place each is looked at; left to itself, the database joins the values of all cases first.
        String ofEach = String.join(" ", where).contains("_code = ") ? " offset 0)" : ")";
        filter.fields().forEach((key, text) -> {
            if (!procedure.manifest().field(key).search() || procedure.manifest().field(key).personal()) {
                errors.add(key, key, "不能按这一项查询");
            } else if (given(text)) {
                // The columns are called as the types of values.
                where.add("exists (select 1 from shouwang.procedure_value v where v.case_no = c.case_no and v.procedure = :process and v.field = '"
                        + key + "' and v." + procedure.type(key) + " = :value" + params.size() + ofEach);
                params.put("value" + params.size(), value(procedure, key, text, errors));
            }
        });
        return where;
    }

    private static void requireYear(String field, String label, LocalDate day, FieldErrors errors) {
        if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
            errors.add(field, label, "须在" + FIRST_YEAR + "年至" + LAST_YEAR + "年之间");
        }
    }

    private static Object value(Procedure procedure, String key, String text, FieldErrors errors) {
        return switch (procedure.type(key)) {
            case TEXT -> text;
            case DAY -> errors.day(key, procedure.title(key), text);
            case NUMBER -> errors.number(key, procedure.title(key), text);
        };
    }

    /**
     * @param procedure a procedure
     * @return the Chinese names of the statuses of its cases by their codes
     */
    public Map<String, String> statuses(Procedure procedure) {
        Map<String, String> statuses = new LinkedHashMap<>();
        List.of(CaseStatus.IN_PROGRESS, CaseStatus.APPROVED, CaseStatus.REJECTED, CaseStatus.WITHDRAWN)
                .forEach(status -> statuses.put(status.code(), kinds.of(procedure.key()).titleOf(status)));
        procedure.manifest().statuses().forEach((code, ending) -> statuses.put(code, ending.title()));
        return statuses;
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }
}
