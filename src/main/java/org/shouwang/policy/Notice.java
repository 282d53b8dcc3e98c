package org.shouwang.policy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.deadline.WorkingDays;
import org.shouwang.shared.FieldErrors;

/**
 * Reads the days of a notice of the State Council as they stand in it, one holiday in each line, such as
 * 春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
 */
final class Notice {

    private static final String FIELD = "days";
    private static final String LABEL = "放假安排";
    private static final int MAX_NAME = 16;
    private static final int LONGEST = 15;
    private static final int DECEMBER = 12;
    private static final Pattern LINE = Pattern.compile("(?:[一二三四五六七八九十]+、|\\d+[.、]|（[一二三四五六七八九十]+）)?\\s*([^：:\\d]+)[：:](.+)");
    private static final Pattern DAY = Pattern.compile("(至|到|[-—–~～])?\\s*(?:(?:(\\d{4})[年/.-])?(\\d{1,2})[月/.-])?(\\d{1,2})日?\\s*(?:[（(](?:周|星期)([一二三四五六日天])[）)])?");
    private static final String WEEK = "一二三四五六日";

    private final int year;
    private final String source;
    private final FieldErrors errors;
    private final List<WorkingDays.Day> days = new ArrayList<>();

    private Notice(int year, String source, FieldErrors errors) {
        this.year = year;
        this.source = source;
        this.errors = errors;
    }

    /**
     * Reads a notice.
     *
     * @param year   the year of the notice
     * @param text   the lines
     * @param source the notice's title and number
     * @param errors the errors, to which those of the lines are added
     * @return the days as far as they can be read
     */
    static List<WorkingDays.Day> read(int year, String text, String source, FieldErrors errors) {
        Notice notice = new Notice(year, source, errors);
        String[] lines = text.split("\\R");
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                notice.line(i + 1, lines[i].strip());
            }
        }
        return notice.days;
    }

    private void line(int number, String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || parts.group(1).strip().length() > MAX_NAME || !line.contains("放假") && !line.contains("上班")) {
            fault(number, "没有看懂，请按通知原文写，如“春节：2月5日至8日放假。2月14日上班。”");
            return;
        }
        for (String sentence : parts.group(2).split("[。；;]")) {
            boolean working = sentence.contains("上班");
            if (working || sentence.contains("放假")) {
                sentence(number, parts.group(1).strip(), sentence.replaceAll("共\\s*\\d+\\s*天", ""), working);
            }
        }
    }

    private void sentence(int number, String name, String sentence, boolean working) {
        Matcher found = DAY.matcher(sentence);
        LocalDate last = null;
        while (found.find()) {
            LocalDate day;
            try {
                if (found.group(3) == null && last == null) {
                    fault(number, "“" + found.group().strip() + "”前面要写月份");
                    return;
                }
                int month = found.group(3) == null ? last.getMonthValue() : Integer.parseInt(found.group(3));
                int of = found.group(2) != null ? Integer.parseInt(found.group(2)) : last != null && found.group(1) != null
                        ? last.getYear() + (month < last.getMonthValue() ? 1 : 0) : year;
                day = LocalDate.of(of, month, Integer.parseInt(found.group(4)));
            } catch (DateTimeException e) {
                fault(number, "没有“" + found.group().strip() + "”这一天");
                return;
            }
            String weekday = found.group(5);
            if (weekday != null && !isOn(day, weekday)) {
                fault(number, day + " 是星期" + WEEK.charAt(day.getDayOfWeek().getValue() - 1) + "，不是星期" + weekday + "，请核对年份和日期");
            }
            if (found.group(1) != null && last != null) {
                if (!day.isAfter(last) || day.isAfter(last.plusDays(LONGEST))) {
                    fault(number, last + " 至 " + day + " 不对：后一天须在前一天之后，最多" + LONGEST + "天");
                    return;
                }
                for (LocalDate between = last.plusDays(1); !between.isAfter(day); between = between.plusDays(1)) {
                    add(number, between, name, working);
                }
            } else {
                add(number, day, name, working);
            }
            last = day;
        }
        if (last == null) {
            fault(number, "没有日期");
        }
    }

    private static boolean isOn(LocalDate day, String weekday) {
        return day.getDayOfWeek() == DayOfWeek.of("天".equals(weekday) ? DayOfWeek.SUNDAY.getValue() : WEEK.indexOf(weekday) + 1);
    }

    private void add(int number, LocalDate day, String name, boolean working) {
        boolean before = day.getYear() == year - 1 && day.getMonthValue() == DECEMBER && day.getDayOfMonth() > 24;
        if (day.getYear() != year && !before) {
            fault(number, day + " 不在" + year + "年");
        } else if (days.stream().anyMatch(each -> each.day().equals(day))) {
            fault(number, day + " 写了两次");
        } else if (working && WorkingDays.isWorkingByWeek(day)) {
            fault(number, day + " 不是周末，本来就上班");
        } else {
            days.add(new WorkingDays.Day(day, working, working ? name + "调休上班" : name, source));
        }
    }

    private void fault(int number, String message) {
        errors.add(FIELD, LABEL, "第" + number + "行：" + message);
    }
}
