package org.shouwang.desk;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shouwang.engine.ElementNames;
import org.shouwang.engine.ElementNames.NamedTask;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Component;

/** Turns what somebody asks for into a filter of the tasks that the user who has signed in may see. */
@Component
class TaskFilters {

    private static final int MAX_SEARCH = 50;
    private static final int TOWNSHIP_DIGITS = 9;
    private static final int COUNTY_DIGITS = 6;
    private static final String TASK_PREFIX = "userTask_";
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u3000]+");
    private static final Pattern OF_A_NUMBER = Pattern.compile("[A-Z]*-?[0-9][0-9-]*|[A-Z]+-");
    private static final String PART = """
            (%s case_no in (select c.case_no from shouwang.case_file c where c.head_name like :name%2$d)
                or region_code in (select v.code from shouwang.region v join shouwang.region p on p.code = v.parent_code
                    where v.level = 'VILLAGE' and position(:part%2$d in p.name || v.name) > 0)
                or case_no in (select q.problem_no from shouwang.problem q where position(:part%2$d in upper(q.title || ' ' || q.units_text)) > 0)
                or case_no in (select 'ZG-' || r.code from shouwang.rectification_round r where position(:part%2$d in upper(r.name)) > 0))
            """;

    private static final String NOT_BARRED = "case_no not in (select c.case_no from shouwang.case_file c where c.barred && :mine)";

    private final CurrentUsers users;
    private final ElementNames names;
    private final Regions regions;
    private final AdjustableClock clock;

    TaskFilters(CurrentUsers users, ElementNames names, Regions regions, AdjustableClock clock) {
        this.users = users;
        this.names = names;
        this.regions = regions;
        this.clock = clock;
    }

    /** Returns the Sunday of a day's week. */
    static LocalDate sundayOf(LocalDate day) {
        return day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    }

    /** Returns the filter for all tasks of the user. */
    TaskFilter own() {
        CurrentUser user = users.get();
        boolean seesAll = user.is(Role.ADMIN);
        List<String> groups = seesAll ? List.of() : user.groups().stream()
                .filter(group -> Post.ofGroup(group).filter(post -> post.role().isRegional()).isPresent()).distinct().sorted().toList();
        // Whoever has several posts may have one in a unit that a case is against.
        boolean several = !seesAll && groups.size() > 1;
        return new TaskFilter(seesAll, groups, several ? NOT_BARRED : "true", several ? Map.of("mine", user.groups().toArray(String[]::new)) : Map.of(), TaskSort.DUE);
    }

    /**
     * Reads a query.
     *
     * @param query  the query
     * @param errors the errors found so far, to which those of the query are added
     * @throws InvalidInputException if there are errors then
     */
    TaskFilter of(TaskQuery query, FieldErrors errors) {
        TaskFilter own = own();
        List<String> where = new ArrayList<>(List.of(own.where()));
        Map<String, Object> params = new HashMap<>(own.params());
        step(query, where, params, errors);
        region(query.region(), where, params, errors);
        due(query, where, params, errors);
        search(query.search(), own.seesAll(), where, params, errors);
        TaskSort sort = given(query.sort()) ? named(TaskSort.values(), query.sort(), "sort", "排序", errors) : TaskSort.DUE;
        errors.throwIfAny();
        return new TaskFilter(own.seesAll(), own.groups(), String.join(" and ", where), params, sort);
    }

    private void step(TaskQuery query, List<String> where, Map<String, Object> params, FieldErrors errors) {
        if (given(query.process())) {
            if (names.tasks().stream().noneMatch(task -> task.process().equals(query.process()))) {
                errors.add("process", "流程", "没有这个流程，须为以下之一：" + names.tasks().stream().map(NamedTask::process).distinct().toList());
            }
            where.add("process = :process");
            params.put("process", query.process());
        }
        if (given(query.task())) {
            String element = query.task().startsWith(TASK_PREFIX) ? query.task() : TASK_PREFIX + query.task();
            if (names.tasks().stream().noneMatch(task -> task.task().equals(element)
                    && (!given(query.process()) || task.process().equals(query.process())))) {
                errors.add("task", "环节", given(query.process()) ? "这个流程没有这个环节" : "没有这个环节");
            }
            where.add("element = :element");
            params.put("element", element);
        }
    }

    private void region(String code, List<String> where, Map<String, Object> params, FieldErrors errors) {
        if (!given(code)) {
            return;
        }
        Optional<Region> region = Texts.isStorable(code) ? regions.find(code) : Optional.empty();
        if (region.isEmpty()) {
            errors.add("region", "地区", "没有代码为“" + code + "”的地区");
        } else if (region.get().level() != RegionLevel.CITY) {
            where.add(switch (code.length()) {
                case COUNTY_DIGITS -> "county_code";
                case TOWNSHIP_DIGITS -> "township_code";
                default -> "region_code";
            } + " = :region");
            params.put("region", code);
        }
    }

    private void due(TaskQuery query, List<String> where, Map<String, Object> params, FieldErrors errors) {
        LocalDate today = clock.today();
        TaskState state = given(query.state()) ? named(TaskState.values(), query.state(), "state", "状态", errors) : null;
        if (state != null) {
            where.add(state.condition());
            params.put("today", today);
            params.put("never", TaskState.NEVER);
        }
        if (given(query.due())) {
            if (!List.of("TODAY", "WEEK").contains(query.due())) {
                errors.add("due", "到期", "须为 TODAY 或 WEEK");
            }
            boolean only = query.due().equals("TODAY");
            where.add(only ? "due_order = :until" : "due_order <= :until");
            params.put("until", only ? today : sundayOf(today));
        }
        Optional.ofNullable(errors.day("dueFrom", "到期日起", query.dueFrom())).ifPresent(day -> {
            where.add("due_order >= :dueFrom and due_order < :never");
            params.put("dueFrom", day);
            params.put("never", TaskState.NEVER);
        });
        Optional.ofNullable(errors.day("dueBefore", "到期日早于", query.dueBefore())).ifPresent(day -> {
            where.add("due_order < :dueBefore");
            params.put("dueBefore", day.isAfter(TaskState.NEVER) ? TaskState.NEVER : day);
        });
    }

    private static void search(String text, boolean seesAll, List<String> where, Map<String, Object> params, FieldErrors errors) {
        if (!given(text)) {
            return;
        }
        if (text.strip().length() > MAX_SEARCH || !Texts.isStorable(text)) {
            errors.add("search", "查找", "最多" + MAX_SEARCH + "个字：案号、户主姓名的开头、村名或问题");
            return;
        }
        String[] parts = BLANKS.split(text.strip().toUpperCase(Locale.ROOT));
        for (int i = 0; i < parts.length; i++) {
            String number = Texts.number(parts[i]);
            String ofNumber = !OF_A_NUMBER.matcher(number).matches() ? ""
                    // A part of a number is looked for in every number, of which the administrator has too many.
                    : seesAll ? "case_no = :number" + i + " or" : "position(:number" + i + " in case_no) > 0 or";
            where.add(PART.formatted(ofNumber, i));
            params.put("number" + i, number);
            String name = PersonName.normalised(parts[i]);
            params.put("name" + i, (name.isEmpty() ? "\u00B7" : name.replaceAll("([\\\\%_])", "\\\\$1")) + "%");
            params.put("part" + i, parts[i]);
        }
    }

    private static <E extends Enum<E>> E named(E[] values, String name, String field, String label, FieldErrors errors) {
        Optional<E> value = Arrays.stream(values).filter(each -> each.name().equals(name)).findFirst();
        if (value.isEmpty()) {
            errors.add(field, label, "须为以下之一：" + List.of(values));
        }
        return value.orElse(null);
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }
}
