package org.shouwang.table;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.shared.ChinaTime;

/** Days as people write them in tables. */
public final class Days {

    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2199;
    private static final int MONTHS = 12;
    /** The longest text that is read. No day needs more characters, and some patterns take very long on many blanks. */
    private static final int LONGEST = 2_000;
    private static final int QUARTER = 3;
    /** Day 0 of a spreadsheet's calendar, which wrongly takes 1900 for a leap year. */
    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);
    /** The numbers by which spreadsheets store the days of the years 1980 to 2149. */
    private static final Pattern SERIAL = Pattern.compile("(29[3-9]\\d\\d|[3-8]\\d{4}|9[01]\\d{3})(\\.\\d+)?");
    private static final String SEPARATOR = "[-/.\\\\‐–—−年]";
    private static final String SECOND_SEPARATOR = "[-/.\\\\‐–—−月]";
    private static final Pattern DAY = Pattern.compile("(?<!\\d)(\\d{4})(?:" + SEPARATOR + "(\\d{1,2})" + SECOND_SEPARATOR
            + "(\\d{1,2})|、(\\d{1,2})、(\\d{1,2}))(?!\\d)[日号]?");
    /** A day with the name of its month in the middle, as a Chinese spreadsheet shows it; its year may have two digits. */
    private static final Pattern MONTH_BETWEEN = Pattern.compile("(\\d{1,2})-(\\d{1,2})月-(\\d{2}|\\d{4})");
    private static final int LAST_OF_THIS_CENTURY = 29;
    private static final Pattern COMPACT = Pattern.compile("(?<!\\d)(\\d{4})(\\d{2})(\\d{2})(?!\\d)");
    private static final Pattern SHORT_YEAR = Pattern.compile("(?<![\\d.])(\\d{2})" + SEPARATOR + "(\\d{1,2})" + SECOND_SEPARATOR + "(\\d{1,2})(?!\\d)日?");
    private static final Pattern YEARLESS = Pattern.compile("(?<![\\d年/.-])(\\d{1,2})月(\\d{1,2})(?!\\d)[日号]?");
    /**
     * A month and a day with a point between. It has to be followed by 前 or another day, or to have two digits behind the
     * point, since a spreadsheet drops a last 0.
     */
    private static final Pattern YEARLESS_BY_POINT = Pattern.compile(
            "^(\\d{1,2})[./](\\d{1,2})(?=[日号]?(?:前|之前|以前|[至到~‐–—−-]))[日号]?|^(\\d{1,2})[./](\\d{2})$");
    private static final Pattern MONTH = Pattern.compile("(?<![\\d年/.-])(?:(\\d{4})" + SEPARATOR
            + ")?(\\d{1,2})月(?!\\d|[初第一二三四五六七八九十廿卅]|中(?!旬)|份?上半)(上旬|中旬|下旬|底|末)?");
    private static final Pattern MONTH_RANGE = Pattern.compile("(?<![\\d./-])(\\d{1,2})([至到~‐–—−-]+\\d{1,2}月)(?![-/.\\d])");
    private static final Pattern MONTH_BY_POINT = Pattern.compile("(?<!\\d)(\\d{4})[-/.](\\d{1,2})(?!\\d|[-/.]\\d)");
    private static final Pattern QUARTERS = Pattern.compile("(?:(\\d{4})年)?第?([1-4])季度");
    private static final Pattern HALF = Pattern.compile("(?:(\\d{4})年)?([上下])半年");
    private static final Pattern YEAR = Pattern.compile("(?:(\\d{4})年|(?<![\\d半两几多每全历常近往逐长])年)(?:年?[底末内]|$|前|以前|之前)");
    private static final Pattern RANGE = Pattern.compile("^(日|号)?起?(至|到|[~‐–—−-]+)(当月|本月|同月)?");
    private static final Pattern DAY_OF_MONTH = Pattern.compile("^(\\d{1,2})([日号]|(?=前|之前|以前|[,。;、(]|$))");
    private static final Pattern DAY_OF_YEAR = Pattern.compile("^(\\d{1,2})[./](\\d{1,2})(?![\\d./])[日号]?");
    private static final Pattern THIS_YEAR = Pattern.compile("(今年|本年|当年)度?");
    private static final Pattern NEXT_YEAR = Pattern.compile("(?<![至到~‐–—−-])(明年|次年|翌年)度?");
    private static final Pattern YEAR_AFTER = Pattern.compile("^(明年|次年|翌年)度?");
    /** Words that make a day unusable as a limit: it is of the lunar calendar, is past, or was put off. */
    private static final Pattern NO_LIMIT = Pattern.compile("[农阴旧]历|[腊正冬]月|已(于|在|经|完成|整改|办结)|原[定计为时]|去年|(?<!以)前年|往年|上年");
    private static final Pattern CHANGED = Pattern.compile("延[期至长迟后到]|顺延|推迟|展期|改[为至到]|调整[为至到]");
    /** Three numbers whose order is unknown: day, month and year, or month, day and year, or year, month and day. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(?<![\\d./-])(0?[1-9]|1[0-2])[-/.\\\\]\\d{1,2}[-/.\\\\]\\d{2}(?![\\d./])");
    private static final Pattern FROM_THEN_ON = Pattern.compile("^(起|开始|启动|以后|之后|后)");
    private static final Pattern TIME = Pattern.compile("(T|(?<=[日号\\s]))\\s*([上下]午|凌晨|[早晚]上|(?i:AM|PM))?\\s*\\d{1,2}"
            + "(:\\d{2}(:\\d{2}(\\.\\d+)?)?|[时点](\\d{1,2}分(\\d{1,2}秒)?)?整?)\\s*(?i:AM|PM)?$");
    private static final Pattern CHINESE = Pattern.compile("[〇零○Ｏ一二三四五六七八九十廿卅]+(?=年|月|日|号|季度)"
            + "|(?<=月)(十[一二三四五六七八九]?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十一?|卅一?|[一二三四五六七八九])"
            + "(?=$|前|之前|以前|[至到~‐–—−,。;、()-])");
    private static final String DIGITS = "〇一二三四五六七八九";

    private Days() {
    }

    /**
     * Reads a cell that should hold exactly one day.
     *
     * @param cell the cell
     * @return the day; empty if the cell holds no day, or leaves open which one: a month only, or a year of two digits
     */
    public static Optional<LocalDate> exact(Cell cell) {
        if (cell.kind() == Cell.Kind.NUMBER) {
            return serial(cell.text());
        }
        String plain = plain(cell.text());
        Matcher day = DAY.matcher(plain);
        if (day.matches()) {
            return dayOf(day);
        }
        Matcher between = MONTH_BETWEEN.matcher(plain);
        if (between.matches()) {
            String year = between.group(3);
            return day(year.length() > 2 ? year : (Integer.parseInt(year) <= LAST_OF_THIS_CENTURY ? "20" : "19") + year, between.group(2),
                    between.group(1));
        }
        Matcher compact = COMPACT.matcher(plain);
        return compact.matches() ? day(compact.group(1), compact.group(2), compact.group(3)) : Optional.empty();
    }

    /**
     * Reads the day by which something has to be done. Words may follow the day ("7月20日前取得阶段性成效，持续推进"), and its year
     * may be missing. A month, a quarter or a year means its last day. Of two days with 至 between, the later one counts. A day
     * that is past, was put off, is of the lunar calendar or can be read in two ways does not count.
     *
     * @param cell  the cell
     * @param start the earliest possible day; a day without a year is the first such day on or after it
     * @return the day; empty if the cell names none, as 立行立改 and 长期坚持 do
     */
    public static Optional<LocalDate> limit(Cell cell, LocalDate start) {
        if (cell.kind() == Cell.Kind.NUMBER) {
            Optional<LocalDate> serial = serial(cell.text());
            Matcher month = MONTH_BY_POINT.matcher(cell.text());
            // The number 2026.1 may stand for October: a spreadsheet drops the last 0 of 2026.10.
            return serial.isPresent() || !month.matches() || month.group(2).equals("1") ? serial : endOf(month.group(1), month.group(2));
        }
        String plain = MONTH_RANGE.matcher(plain(cell.text())).replaceAll("$1月$2");
        if (NO_LIMIT.matcher(plain).find() || AMBIGUOUS.matcher(plain).find()) {
            return Optional.empty();
        }
        String rest = NEXT_YEAR.matcher(THIS_YEAR.matcher(plain).replaceAll(start.getYear() + "年")).replaceAll(start.getYear() + 1 + "年");
        Found found = first(rest, start);
        while (found != null) {
            rest = rest.substring(found.end());
            Matcher range = RANGE.matcher(rest);
            if (!range.find()) {
                break;
            }
            String second = rest.substring(range.end());
            Found next = second(second, found.day());
            if (next == null || next.begin() > 0) {
                if (second.matches("(?s)\\d.*")) {
                    return Optional.empty();
                }
                break;
            }
            rest = YEAR_AFTER.matcher(second).replaceFirst(found.day().getYear() + 1 + "年");
            found = next;
        }
        boolean unsure = found == null || FROM_THEN_ON.matcher(rest).find()
                || CHANGED.matcher(plain).find() && first(rest, found.day()) != null;
        return unsure ? Optional.empty() : Optional.of(found.day());
    }

    /**
     * Reads the later of two days with 至 between. It may take its year and month from the first. Returns null if there is
     * none.
     */
    private static Found second(String text, LocalDate first) {
        Matcher ofMonth = DAY_OF_MONTH.matcher(text);
        Matcher ofYear = DAY_OF_YEAR.matcher(text);
        if (ofMonth.find()) {
            return found(ofMonth, day(String.valueOf(first.getYear()), String.valueOf(first.getMonthValue()), ofMonth.group(1))
                    .filter(day -> !day.isBefore(first)));
        }
        return ofYear.find() ? found(ofYear, next(first, ofYear.group(1), ofYear.group(2)))
                : first(YEAR_AFTER.matcher(text).replaceFirst(first.getYear() + 1 + "年"), first);
    }

    private static Found found(Matcher matcher, Optional<LocalDate> day) {
        return day.map(each -> new Found(matcher.start(), matcher.end(), each)).orElse(null);
    }

    private static Optional<LocalDate> dayOf(Matcher day) {
        return day.group(2) == null ? day(day.group(1), day.group(4), day.group(5)) : day(day.group(1), day.group(2), day.group(3));
    }

    private record Found(int begin, int end, LocalDate day) {
    }

    private static Found first(String text, LocalDate start) {
        Found first = null;
        Matcher day = DAY.matcher(text);
        first = day.find() ? earlier(first, day, dayOf(day)) : first;
        Matcher compact = COMPACT.matcher(text);
        first = compact.find() ? earlier(first, compact, day(compact.group(1), compact.group(2), compact.group(3))) : first;
        Matcher shortYear = SHORT_YEAR.matcher(text);
        first = shortYear.find() ? earlier(first, shortYear, day("20" + shortYear.group(1), shortYear.group(2), shortYear.group(3))) : first;
        Matcher yearless = YEARLESS.matcher(text);
        first = yearless.find() ? earlier(first, yearless, next(start, yearless.group(1), yearless.group(2))) : first;
        Matcher point = YEARLESS_BY_POINT.matcher(text);
        first = point.find() ? earlier(first, point, next(start, point.group(1) == null ? point.group(3) : point.group(1),
                point.group(2) == null ? point.group(4) : point.group(2))) : first;
        Matcher month = MONTH.matcher(text);
        first = month.find() ? earlier(first, month, inMonth(start, month.group(1), month.group(2), month.group(3))) : first;
        Matcher byPoint = MONTH_BY_POINT.matcher(text);
        first = byPoint.find() ? earlier(first, byPoint, endOf(byPoint.group(1), byPoint.group(2))) : first;
        Matcher quarter = QUARTERS.matcher(text);
        first = quarter.find() ? earlier(first, quarter, inMonth(start, quarter.group(1),
                String.valueOf(Integer.parseInt(quarter.group(2)) * QUARTER), null)) : first;
        Matcher half = HALF.matcher(text);
        first = half.find() ? earlier(first, half, inMonth(start, half.group(1), half.group(2).equals("上") ? "6" : "12", null)) : first;
        Matcher year = YEAR.matcher(text);
        return year.find() ? earlier(first, year, inMonth(start, year.group(1), "12", null)) : first;
    }

    /**
     * Returns the finding that begins earlier; of two at the same place the one that was found before, which is more exact.
     */
    private static Found earlier(Found before, Matcher matcher, Optional<LocalDate> day) {
        return day.isEmpty() || before != null && before.begin() <= matcher.start() ? before
                : new Found(matcher.start(), matcher.end(), day.get());
    }

    private static Optional<LocalDate> serial(String number) {
        Matcher compact = COMPACT.matcher(number);
        if (compact.matches()) {
            return day(compact.group(1), compact.group(2), compact.group(3));
        }
        return SERIAL.matcher(number).matches() ? Optional.of(DAY_0.plusDays(Long.parseLong(number.replaceFirst("\\..*", ""))))
                : Optional.empty();
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR ? Optional.empty() : Optional.of(date);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> next(LocalDate start, String month, String day) {
        for (int year = start.getYear(); year <= start.getYear() + 8; year++) {
            Optional<LocalDate> date = day(String.valueOf(year), month, day);
            if (date.isPresent() && !date.get().isBefore(start)) {
                return date;
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> endOf(String year, String month) {
        int number = Integer.parseInt(month);
        return number < 1 || number > MONTHS ? Optional.empty()
                : day(year, month, String.valueOf(YearMonth.of(Integer.parseInt(year), number).lengthOfMonth()));
    }

    private static Optional<LocalDate> inMonth(LocalDate start, String year, String month, String part) {
        for (int each = year == null ? start.getYear() : Integer.parseInt(year); ; each++) {
            Optional<LocalDate> day = "上旬".equals(part) ? day(String.valueOf(each), month, "10")
                    : "中旬".equals(part) ? day(String.valueOf(each), month, "20") : endOf(String.valueOf(each), month);
            if (year != null || day.isEmpty() || !day.get().isBefore(start)) {
                return day;
            }
        }
    }

    /** Normalises a text: half-width digits, no blanks, Arabic instead of Chinese numerals, no time of day. */
    private static String plain(String text) {
        if (text.length() > LONGEST) {
            return "";
        }
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replaceFirst("^['‘’]", "");
        try {
            return ChinaTime.dayOf(OffsetDateTime.parse(normal).toInstant()).toString();
        } catch (DateTimeException e) {
            String withoutTime = TIME.matcher(normal.replaceAll("\\((星期|周|礼拜).\\)|(星期|礼拜)[一二三四五六日天]", "").strip()).replaceFirst("");
            return CHINESE.matcher(withoutTime.replaceAll("[\\s\\p{Z}\\p{Cf}]+", "")).replaceAll(match -> arabic(match.group()));
        }
    }

    private static String arabic(String chinese) {
        String plain = chinese.replaceAll("[零○Ｏ]", "〇").replace("廿", "二十").replace("卅", "三十");
        int ten = plain.indexOf('十');
        if (ten < 0) {
            StringBuilder digits = new StringBuilder();
            plain.chars().forEach(digit -> digits.append(DIGITS.indexOf(digit)));
            return digits.toString();
        }
        int tens = ten == 0 ? 1 : DIGITS.indexOf(plain.charAt(ten - 1));
        int ones = ten == plain.length() - 1 ? 0 : DIGITS.indexOf(plain.charAt(ten + 1));
        return String.valueOf(tens * 10 + ones);
    }
}
