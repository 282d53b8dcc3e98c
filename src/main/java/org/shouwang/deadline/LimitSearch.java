package org.shouwang.deadline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.springframework.stereotype.Service;

/** Finds limits in the regions of the user who has signed in, the first due first. */
@Service
public class LimitSearch {

    /** The most limits on one page. */
    public static final int MAX_LIMIT = 500;

    private static final Pattern CURSOR = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})_(\\d{1,18})");
    private static final int COUNTY_DIGITS = 6;
    private static final int TOWNSHIP_DIGITS = 9;

    private final Deadlines deadlines;
    private final LimitRules rules;
    private final Regions regions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    LimitSearch(Deadlines deadlines, LimitRules rules, Regions regions, CurrentUsers users, AdjustableClock clock) {
        this.deadlines = deadlines;
        this.rules = rules;
        this.regions = regions;
        this.users = users;
        this.clock = clock;
    }

    /**
     * The conditions of a search; null or blank means no condition.
     *
     * @param state  the name of a {@link LimitState}
     * @param rule   the name of a {@link LimitRule}
     * @param region the code of a county, township or village, or of the city
     * @param caseNo a case's number
     */
    public record Filter(String state, String rule, String region, String caseNo) {
    }

    /**
     * Returns one page of limits in the user's regions.
     *
     * @param filter the conditions
     * @param cursor the cursor from the page before, or null for the first page
     * @param limit  the most limits on the page, 1 to {@link #MAX_LIMIT}
     * @throws InvalidInputException if a parameter is invalid; the exception names every wrong parameter
     */
    public Page<Limit> find(Filter filter, String cursor, int limit) {
        FieldErrors errors = new FieldErrors();
        List<String> where = new ArrayList<>();
        Map<String, Object> params = new HashMap<>(Map.of("today", clock.today()));
        ownRegion(where, params);
        if (given(filter.state())) {
            state(filter.state(), errors).ifPresent(state -> where.add(condition(state)));
        }
        if (given(filter.rule())) {
            where.add("rule = :rule");
            params.put("rule", rule(filter.rule(), errors));
        }
        if (given(filter.region())) {
            Optional<Region> region = regions.find(filter.region());
            if (region.isEmpty()) {
                errors.add("region", "地区", "没有代码为“" + filter.region() + "”的地区");
            } else if (region.get().level() != RegionLevel.CITY) {
                where.add(column(filter.region()) + " = :region");
                params.put("region", filter.region());
            }
        }
        if (given(filter.caseNo())) {
            where.add("case_no = :caseNo");
            params.put("caseNo", filter.caseNo().strip());
        }
        Place after = PageRequest.place(cursor, Place::of, errors);
        if (after != null) {
            where.add("(due_on, id) > (:afterDay, :afterId)");
            params.put("afterDay", after.dueOn());
            params.put("afterId", after.id());
        }
        PageRequest.requireLimit(limit, MAX_LIMIT, errors);
        errors.throwIfAny();
        // The database keeps no plan for a limit that is a parameter.
        List<Limit> found = deadlines.select("where " + String.join(" and ", where) + " order by due_on, id limit " + (limit + 1), params);
        return Page.of(found, limit, last -> last.dueOn() + "_" + last.id());
    }

    private void ownRegion(List<String> where, Map<String, Object> params) {
        List<String> own = new ArrayList<>();
        for (Post post : users.get().posts()) {
            String prefix = post.codePrefix();
            if (post.covers("")) {
                own.add("true");
            } else if (post.seesItsRegion() && !prefix.isEmpty()) {
                String name = "own" + own.size();
                own.add(column(prefix) + " = :" + name);
                params.put(name, prefix);
            }
        }
        where.add(own.contains("true") ? "true" : own.isEmpty() ? "false" : "(" + String.join(" or ", own) + ")");
    }

    /**
     * @param regionCode the code of a county, township or village
     * @return the column for regions of this level in the table of limits
     */
    public static String column(String regionCode) {
        return switch (regionCode.length()) {
            case COUNTY_DIGITS -> "county_code";
            case TOWNSHIP_DIGITS -> "township_code";
            default -> "village_code";
        };
    }

    private static Optional<LimitState> state(String name, FieldErrors errors) {
        Optional<LimitState> state = Arrays.stream(LimitState.values()).filter(value -> value.name().equals(name)).findFirst();
        if (state.isEmpty()) {
            errors.add("state", "状态", "须为以下之一：" + List.of(LimitState.values()));
        }
        return state;
    }

    /**
     * Returns the condition in SQL for limits in a state, which agrees with {@link Limit#state}; a test compares the two.
     *
     * @param state a state
     * @return the condition, in which {@code :today} is the day for which it holds
     */
    public static String condition(LimitState state) {
        String running = "met_on is null and cancelled_on is null and not minimum and ";
        String runningMinimum = "met_on is null and cancelled_on is null and minimum and ";
        return switch (state) {
            case ON_TRACK -> running + "warned_from > :today and due_on >= :today";
            case WARNING -> running + "warned_from <= :today and stuck_from > :today and due_on >= :today";
            case UNREACHABLE -> running + "stuck_from <= :today and due_on >= :today";
            case OVERDUE -> running + "due_on < :today";
            case RUNNING -> runningMinimum + "not held and due_on >= :today";
            case HELD -> runningMinimum + "held";
            case MET -> "cancelled_on is null and (met_on <= due_on and missed_due_on is null or minimum and "
                    + "(met_on is not null or not held and due_on < :today))";
            case MET_LATE -> "cancelled_on is null and not minimum and (met_on > due_on or met_on is not null and missed_due_on is not null)";
            case CANCELLED -> "cancelled_on is not null";
        };
    }

    private String rule(String name, FieldErrors errors) {
        if (rules.find(name).isEmpty()) {
            errors.add("rule", "时限", "须为以下之一：" + rules.all());
        }
        return name;
    }

    /** The limit after which a page begins, as the page's cursor names it. */
    private record Place(LocalDate dueOn, long id) {

        private static Place of(String cursor) {
            Matcher parts = CURSOR.matcher(cursor);
            if (!parts.matches()) {
                throw new IllegalArgumentException(cursor);
            }
            return new Place(ChinaTime.parseDay(parts.group(1)), Long.parseLong(parts.group(2)));
        }
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }
}
