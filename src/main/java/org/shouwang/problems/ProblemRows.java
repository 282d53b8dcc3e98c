package org.shouwang.problems;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Texts;
import org.shouwang.table.Cell;
import org.shouwang.table.CellError;
import org.shouwang.table.Days;
import org.shouwang.table.LeftOut;
import org.shouwang.table.TableColumn;
import org.shouwang.table.TableRow;
import org.springframework.stereotype.Component;

/** Turns the rows of a table into problems, as people write them in annex 1 and annex 2 (M19). */
@Component
class ProblemRows {

    private static final int MOST_DUE_WORDS = 200;
    /** More years than lie between two 29 February. */
    private static final int MANY_YEARS = 40;
    /** A limit in words that name no day; the round's last day holds for it. */
    private static final Pattern NO_DAY = Pattern.compile("\\D*(立行立改|即知即改|立即|长期|持续|常态)\\D*");
    private static final Pattern ALWAYS = Pattern.compile("[每逐全常长][年月季周日天]度?|日常");
    /** Words of time. They name a day after all, or one that cannot be known. */
    private static final Pattern TIME = Pattern.compile("[年月日号旬季周天]");
    private static final int EARLIEST_YEAR = 2000;

    private static final Pattern GUARDED = Pattern.compile("(?s)'[=+\\-@＝＋－＠].*");

    private final Units units;
    private final Findings findings;

    ProblemRows(Units units, Findings findings) {
        this.units = units;
        this.findings = findings;
    }

    /**
     * The county, place and round into which the rows are imported.
     *
     * @param county   the county's code, or null while it is not known; no unit is recognised then
     * @param region   the code of the township or village whose ledger an annex 2 is, or null
     * @param startsOn the first day of the round, or null while it is not known
     * @param endsOn   the last day of the round, or null while it is not known
     */
    record Target(String county, String region, LocalDate startsOn, LocalDate endsOn) {
    }

    /**
     * A row as it was read.
     *
     * @param number  the row's place in the file
     * @param problem the problem; parts that are missing or wrong are null
     * @param finding the finding, or null
     * @param errors  the row's errors
     * @param notes   remarks on values that could be understood otherwise
     */
    record Parsed(long number, NewProblem problem, Finding finding, List<CellError> errors, List<String> notes) {
    }

    /**
     * Reads the rows of a table.
     *
     * @param file    the table
     * @param target  the county, place and round of the rows
     * @param missing collects errors about days of the round that a limit needs and that are not known
     */
    List<Parsed> parse(ProblemFile file, Target target, FieldErrors missing) {
        List<Parsed> rows = new ArrayList<>();
        for (TableRow row : file.rows()) {
            rows.add(new Reading(file, target, row, missing).parsed(rows.isEmpty() ? null : rows.get(rows.size() - 1)));
        }
        return rows;
    }

    /** The reading of one row. */
    private final class Reading {

        private final ProblemFile file;
        private final Target target;
        private final TableRow row;
        private final FieldErrors missing;
        private final List<CellError> errors = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Reading(ProblemFile file, Target target, TableRow row, FieldErrors missing) {
            this.file = file;
            this.target = target;
            this.row = row;
            this.missing = missing;
            file.table().errors().stream().filter(error -> error.row() == row.number()).forEach(errors::add);
        }

        Parsed parsed(Parsed rowAbove) {
            NewProblem above = rowAbove == null ? null : rowAbove.problem();
            boolean goesOn = above != null && row.cell(ProblemFile.TITLE.key()).isBlank() && !row.cell(ProblemFile.FINDING.key()).isBlank();
            String aspect = above != null && isBlank(ProblemFile.ASPECT) ? aspectOf(rowAbove) : required(ProblemFile.ASPECT, ProblemEntry.MAX_ASPECT);
            String title = goesOn ? above.title() : required(ProblemFile.TITLE, ProblemEntry.MAX_TITLE);
            String description = goesOn ? above.description() : required(ProblemFile.DESCRIPTION, ProblemEntry.MAX_TEXT);
            String unitsText = goesOn && isBlank(ProblemFile.UNITS) && isBlank(ProblemFile.LEAD) ? above.unitsText() : unitsText();
            String measures = optional(ProblemFile.MEASURES);
            String foundIn = optional(ProblemFile.FOUND_IN);
            LocalDate dueOn = goesOn && isBlank(ProblemFile.DUE) ? above.dueOn() : day();
            String dueText = goesOn && isBlank(ProblemFile.DUE) ? above.dueText() : words();
            List<Unit> recognised = unitsText == null ? List.of() : target.county() != null ? units.recognise(target.county(), unitsText)
                    : Units.split(unitsText).stream().map(each -> new Unit(each, Unit.State.UNKNOWN, List.of())).toList();
            if (recognised.stream().anyMatch(unit -> unit.text().length() > ProblemEntry.MAX_UNIT)) {
                wrong(file.units(), "每个单位最多" + ProblemEntry.MAX_UNIT + "个字");
            } else if (unitsText != null && recognised.isEmpty()) {
                wrong(file.units(), "没有写明单位");
            }
            NewProblem problem = new NewProblem(target.county(), foundIn, aspect, title, description, measures, dueOn, dueText, unitsText,
                    recognised);
            return new Parsed(row.number(), problem, finding(problem), errors, notes);
        }

        /**
         * Returns the aspect of the row above for an empty cell, unless a heading between the rows begins another part of the
         * table.
         */
        private String aspectOf(Parsed above) {
            Optional<LeftOut> title = file.table().leftOut().stream().filter(each -> each.parts(above.number(), row.number())).findFirst();
            title.ifPresent(each -> wrong(ProblemFile.ASPECT, "没有填写，而上面第" + each.row() + "行把表格分开了，不知是否与第" + above.number()
                    + "行相同，请在这一行写明"));
            return title.isPresent() ? null : above.problem().aspect();
        }

        /** Returns the leading unit followed by the other units. */
        private String unitsText() {
            if (isBlank(ProblemFile.LEAD)) {
                return required(file.units(), ProblemEntry.MAX_TEXT);
            }
            String lead = required(ProblemFile.LEAD, ProblemEntry.MAX_TEXT);
            String others = isBlank(ProblemFile.UNITS) ? lead : required(ProblemFile.UNITS, ProblemEntry.MAX_TEXT);
            return lead == null || others == null ? null : lead.equals(others) ? lead : lead + "、" + others;
        }

        private Finding finding(NewProblem problem) {
            String text = optional(ProblemFile.FINDING);
            if (text == null) {
                return null;
            }
            String place = target.region() == null ? target.county() : target.region();
            Optional<Long> household = place == null ? Optional.empty() : findings.householdIn(text, place);
            if (!List.of("", ProblemFile.YES, "否").contains(row.text(ProblemFile.STRUCK_OFF.key()))) {
                wrong(ProblemFile.STRUCK_OFF, "须为“是”或“否”");
            }
            return new Finding(0, 0, target.region(), household.orElse(null), null, text, optional(ProblemFile.FINDING_MEASURES),
                    problem.dueOn(), problem.unitsText(), optional(ProblemFile.RESULT), false);
        }

        /**
         * Returns the due day. A day without a year means the first such day of the round; words without a day mean the
         * round's last day.
         */
        private LocalDate day() {
            Cell cell = row.cell(ProblemFile.DUE.key());
            if (cell.isBroken()) {
                return null;
            }
            if (cell.isBlank() || isWithoutDay(cell.text())) {
                if (target.endsOn() == null && !missing.has("endsOn")) {
                    missing.add("endsOn", "轮次结束日期", "为必填项，第" + row.number() + "行的整改时限没有写日期，按轮次的结束日期算");
                }
                if (target.endsOn() != null) {
                    notes.add("整改时限没有写日期，按轮次的结束日期算，是 " + target.endsOn());
                }
                return target.endsOn();
            }
            Optional<LocalDate> exact = Days.exact(cell);
            if (exact.isPresent()) {
                return sensible(exact.get());
            }
            Optional<LocalDate> day = Days.limit(cell, LocalDate.EPOCH);
            if (day.isEmpty()) {
                return noDay();
            }
            boolean withoutYear = !day.equals(Days.limit(cell, LocalDate.EPOCH.plusYears(MANY_YEARS)));
            if (withoutYear && target.startsOn() == null && !missing.has("startsOn")) {
                missing.add("startsOn", "轮次开始日期", "为必填项，第" + row.number() + "行的整改时限没有写年份，按轮次的开始日期推算");
            }
            return !withoutYear ? sensible(day.get()) : target.startsOn() == null ? null
                    : Days.limit(cell, target.startsOn()).map(this::withYear).orElseGet(this::noDay);
        }

        private LocalDate withYear(LocalDate day) {
            notes.add("整改时限没有写年份，从轮次的开始日期 " + target.startsOn() + " 起推算，是 " + day + "；不对的，请写明年份");
            return day;
        }

        private LocalDate noDay() {
            wrong(ProblemFile.DUE, "须为一个确定的日期，如 2026-07-20 或“7月20日前……”；改期的只写现在的时限；留空为轮次的结束日期");
            return null;
        }

        private LocalDate sensible(LocalDate day) {
            if (day.getYear() < EARLIEST_YEAR) {
                wrong(ProblemFile.DUE, "是 " + day + "，不会早于" + EARLIEST_YEAR + "年，请核对年份");
                return null;
            }
            return day;
        }

        private static boolean isWithoutDay(String text) {
            return NO_DAY.matcher(text).matches() && !TIME.matcher(ALWAYS.matcher(text).replaceAll("")).find();
        }

        private String words() {
            Cell cell = row.cell(ProblemFile.DUE.key());
            if (cell.isBlank() || cell.isBroken() || Days.exact(cell).isPresent()) {
                return null;
            }
            String words = cell.text().replaceAll("\\s*\\n\\s*", "");
            if (words.length() > MOST_DUE_WORDS) {
                wrong(ProblemFile.DUE, "最多" + MOST_DUE_WORDS + "个字");
            }
            return words;
        }

        private boolean isBlank(TableColumn column) {
            return row.cell(column.key()).isBlank();
        }

        /**
         * Returns a mandatory text, without the apostrophe that an export puts in front of a text so that no spreadsheet
         * calculates it.
         */
        private String required(TableColumn column, int maxLength) {
            if (row.cell(column.key()).isBroken()) {
                return null;
            }
            try {
                String text = row.text(column.key());
                return Texts.required(GUARDED.matcher(text).matches() ? text.substring(1) : text, column.key(), column.title(), maxLength);
            } catch (InvalidInputException e) {
                e.errors().forEach(error -> wrong(column, error.message()));
                return null;
            }
        }

        private String optional(TableColumn column) {
            return isBlank(column) ? null : required(column, column == ProblemFile.FOUND_IN ? ProblemEntry.MAX_UNIT : ProblemEntry.MAX_TEXT);
        }

        private void wrong(TableColumn column, String message) {
            errors.add(new CellError(row.number(), file.header(column), message));
        }
    }
}
