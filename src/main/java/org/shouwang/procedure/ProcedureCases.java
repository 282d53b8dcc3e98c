package org.shouwang.procedure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Lists the cases of a procedure that a user may see, newest first. */
@Service
public class ProcedureCases {

    private static final int FIRST_YEAR = 1949;
    private static final int LAST_YEAR = 2999;

    /** The number of digits of a county's code, and of a township's. */
    private static final int COUNTY = 6;
    private static final int TOWNSHIP = 9;

    private final JdbcClient jdbc;
    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final Regions regions;
    private final CurrentUsers users;
    private final Values values;
    private final PolicyParameters parameters;
    private final AdjustableClock clock;

    ProcedureCases(JdbcClient jdbc, CaseFiles cases, CaseKinds kinds, Regions regions, CurrentUsers users, Values values, PolicyParameters parameters,
                   AdjustableClock clock) {
        this.parameters = parameters;
        this.clock = clock;
        this.jdbc = jdbc;
        this.cases = cases;
        this.kinds = kinds;
        this.regions = regions;
        this.users = users;
        this.values = values;
    }

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
                          LocalDate decidedOn, boolean read) {
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
        params.put("limit", limit + 1);
        cases.notClosed(params);
        List<Stored> found = jdbc.sql("""
                        select c.id, c.case_no, c.status, c.head_name, c.village_code, c.registered_at, c.decided_on,
                            c.read_by is null or c.read_by && :myPosts as read
                        from shouwang.case_file c where\s""" + String.join(" and ", where) + " order by c.id desc limit :limit")
                .params(params).query(Rows.as(Stored.class)).list();
        Map<String, Map<String, Object>> shown = values.of(found.stream().filter(Stored::read).map(Stored::caseNo).toList());
        return Page.of(found.stream().map(stored -> new Item(stored.id(), stored.caseNo(), stored.status(),
                stored.read() ? stored.headName() : ProcedureStart.NOT_SHOWN, stored.read() ? stored.villageCode() : stored.villageCode().substring(0, COUNTY),
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
        return jdbc.sql(Page.counting("select 1 from shouwang.case_file c where " + sound(procedure, filter, params))).params(params)
                .query(Long.class).single();
    }

    /**
     * Adds up what ledgers add up. Cases that were withdrawn do not count.
     *
     * @param procedure a procedure
     * @param filter    the conditions
     * @return the sums over all cases by the keys of the values; empty if there are more cases than {@link Page#COUNTED}
     * @throws org.shouwang.shared.InvalidInputException if a condition cannot be; the exception names all such conditions
     */
    public Map<String, BigDecimal> sums(Procedure procedure, Filter filter) {
        List<String> keys = procedure.manifest().data().entrySet().stream().filter(each -> each.getValue().sum()).map(Map.Entry::getKey).toList();
        Map<String, BigDecimal> sums = new HashMap<>();
        if (!keys.isEmpty() && count(procedure, filter) <= Page.COUNTED) {
            Map<String, Object> params = new HashMap<>(Map.of("process", procedure.key(), "keys", keys));
            jdbc.sql("select v.field, sum(v.number) as total from shouwang.case_file c join shouwang.procedure_value v on v.case_no = c.case_no "
                            + "where v.field in (:keys) and c.status <> 'WITHDRAWN' and " + sound(procedure, filter, params) + " group by v.field").params(params)
                    .query((row, index) -> sums.put(row.getString("field"), row.getBigDecimal("total"))).list();
            keys.forEach(key -> sums.putIfAbsent(key, BigDecimal.ZERO));
        }
        return sums;
    }

    /**
     * A figure of the ledger.
     *
     * @param title   its Chinese name
     * @param value   the figure; null if it is the share of nothing
     * @param share   whether it is a share in per cent
     * @param least   the value below which it warns, or null
     * @param warning the Chinese warning, or null if there is none now
     */
    public record Told(String title, BigDecimal value, boolean share, BigDecimal least, String warning) {
    }

    /**
     * Returns the figures of a ledger.
     *
     * @param procedure a procedure
     * @param sums      the sums of {@link #sums} over its cases
     * @return the figures in the order of the manifest; empty if there are none, or too many cases to be added up
     */
    public List<Told> figures(Procedure procedure, Map<String, BigDecimal> sums) {
        return sums.isEmpty() || procedure.manifest().ledger() == null ? List.of() : procedure.manifest().ledger().figures().stream().map(figure -> {
            BigDecimal sum = sums.get(figure.of());
            BigDecimal whole = figure.per() == null ? null : sums.get(figure.per());
            BigDecimal value = figure.per() == null ? sum : whole.signum() == 0 ? null : sum.movePointRight(2).divide(whole, 2, RoundingMode.HALF_UP);
            BigDecimal least = figure.least() == null ? null : parameters.value(figure.least(), clock.today());
            return new Told(figure.title(), value, figure.per() != null, least,
                    least != null && value != null && value.compareTo(least) < 0 ? figure.warning() : null);
        }).toList();
    }

    private String sound(Procedure procedure, Filter filter, Map<String, Object> params) {
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
                + reach(procedure, params))).params(params).query(Long.class).single();
    }

    /**
     * @param procedure a procedure
     * @return whether the user who has signed in sees cases of the procedure if there are any
     */
    public boolean isSeen(Procedure procedure) {
        if (procedure.manifest().closed() != null) {
            Map<String, Object> params = new HashMap<>(Map.of("process", procedure.key()));
            return jdbc.sql("select exists (select 1 from shouwang.case_file c where c.process_key = :process and " + reach(procedure, params) + ")").params(params)
                    .query(Boolean.class).single();
        }
        return !"false".equals(reach(procedure, new HashMap<>()));
    }

    private List<String> where(Procedure procedure, Filter filter, Map<String, Object> params, FieldErrors errors) {
        List<String> where = new ArrayList<>(List.of("c.process_key = :process"));
        if (given(filter.status())) {
            if (statuses(procedure).containsKey(filter.status())) {
                where.add("c.status = :status");
                params.put("status", filter.status());
            } else {
                errors.add("status", "状态", "须为以下之一：" + statuses(procedure).keySet());
            }
        }
        if (given(filter.region())) {
            if (regions.find(filter.region()).isEmpty()) {
                errors.add("region", "地区", "没有代码为“" + filter.region() + "”的地区");
            } else {
                where.add(within(filter.region(), "region", params));
            }
        }
        // With two conditions on places, the database expects far too few cases and chooses the wrong index.
        if (!given(filter.region()) || !seesAllOf(filter.region(), procedure)) {
            where.add(reach(procedure, params));
        }
        if (procedure.manifest().closed() != null && (given(filter.region()) && filter.region().length() > COUNTY || filter.fields().values().stream().anyMatch(ProcedureCases::given))) {
            // A condition tells what a case is about.
            cases.notClosed(params);
            where.add("c.read_by && :myPosts");
        }
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
        filter.fields().forEach((key, text) -> {
            if (!procedure.manifest().field(key).search() || procedure.manifest().field(key).personal()) {
                errors.add(key, key, "不能按这一项查询");
            } else if (given(text)) {
                where.add("exists (select 1 from shouwang.procedure_value v where v.case_no = c.case_no and v.procedure = :process and v.field = '"
                        + key + "' and v." + column(procedure, key) + " = :value" + params.size() + ")");
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

    private static String column(Procedure procedure, String key) {
        return switch (procedure.type(key)) {
            case TEXT -> "text";
            case NUMBER -> "number";
            case DAY -> "day";
        };
    }

    private static Object value(Procedure procedure, String key, String text, FieldErrors errors) {
        switch (procedure.type(key)) {
            case NUMBER:
                if (Decimals.problem(text) != null) {
                    errors.add(key, procedure.title(key), Decimals.problem(text));
                    return BigDecimal.ZERO;
                }
                return Decimals.parse(text).orElseThrow();
            case DAY:
                try {
                    return ChinaTime.parseDay(text);
                } catch (DateTimeException e) {
                    errors.add(key, procedure.title(key), "须为有效日期，格式为 yyyy-MM-dd");
                    return null;
                }
            default:
                return text;
        }
    }

    private boolean seesAllOf(String region, Procedure procedure) {
        return procedure.manifest().closed() == null && users.get().posts().stream().anyMatch(post -> post.covers(region)
                || post.role() == Role.DEPARTMENT && procedure.isWorkOf(post) && region.startsWith(post.countyCode()));
    }

    /** Returns the condition for the cases that the user who has signed in may see. */
    String reach(Procedure procedure, Map<String, Object> params) {
        if (procedure.manifest().closed() != null) {
            return "c.seen_by is not null and " + cases.notClosed(params);
        }
        CurrentUser user = users.get();
        List<String> reach = new ArrayList<>();
        for (Post post : user.posts()) {
            if (post.covers("")) {
                return "true";
            }
            String name = "own" + params.size();
            if (post.regionCode() != null && !post.role().isInstitution() && !procedure.manifest().groups().isEmpty()) {
                // The value's index finds the cases of one post among all.
                reach.add("c.id in (select v.case_id from shouwang.procedure_value v where v.procedure = :process and v.field in (:" + name
                        + "fields) and v.text = :" + name + "group)");
                params.put(name + "fields", procedure.manifest().groups());
                params.put(name + "group", post.group());
            }
            if (post.role() == Role.PARTNER) {
                reach.add("(c.registered_by = :" + name + " and c.county_code in (:" + name + "counties))");
                params.put(name, user.id());
                params.put(name + "counties", user.servedCounties().isEmpty() ? List.of("") : user.servedCounties());
            } else if (post.seesItsRegion() || procedure.isWorkOf(post)) {
                reach.add(within(post.seesItsRegion() ? post.regionCode() : post.countyCode(), name, params));
            } else if (procedure.mayBeChosen(post)) {
                reach.add("exists (select 1 from shouwang.procedure_post p where p.case_no = c.case_no and p.procedure = :process and p.post = :" + name + ")");
                params.put(name, post.group());
            }
        }
        return reach.isEmpty() ? "false" : "(" + String.join(" or ", reach) + ")";
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

    /** Returns the condition for the cases in a region, for whose column there is an index in the order of lists. */
    private static String within(String code, String name, Map<String, Object> params) {
        boolean city = code.length() == COUNTY && code.endsWith("00");
        params.put(name, city ? code.substring(0, COUNTY - 2) + "%" : code);
        return city ? "c.county_code like :" + name
                : switch (code.length()) {
                    case COUNTY -> "c.county_code = :" + name;
                    case TOWNSHIP -> "c.township_code = :" + name;
                    default -> "c.village_code = :" + name;
                };
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }
}
