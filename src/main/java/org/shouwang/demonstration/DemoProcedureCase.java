package org.shouwang.demonstration;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.demonstration.DemoProcedures.Step;
import org.shouwang.security.Post;
import org.shouwang.security.Role;

/** One case of a procedure while its story is told. */
final class DemoProcedureCase {

    private static final int COUNTY_DIGITS = 6;
    private static final int TOWNSHIP_DIGITS = 9;
    private static final String DEPARTMENT = "dept:";
    private static final String NEXT = "next ";
    private static final Pattern DAY = Pattern.compile("today([+-]\\d+)?");

    private final DemoStaff staff;
    private final String procedure;
    private final String place;
    private final Supplier<Map<String, Object>> subject;
    private final Map<String, String> words = new LinkedHashMap<>();
    private String caseNo;

    /**
     * @param staff     those who act
     * @param procedure the key of the procedure
     * @param place     the code of the village or township in which the case happens
     * @param name      the name of the person whom it is about, or null
     * @param stranger  a made-up name
     * @param subject   gives the fields of the start form that say what the case is about
     */
    DemoProcedureCase(DemoStaff staff, String procedure, String place, String name, String stranger, Supplier<Map<String, Object>> subject) {
        this.staff = staff;
        this.procedure = procedure;
        this.place = place;
        this.subject = subject;
        words.put("{name}", name);
        words.put("{stranger}", stranger);
        words.put("{county}", county());
        words.put("{township}", township());
    }

    /** Does a step as its user, on the present day of the history. */
    void take(Step step) {
        Post post = post(step.by().replaceFirst("-b$", ""));
        String user = step.by().endsWith("-b") ? post.group() + DemoSetup.SECOND : post.group();
        if (step.start() != null) {
            Map<String, Object> form = filled(step.start());
            // A project of the pool is told by its number alone.
            if (!form.containsKey("projectNo")) {
                form.putAll(subject.get());
            }
            caseNo = staff.start(user, step.of() == null ? procedure : step.of(), form);
            words.put("{earlier}", caseNo);
        } else if (step.does() != null) {
            staff.complete(caseNo, step.does(), post, user, filled(step.with()));
        } else {
            staff.withdraw(post, caseNo, step.withdraws());
        }
    }

    private Post post(String by) {
        return switch (by) {
            case "village" -> new Post(Role.VILLAGE, place);
            case "township" -> new Post(Role.TOWNSHIP, township());
            default -> by.startsWith(DEPARTMENT) ? new Post(Role.DEPARTMENT, county(), by.substring(DEPARTMENT.length()))
                    : Post.ofGroup(by).or(() -> Post.ofGroup(by + county())).orElseThrow();
        };
    }

    private String county() {
        return place.substring(0, COUNTY_DIGITS);
    }

    private String township() {
        return place.substring(0, TOWNSHIP_DIGITS);
    }

    private Map<String, Object> filled(Map<String, Object> values) {
        Map<String, Object> form = new LinkedHashMap<>();
        values.forEach((key, value) -> form.put(key, filled(value)));
        return form;
    }

    private Object filled(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::filled).toList();
        }
        if (!(value instanceof String text)) {
            return value;
        }
        LocalDate today = staff.today();
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            return today.plusDays(day.group(1) == null ? 0 : Integer.parseInt(day.group(1))).toString();
        }
        if (text.startsWith(NEXT)) {
            LocalDate next = MonthDay.parse("--" + text.substring(NEXT.length())).atYear(today.getYear());
            return (next.isAfter(today) ? next : next.plusYears(1)).toString();
        }
        if (text.equals("year")) {
            return today.getYear();
        }
        String result = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            result = word.getValue() == null ? result : result.replace(word.getKey(), word.getValue());
        }
        return result;
    }
}
