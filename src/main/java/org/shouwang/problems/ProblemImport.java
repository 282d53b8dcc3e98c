package org.shouwang.problems;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.LongWork;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.table.CellError;
import org.shouwang.table.LeftOut;
import org.shouwang.table.Table;
import org.shouwang.table.Uploads;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports tables of problems (annex 1) and of findings (annex 2). A preview comes first; only a confirmation stores anything,
 * and it stores exactly what the preview shows. A corrected file changes existing problems field by field. A unit that is not
 * recognised holds up only its own line.
 */
@Service
public class ProblemImport {

    private static final Pattern CORRECTION = Pattern.compile("(\\d{1,7})[:：](NEW|" + Problem.NUMBERS + ")");
    private static final String MAX_ROWS = "IMPORT_ROWS_PROBLEMS";

    private final ProblemRows rows;
    private final ImportPlan plan;
    private final ImportPurposes purposes;
    private final Assignment assignment;
    private final Findings findings;
    private final Rounds rounds;
    private final ProblemRights rights;
    private final Locks locks;
    private final CurrentUsers users;
    private final Acts acts;
    private final TransactionTemplate transaction;
    private final LongWork longWork;
    private final Uploads uploads;
    private final PolicyParameters parameters;
    private final AdjustableClock clock;

    ProblemImport(ProblemRows rows, ImportPlan plan, ImportPurposes purposes, Assignment assignment, Findings findings,
                  Rounds rounds, ProblemRights rights, Locks locks, CurrentUsers users, Acts acts,
                  TransactionTemplate transaction, LongWork longWork, Uploads uploads, PolicyParameters parameters,
                  AdjustableClock clock) {
        this.rows = rows;
        this.plan = plan;
        this.purposes = purposes;
        this.assignment = assignment;
        this.findings = findings;
        this.rounds = rounds;
        this.rights = rights;
        this.locks = locks;
        this.users = users;
        this.acts = acts;
        this.transaction = transaction;
        this.longWork = longWork;
        this.uploads = uploads;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** The effect of a row. */
    public enum RowState {
        /** The row adds a problem. */
        NEW("新增"),
        /** The row changes an existing problem. */
        CHANGED("更改"),
        /** The row adds units to the problem of another row. */
        UNITS("增加责任单位"),
        /** The row changes nothing. */
        UNCHANGED("未变化"),
        /** The row adds a finding to a problem. */
        FINDING("新增排查问题"),
        /** The row has errors and cannot be imported. */
        ERROR("有误");

        private final String title;

        RowState(String title) {
            this.title = title;
        }

        /**
         * @return the Chinese name of the effect
         */
        public String title() {
            return title;
        }
    }

    /**
     * A row of the file.
     *
     * @param line       the row's line in the file; the first line is 1
     * @param state      the effect of the row
     * @param title      具体问题, or null if it is missing
     * @param problemNo  the number of the existing or stored problem, or null
     * @param dueOn      整改时限 as a day, or null
     * @param dueText    整改时限 in the words of the file, or null if the file has only a day
     * @param units      the recognised units
     * @param changes    the changes of an existing problem
     * @param addedUnits the units that get a line and tasks
     * @param keptUnits  the units that have a line and are no longer named in the file; they keep their line
     * @param errors     the row's errors, as far as the limit for one answer allows after the errors of the rows before
     * @param notes      remarks on values that could be understood otherwise, such as a day without a year
     * @param similar    existing problems with a similar title, of which the row may be a correction
     * @param decided    whether somebody has said which of them the row corrects, or that it is another problem
     */
    public record ImportRow(long line, RowState state, String title, String problemNo, LocalDate dueOn, String dueText, List<Unit> units,
                            List<FieldChange> changes, List<String> addedUnits, List<String> keptUnits, List<FieldError> errors,
                            List<String> notes, List<Similar> similar, boolean decided) {

        ImportRow withErrors(int most) {
            return new ImportRow(line, state, title, problemNo, dueOn, dueText, units, changes, addedUnits, keptUnits,
                    errors.subList(0, Math.min(most, errors.size())), notes, similar, decided);
        }
    }

    /**
     * An existing problem that a row with another title may mean.
     *
     * @param problemNo the problem's number
     * @param title     the problem's title
     */
    public record Similar(String problemNo, String title) {
    }

    /**
     * The decision about a file after its preview.
     *
     * @param confirm     whether the file is stored
     * @param seen        the {@link Result#planToken()} of the preview that was looked at, or null or blank to store in any
     *     case
     * @param corrections {@code row:number} for a row that corrects an existing problem, {@code row:NEW} for a row that is
     *     another problem; null to add every similar row as a new problem, otherwise each similar row has to be decided
     */
    public record Decision(boolean confirm, String seen, List<String> corrections) {
    }

    /**
     * The effect of an import or of its preview.
     *
     * @param round           the round's code
     * @param startsOn        the first day of the round, as it is or would be
     * @param endsOn          the last day of the round, as it is or would be
     * @param county          the county's code
     * @param confirmed       whether the import was stored
     * @param rows            the number of rows
     * @param added           the number of new problems
     * @param changed         the number of changed problems
     * @param linesAdded      the number of lines with tasks that are added to new and existing problems
     * @param findingsAdded   the number of new findings, without those in the row of a new problem
     * @param unchanged       the number of rows that change nothing
     * @param unknownUnits    the units that were not recognised; their lines wait
     * @param collectiveUnits the units that stand for several posts
     * @param items           the rows
     * @param errors          the errors by row and column; no more than {@link FieldError#MOST}
     * @param moreErrors      the number of further errors
     * @param leftOut         the parts of the file that are not imported, with the reasons
     * @param undecided       the number of rows that are similar to an existing problem and not yet decided
     * @param unlisted        the numbers of the problems of the round and county that are not in the file and stay as they are
     * @param planToken       a token of the plan; a confirmation with it is refused if the plan has changed since
     */
    public record Result(String round, LocalDate startsOn, LocalDate endsOn, String county, boolean confirmed, int rows, long added,
                         long changed, long linesAdded, long findingsAdded, long unchanged, List<String> unknownUnits,
                         List<String> collectiveUnits, List<ImportRow> items, List<CellError> errors, int moreErrors, List<LeftOut> leftOut,
                         long undecided, List<String> unlisted, String planToken) {

        /**
         * @return whether the import stores anything
         */
        public boolean addsAnything() {
            return added + changed + linesAdded + findingsAdded > 0;
        }
    }

    /**
     * The purpose of a file as it was typed; parts are null or blank if nothing was entered.
     *
     * @param round    the round's code; if the round does not exist, it is opened if the user is of the city
     * @param county   the county's code; a county's user may leave it out
     * @param region   the code of the township or village whose ledger an annex 2 is
     * @param startsOn the first day of a round that is opened; blank or the same day for a round that exists or that a
     *     document sets
     * @param endsOn   the last day of the round, by the same rules
     */
    public record Purpose(String round, String county, String region, String startsOn, String endsOn) {
    }

    /**
     * Reads a file on behalf of the user who has signed in, and stores it if that is confirmed.
     *
     * @param purpose the purpose of the file
     * @param file    the file, or null for none
     * @param confirm whether the file is stored
     * @return the effect
     * @throws InvalidInputException if the file cannot be read, or is confirmed although rows are wrong; the exception names
     *     each
     * @throws ConflictException     if the round is closed
     */
    public Result read(Purpose purpose, byte[] file, boolean confirm) {
        return read(purpose, file, new Decision(confirm, null, null));
    }

    /**
     * Reads a file on behalf of the user who has signed in, and stores it if that is confirmed.
     *
     * @param purpose  the purpose of the file
     * @param file     the file, or null for none
     * @param decision the decision about it
     * @return the effect
     * @throws InvalidInputException if the purpose is wrong, the file cannot be read, or it is confirmed although rows are
     *     wrong or undecided; the exception names all errors at once
     * @throws ConflictException     if the round is closed, or the effect has changed since the preview
     */
    public Result read(Purpose purpose, byte[] file, Decision decision) {
        return read(purpose, table(purpose, file), decision);
    }

    /**
     * Reads the table of a file on behalf of the user who has signed in. Stores nothing.
     *
     * @param purpose the purpose of the file
     * @param file    the file, or null for none
     * @return the table
     * @throws InvalidInputException if the file cannot be read or lacks a column; the exception also names the errors of the
     *     purpose and the rows
     */
    public Table table(Purpose purpose, byte[] file) {
        rights.requireRegistrar();
        FieldErrors errors = new FieldErrors();
        ImportPurposes.Where where = purposes.read(purpose, errors);
        try {
            ProblemFile read = uploads.oneByOne(file, () -> ProblemFile.read(file, parameters.number(MAX_ROWS, clock.today())));
            if (read.lacksColumns()) {
                read.table().requireColumns(read.lacking(), rows.parse(read, where.target(), new FieldErrors()).stream()
                        .flatMap(row -> row.errors().stream()).toList());
            }
            return read.table();
        } catch (InvalidInputException e) {
            errors.addAll(e.errors());
            throw errors.asException();
        }
    }

    /**
     * Works like {@link #read(Purpose, byte[], Decision)} for a table that was read already.
     *
     * @param purpose  the purpose of the file
     * @param table    the table of the file
     * @param decision the decision about it
     * @return the effect
     * @throws InvalidInputException if the purpose is wrong, or the table is confirmed although rows are wrong or undecided;
     *     the exception names all errors at once
     * @throws ConflictException     if the round is closed, or the effect has changed since the preview
     */
    public Result read(Purpose purpose, Table table, Decision decision) {
        rights.requireRegistrar();
        FieldErrors errors = new FieldErrors();
        ImportPurposes.Where where = purposes.read(purpose, errors);
        Map<Long, String> choices = choices(decision.corrections(), errors);
        ProblemFile problemFile = new ProblemFile(table);
        return transaction.execute(status -> {
            longWork.begin(LongWork.Kind.IMPORT);
            locks.lock("import-" + where.round() + "-" + where.target().county());
            List<ProblemRows.Parsed> parsed = rows.parse(problemFile, where.target(), errors);
            if (errors.any()) {
                parsed.forEach(row -> row.errors().forEach(error -> errors.addCell(error.row(), error.column(), error.message())));
                throw errors.asException();
            }
            return store(where, problemFile, plan.of(problemFile, parsed, where.round(), where.target(), choices), decision);
        });
    }

    private static Map<Long, String> choices(List<String> corrections, FieldErrors errors) {
        Map<Long, String> choices = new HashMap<>();
        for (String correction : corrections == null ? List.<String>of() : corrections) {
            Matcher parts = CORRECTION.matcher(correction.strip());
            if (parts.matches()) {
                choices.put(Long.valueOf(parts.group(1)), parts.group(2));
            } else {
                errors.add("corrections", "更正", "须为“行号:问题编号”或“行号:NEW”，如 3:WT-411081-2026-000001");
            }
        }
        return choices;
    }

    private Result store(ImportPurposes.Where where, ProblemFile file, ImportPlan.Plan plan, Decision decision) {
        boolean confirm = decision.confirm();
        List<ImportPlan.Entry> entries = plan.entries();
        List<ImportPlan.Step> steps = entries.stream().flatMap(entry -> entry.steps().stream())
                .sorted(Comparator.comparingLong(step -> step.row().number())).toList();
        List<FieldError> wrong = steps.stream().flatMap(step -> ImportResults.fieldErrors(step).stream()).toList();
        if (confirm && !wrong.isEmpty()) {
            throw new InvalidInputException(wrong);
        }
        List<ImportPlan.Entry> sound = entries.stream().filter(entry -> entry.wanted() != null
                && entry.steps().stream().allMatch(step -> step.errors().isEmpty())).toList();
        boolean changesAny = sound.stream().anyMatch(entry -> entry.existing() == null || !entry.changes().isEmpty());
        if (changesAny && rounds.find(where.round()).filter(round -> !round.open()).isPresent()) {
            throw new ConflictException("这个轮次已印发通报，不再登记、更改问题");
        }
        LocalDate latest = sound.stream().map(entry -> entry.wanted().dueOn()).filter(Objects::nonNull).max(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH);
        Round planned = rounds.planned(where.round(), latest, where.target().startsOn(), where.target().endsOn());
        Result preview = ImportResults.result(where, planned, sound, steps, ImportResults.items(entries, ImportResults::numberOf),
                file.leftOut(), plan.unlisted(), null);
        if (!confirm) {
            return preview;
        }
        if (decision.seen() != null && !decision.seen().isBlank() && !decision.seen().strip().equals(preview.planToken())) {
            throw new ConflictException("预览以后，已有的问题或责任单位有了变化，请核对下面的新预览，再确认");
        }
        if (decision.corrections() != null && preview.undecided() > 0) {
            throw new InvalidInputException(steps.stream().filter(ImportResults::isUndecided).map(step -> FieldError.ofCell(step.row().number(),
                    file.header(ProblemFile.TITLE), "与已有的问题 " + step.similar().get(0).problemNo() + " 相近，请选定是更正还是另一个问题")).toList());
        }
        Round round = rounds.ensure(where.round(), latest, where.target().startsOn(), where.target().endsOn());
        List<ImportRow> items = ImportResults.items(entries, entry -> store(round, entry, ImportResults.numberOf(entry)));
        Result result = ImportResults.result(where, round, sound, steps, items, file.leftOut(), plan.unlisted(), preview.planToken());
        acts.add(Act.Kind.IMPORT, users.get().id(), "问题台账 " + where.round(), "DONE", where.target().county() + "，新增"
                + result.added() + "个问题，更改" + result.changed() + "个，增加" + result.linesAdded() + "条线");
        return result;
    }

    private String store(Round round, ImportPlan.Entry entry, String there) {
        if (there != null && !entry.changes().isEmpty()) {
            assignment.correct(there, entry.wanted(), entry.changes());
        }
        String problemNo = there != null ? there : assignment.register(round, entry.wanted());
        entry.steps().stream().filter(ImportPlan.Step::isNewFinding).forEach(step -> findings.add(problemNo, step.row().finding()));
        return problemNo;
    }
}
