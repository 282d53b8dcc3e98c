package org.shouwang.dualassignment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.shouwang.engine.CaseLocks;
import org.shouwang.region.Region;
import org.shouwang.region.Regions;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in tables of problems (annex 1) and of what was found by comparison (annex 2). First a preview; nothing is stored
 * unless it is confirmed. A unit that nobody knows keeps its own line waiting and nothing else.
 */
@Service
public class ProblemImport {

    private final Problems problems;
    private final Findings findings;
    private final Rounds rounds;
    private final Units units;
    private final ProblemRights rights;
    private final Regions regions;
    private final CaseLocks locks;
    private final CurrentUsers users;
    private final Acts acts;

    ProblemImport(Problems problems, Findings findings, Rounds rounds, Units units, ProblemRights rights, Regions regions,
                  CaseLocks locks, CurrentUsers users, Acts acts) {
        this.problems = problems;
        this.findings = findings;
        this.rounds = rounds;
        this.units = units;
        this.rights = rights;
        this.regions = regions;
        this.locks = locks;
        this.users = users;
        this.acts = acts;
    }

    /** What becomes of a row. */
    public enum RowState {
        /** Adds a problem. */
        NEW("新增"),
        /** Is there already. */
        UNCHANGED("未变化"),
        /** Adds what was found to a problem. */
        FINDING("新增排查问题"),
        /** Cannot be taken. */
        ERROR("有误");

        private final String title;

        RowState(String title) {
            this.title = title;
        }

        /**
         * @return the state as people read it
         */
        public String title() {
            return title;
        }
    }

    /**
     * A row of the file.
     *
     * @param line      its line, the header being 1
     * @param state     what becomes of it
     * @param title     具体问题
     * @param problemNo the problem's number once it is there, or null
     * @param units     the units, recognised
     * @param errors    what is wrong with it
     */
    public record ImportRow(long line, RowState state, String title, String problemNo, List<Unit> units,
                            List<FieldError> errors) {
    }

    /**
     * What an import does or would do.
     *
     * @param round           the round's code
     * @param county          the county's code
     * @param confirmed       whether it was stored
     * @param rows            how many rows there are
     * @param added           how many problems are new
     * @param findingsAdded   how many findings are new
     * @param unchanged       how many rows are there already
     * @param unknownUnits    units that nobody knows; their lines wait
     * @param collectiveUnits units that stand for several
     * @param items           the rows
     */
    public record Result(String round, String county, boolean confirmed, int rows, long added, long findingsAdded,
                         long unchanged, List<String> unknownUnits, List<String> collectiveUnits, List<ImportRow> items) {
    }

    private record Parsed(ProblemFile.Line line, NewProblem problem, Finding finding, FieldErrors errors) {
    }

    /**
     * Reads a file on behalf of the user who has signed in, and stores it if that is confirmed.
     *
     * @param round   the round's code, may be anything a user typed; a round that does not exist is made
     * @param county  the county's code, or null for the usual one
     * @param region  the township or village whose ledger an annex 2 is, or null
     * @param file    the file, or null for none
     * @param confirm whether to store it
     * @return what it does
     * @throws InvalidInputException if the file cannot be read, or it is confirmed although rows are wrong; names each
     * @throws ConflictException     if the round is over
     */
    @Transactional
    public Result read(String round, String county, String region, byte[] file, boolean confirm) {
        rights.requireRegistrar();
        FieldErrors errors = new FieldErrors();
        String code = ProblemEntry.round(errors, round);
        errors.throwIfAny();
        String countyCode = rights.county(county);
        String regionCode = region(region, countyCode);
        locks.lock("import-" + code + "-" + countyCode);
        List<Parsed> parsed = new ArrayList<>();
        NewProblem above = null;
        for (ProblemFile.Line line : ProblemFile.read(file)) {
            Parsed next = parse(line, countyCode, regionCode, above);
            above = next.problem();
            parsed.add(next);
        }
        if (confirm) {
            List<FieldError> wrong = new ArrayList<>();
            parsed.forEach(each -> wrong.addAll(errorsOf(each)));
            if (!wrong.isEmpty()) {
                throw new InvalidInputException(wrong);
            }
        }
        return store(code, countyCode, parsed, confirm);
    }

    private String region(String region, String countyCode) {
        if (region == null || region.isBlank()) {
            return null;
        }
        return regions.find(region.strip()).map(Region::code).filter(each -> each.startsWith(countyCode))
                .orElseThrow(() -> new InvalidInputException("region", "乡镇或村", "须为本县的乡镇或村"));
    }

    /** In annex 2 several findings follow one problem, which is not written again. */
    private Parsed parse(ProblemFile.Line line, String county, String region, NewProblem above) {
        FieldErrors errors = new FieldErrors();
        boolean goesOn = line.text(ProblemFile.TITLE).isEmpty() && above != null && !line.text(ProblemFile.FINDING).isEmpty();
        String aspect = goesOn ? above.aspect() : ProblemEntry.text(errors, "方面", "方面", line.text("方面"), ProblemEntry.MAX_ASPECT);
        String title = goesOn ? above.title() : ProblemEntry.text(errors, "具体问题", "具体问题", line.text("具体问题"), ProblemEntry.MAX_TITLE);
        String description = goesOn ? above.description()
                : ProblemEntry.text(errors, "问题表现", "问题表现", line.text("问题表现"), ProblemEntry.MAX_TEXT);
        LocalDate dueOn = goesOn && line.text("整改时限").isEmpty() ? above.dueOn()
                : ProblemEntry.day(errors, "整改时限", "整改时限", line.text("整改时限"));
        String unitsText = goesOn && line.text("责任单位").isEmpty() ? above.unitsText()
                : ProblemEntry.text(errors, "责任单位", "责任单位", line.text("责任单位"), ProblemEntry.MAX_TEXT);
        String measures = optional(errors, line, "整改措施简述");
        String foundIn = optional(errors, line, "发现地");
        List<Unit> recognised = unitsText == null ? List.of() : units.recognise(county, unitsText);
        recognised.stream().filter(unit -> unit.text().length() > ProblemEntry.MAX_UNIT).findFirst().ifPresent(unit ->
                errors.add("责任单位", "责任单位", "每个单位最多" + ProblemEntry.MAX_UNIT + "个字"));
        NewProblem problem = new NewProblem(county, foundIn, aspect, title, description, measures, dueOn, unitsText, recognised);
        return new Parsed(line, problem, finding(errors, line, region, problem), errors);
    }

    private Finding finding(FieldErrors errors, ProblemFile.Line line, String region, NewProblem problem) {
        String text = optional(errors, line, ProblemFile.FINDING);
        if (text == null) {
            return null;
        }
        Optional<Long> household = findings.householdIn(text, problem.countyCode());
        return new Finding(0, 0, region, household.orElse(null), null, text, optional(errors, line, "对照排查发现问题整改措施"),
                problem.dueOn(), problem.unitsText(), optional(errors, line, "整改结果"), "是".equals(line.text("是否销号")));
    }

    private static String optional(FieldErrors errors, ProblemFile.Line line, String column) {
        String text = line.text(column);
        return text.isEmpty() ? null : ProblemEntry.text(errors, column, column, text, ProblemEntry.MAX_TEXT);
    }

    private static List<FieldError> errorsOf(Parsed parsed) {
        try {
            parsed.errors().throwIfAny();
            return List.of();
        } catch (InvalidInputException e) {
            return e.errors().stream().map(error -> new FieldError("line " + parsed.line().line(),
                    "第" + parsed.line().line() + "行“" + error.label() + "”", error.message())).toList();
        }
    }

    private Result store(String code, String county, List<Parsed> parsed, boolean confirm) {
        LocalDate latest = parsed.stream().map(each -> each.problem().dueOn()).filter(Objects::nonNull)
                .max(LocalDate::compareTo).orElse(LocalDate.EPOCH);
        Optional<Round> existing = confirm ? Optional.of(rounds.ensure(code, latest)) : rounds.find(code);
        Map<String, String> known = new LinkedHashMap<>();
        if (existing.isPresent()) {
            problems.select("p.round = :round and p.county_code = :county order by p.id",
                    Map.of("round", code, "county", county)).forEach(each -> known.put(keyOf(each.title(), each.description()), each.problemNo()));
        }
        Set<String> seenFindings = new HashSet<>();
        List<ImportRow> rows = new ArrayList<>();
        for (Parsed each : parsed) {
            List<FieldError> errors = errorsOf(each);
            if (!errors.isEmpty()) {
                rows.add(new ImportRow(each.line().line(), RowState.ERROR, each.problem().title(), null, each.problem().units(), errors));
                continue;
            }
            String key = keyOf(each.problem().title(), each.problem().description());
            boolean isNew = !known.containsKey(key);
            if (isNew) {
                existing.filter(round -> !round.open()).ifPresent(round -> {
                    throw new ConflictException("这个轮次已印发通报，不再登记问题");
                });
                known.put(key, confirm ? problems.register(existing.orElseThrow(), each.problem()) : null);
            }
            String problemNo = known.get(key);
            boolean findingIsNew = each.finding() != null && seenFindings.add(key + each.finding().description())
                    && (problemNo == null || !findings.has(problemNo, each.finding()));
            if (findingIsNew && confirm) {
                findings.add(problemNo, each.finding());
            }
            rows.add(new ImportRow(each.line().line(), isNew ? RowState.NEW : findingIsNew ? RowState.FINDING : RowState.UNCHANGED,
                    each.problem().title(), problemNo, each.problem().units(), List.of()));
        }
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> collective = new LinkedHashSet<>();
        rows.forEach(row -> row.units().forEach(unit -> {
            if (unit.state() == Unit.State.UNKNOWN) {
                unknown.add(unit.text());
            } else if (unit.state() == Unit.State.COLLECTIVE) {
                collective.add(unit.text());
            }
        }));
        long added = rows.stream().filter(row -> row.state() == RowState.NEW).count();
        if (confirm) {
            acts.add(Act.Kind.IMPORT, users.get().id(), "问题台账 " + code, "DONE", county + "，新增" + added + "个问题");
        }
        return new Result(code, county, confirm, rows.size(), added,
                rows.stream().filter(row -> row.state() == RowState.FINDING).count(),
                rows.stream().filter(row -> row.state() == RowState.UNCHANGED).count(), List.copyOf(unknown),
                List.copyOf(collective), rows);
    }

    private static String keyOf(String title, String description) {
        return title + '\n' + description;
    }

    /**
     * Says who a unit is, on behalf of the user who has signed in: from now on, and for the lines that wait for it.
     *
     * @param county the county's code, or null for the usual one
     * @param unit   the unit as it is written, null if it is missing
     * @param groups the groups of the posts it stands for, null if they are missing
     * @throws InvalidInputException if something is missing or does not exist
     */
    @Transactional
    public void map(String county, String unit, List<String> groups) {
        String countyCode = rights.county(county);
        FieldErrors errors = new FieldErrors();
        String text = ProblemEntry.text(errors, "unit", "责任单位", unit, ProblemEntry.MAX_UNIT);
        if (groups == null || groups.isEmpty()) {
            errors.add("groups", "对应单位", "为必填项：请至少选择一个");
        } else {
            Set<String> choices = units.choices(countyCode).keySet();
            groups.stream().filter(group -> !choices.contains(group)).findFirst().ifPresent(group ->
                    errors.add("groups", "对应单位", "没有“" + group + "”这个岗位"));
        }
        errors.throwIfAny();
        units.remember(countyCode, text, groups.stream().distinct().toList());
        problems.unitKnown(countyCode, text, groups.stream().distinct().toList());
        acts.add(Act.Kind.IMPORT, users.get().id(), "责任单位对应 " + countyCode, "DONE", text + "：" + String.join("、", groups));
    }
}
