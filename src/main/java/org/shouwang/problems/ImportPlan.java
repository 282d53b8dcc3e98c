package org.shouwang.problems;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.table.CellError;
import org.springframework.stereotype.Component;

/**
 * Compares the rows of a file with the existing problems and plans what the import does. The preview shows exactly this plan,
 * and the confirmation carries it out.
 */
@Component
class ImportPlan {

    /** The answer that a row is a problem of its own although it is similar to an existing problem. */
    static final String NEW = "NEW";

    /**
     * The similarity of two titles from which they may mean the same problem (design): with nothing else in common, and with a
     * common unit.
     */
    private static final double VERY_LIKE = 0.85;
    private static final double LIKE = 0.5;
    /**
     * The fewest characters of a description that can identify a problem; shorter descriptions are shared by many problems.
     */
    private static final int TELLING = 8;

    private final Problems problems;
    private final Findings findings;
    private final Ledgers ledgers;
    private final CurrentUsers users;

    ImportPlan(Problems problems, Findings findings, Ledgers ledgers, CurrentUsers users) {
        this.problems = problems;
        this.findings = findings;
        this.ledgers = ledgers;
        this.users = users;
    }

    /**
     * One problem of the file. Rows with the same title and description are one problem, whatever units each of them names.
     */
    static final class Entry {

        private final List<Step> steps = new ArrayList<>();
        private Problem existing;
        private NewProblem wanted;
        private List<FieldChange> changes = List.of();
        private boolean renamed;

        /** Returns the existing problem, or null if the entry adds a problem. */
        Problem existing() {
            return existing;
        }

        /**
         * Returns the problem's content after the import; for an existing problem, its units are only those that get a new
         * line.
         */
        NewProblem wanted() {
            return wanted;
        }

        List<FieldChange> changes() {
            return changes;
        }

        /** Returns the rows of the problem. */
        List<Step> steps() {
            return steps;
        }

        private NewProblem first() {
            return steps.get(0).row().problem();
        }

        private String title() {
            return ProblemTitles.keyOf(first().title());
        }

        private String description() {
            return ProblemTitles.textOf(first().description());
        }
    }

    /** The planned effect of one row. */
    static final class Step {

        private final ProblemRows.Parsed row;
        private final List<CellError> errors;
        private final List<String> addedUnits = new ArrayList<>();
        private final List<String> keptUnits = new ArrayList<>();
        private List<FieldChange> changes = List.of();
        private List<ProblemImport.Similar> similar = List.of();
        private boolean decided;
        private boolean newProblem;
        private boolean newFinding;

        Step(ProblemRows.Parsed row) {
            this.row = row;
            this.errors = new ArrayList<>(row.errors());
        }

        ProblemRows.Parsed row() {
            return row;
        }

        List<CellError> errors() {
            return errors;
        }

        List<String> addedUnits() {
            return addedUnits;
        }

        List<String> keptUnits() {
            return keptUnits;
        }

        List<FieldChange> changes() {
            return changes;
        }

        /** Returns the existing problems that the row may mean although its title differs. */
        List<ProblemImport.Similar> similar() {
            return similar;
        }

        /** Tells whether somebody has said which of the similar problems the row means, or that it means none of them. */
        boolean isDecided() {
            return decided;
        }

        boolean isNewFinding() {
            return newFinding;
        }

        ProblemImport.RowState state() {
            return !errors.isEmpty() ? ProblemImport.RowState.ERROR : newProblem ? ProblemImport.RowState.NEW
                    : !changes.isEmpty() ? ProblemImport.RowState.CHANGED : newFinding ? ProblemImport.RowState.FINDING
                    : !addedUnits.isEmpty() ? ProblemImport.RowState.UNITS : ProblemImport.RowState.UNCHANGED;
        }
    }

    /**
     * The planned effect of a file.
     *
     * @param entries  the problems of the file, ordered by their first row
     * @param unlisted the numbers of the problems of the round and county that are not in the file and stay as they are
     */
    record Plan(List<Entry> entries, List<String> unlisted) {
    }

    /**
     * Plans the import of a file.
     *
     * @param file    the file
     * @param rows    the rows of the file
     * @param round   the round's code
     * @param target  the county, place and round of the import
     * @param choices by the row's line, the number of the similar problem that the row corrects, or {@link #NEW}
     * @return the plan
     */
    Plan of(ProblemFile file, List<ProblemRows.Parsed> rows, String round, ProblemRows.Target target, Map<Long, String> choices) {
        String county = target.county();
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (ProblemRows.Parsed row : rows) {
            NewProblem problem = row.problem();
            boolean named = problem.title() != null && problem.description() != null;
            String key = named ? ProblemTitles.keyOf(problem.title()) + '\n' + ProblemTitles.textOf(problem.description()) : "row " + row.number();
            entries.computeIfAbsent(key, each -> new Entry()).steps.add(new Step(row));
        }
        List<Entry> whole = entries.values().stream().filter(entry -> entry.first().title() != null && entry.first().description() != null).toList();
        List<Problem> left = match(whole, problems.select("p.round = :round and p.county_code = :county order by p.id", Map.of("round", round, "county", county)));
        whole.stream().filter(entry -> entry.existing == null).forEach(entry -> findSimilar(file, entry, left, choices));
        whole.forEach(entry -> plan(file, entry));
        whole.forEach(entry -> requireInRound(file, entry, target.startsOn()));
        return new Plan(List.copyOf(entries.values()), left.stream().map(Problem::problemNo).toList());
    }

    /**
     * Finds the problems whose title was perhaps corrected, so that a corrected title does not become a second problem
     * unnoticed.
     */
    private void findSimilar(ProblemFile file, Entry entry, List<Problem> left, Map<Long, String> choices) {
        Step step = entry.steps.get(0);
        List<Problem> similar = left.stream().filter(problem -> isLike(entry, problem)).toList();
        String choice = choices.get(step.row.number());
        Optional<Problem> meant = similar.stream().filter(problem -> problem.problemNo().equals(choice)).findFirst();
        if (choice != null && !choice.equals(NEW) && meant.isEmpty()) {
            step.errors.add(new CellError(step.row.number(), file.header(ProblemFile.TITLE), "选定的“" + choice + "”不是与这一行相近、可以更正的问题"));
        }
        step.similar = similar.stream().map(problem -> new ProblemImport.Similar(problem.problemNo(), problem.title())).toList();
        step.decided = choice != null;
        meant.ifPresent(problem -> {
            entry.existing = problem;
            entry.renamed = true;
            left.remove(problem);
        });
    }

    private boolean isLike(Entry entry, Problem problem) {
        double likeness = ProblemTitles.likeness(entry.title(), ProblemTitles.keyOf(problem.title()));
        String words = entry.description();
        boolean sameWords = words.length() >= TELLING && words.equals(ProblemTitles.textOf(problem.description()));
        return sameWords || likeness >= VERY_LIKE || likeness >= LIKE && problems.linesOf(problem.id()).stream()
                .anyMatch(line -> line.role() != Role.COUNTY && entry.steps.stream().flatMap(step -> step.row.problem().units().stream())
                        .anyMatch(unit -> unit.groups().contains(line.group()) || unit.text().equals(line.unitText())));
    }

    /** Matches entries with problems by title and description, then by the title alone where the match is unambiguous. */
    private static List<Problem> match(List<Entry> entries, List<Problem> there) {
        List<Problem> left = new ArrayList<>(there);
        for (Entry entry : entries) {
            left.stream().filter(problem -> ProblemTitles.keyOf(problem.title()).equals(entry.title())
                    && ProblemTitles.textOf(problem.description()).equals(entry.description())).findFirst().ifPresent(problem -> {
                        entry.existing = problem;
                        left.remove(problem);
                    });
        }
        entries.stream().filter(entry -> entry.existing == null).collect(Collectors.groupingBy(Entry::title)).forEach((title, same) -> {
            List<Problem> candidates = left.stream().filter(problem -> ProblemTitles.keyOf(problem.title()).equals(title)).toList();
            for (int i = 0; candidates.size() == same.size() && i < same.size(); i++) {
                same.get(i).existing = candidates.get(i);
            }
        });
        entries.forEach(entry -> left.remove(entry.existing));
        return left;
    }

    private void plan(ProblemFile file, Entry entry) {
        requireOneDay(file, entry);
        Set<String> had = new LinkedHashSet<>();
        if (entry.existing == null) {
            had.add(new Post(Role.COUNTY, entry.first().countyCode()).group());
            entry.steps.get(0).newProblem = true;
            entry.steps.get(0).addedUnits.addAll(names(had));
        } else {
            problems.linesOf(entry.existing.id()).forEach(line -> {
                had.add(line.group() == null ? line.unitText() : line.group());
                if (line.passedOnFrom() != null) {
                    had.add(line.passedOnFrom());
                }
            });
        }
        Set<String> known = new LinkedHashSet<>(had);
        List<Unit> units = new ArrayList<>();
        for (Step step : entry.steps) {
            findings(entry, step);
            boolean counts = entry.existing == null || !file.isOfVillage() || step.newFinding;
            for (Unit unit : counts ? step.row.problem().units() : List.<Unit>of()) {
                List<String> lines = unit.state() == Unit.State.UNKNOWN ? List.of(unit.text()) : unit.groups();
                List<String> added = lines.stream().filter(known::add).toList();
                step.addedUnits.addAll(names(added));
                if (!added.isEmpty()) {
                    units.add(unit);
                }
            }
        }
        if (entry.existing == null) {
            NewProblem first = entry.first();
            entry.wanted = new NewProblem(first.countyCode(), first.foundIn(), first.aspect(), first.title(), first.description(),
                    joined(entry), first.dueOn(), first.dueText(), unitsText(entry), units);
        } else {
            correct(file, entry, had, units);
        }
    }

    /**
     * Refuses a day before the round's start, since its year is probably mistyped. A day that the problem already has is
     * accepted.
     */
    private static void requireInRound(ProblemFile file, Entry entry, LocalDate startsOn) {
        for (Step step : startsOn == null ? List.<Step>of() : entry.steps) {
            LocalDate day = step.row.problem().dueOn();
            boolean there = day != null && entry.existing != null && day.equals(entry.existing.dueOn());
            if (day != null && day.isBefore(startsOn) && !there && step.errors.isEmpty()) {
                step.errors.add(new CellError(step.row.number(), file.header(ProblemFile.DUE),
                        "是 " + day + "，早于本轮的开始日期（" + startsOn + "），请核对年份，写明现在的时限"));
            }
        }
    }

    /** Refuses different days in the rows of one problem, since all its lines have one day. */
    private static void requireOneDay(ProblemFile file, Entry entry) {
        for (Step step : file.isOfVillage() ? List.<Step>of() : entry.steps.subList(1, entry.steps.size())) {
            LocalDate day = step.row.problem().dueOn();
            if (day != null && entry.first().dueOn() != null && !day.equals(entry.first().dueOn())) {
                step.errors.add(new CellError(step.row.number(), file.header(ProblemFile.DUE),
                        "与第" + entry.steps.get(0).row.number() + "行是同一个问题，整改时限却不同"));
            }
        }
    }

    private void findings(Entry entry, Step step) {
        Finding finding = step.row.finding();
        step.newFinding = finding != null && (entry.existing == null || !findings.has(entry.existing.problemNo(), finding))
                && entry.steps.stream().takeWhile(each -> each != step).noneMatch(each -> each.row.finding() != null
                        && each.row.finding().description().equals(finding.description()));
    }

    /**
     * Plans the changes of an existing problem. A village's ledger adds findings and units; only a county's ledger changes the
     * content of the problem.
     */
    private void correct(ProblemFile file, Entry entry, Set<String> had, List<Unit> units) {
        Problem before = entry.existing;
        NewProblem first = entry.first();
        boolean text = !file.isOfVillage();
        List<FieldChange> changes = new ArrayList<>();
        String title = text && entry.renamed ? changed(changes, "title", "具体问题", before.title(), first.title()) : before.title();
        String aspect = text ? changed(changes, "aspect", "方面", before.aspect(), first.aspect()) : before.aspect();
        String description = text ? changed(changes, "description", "问题表现", before.description(), first.description()) : before.description();
        String measures = joined(entry);
        boolean asShown = measures == null || ProblemTitles.textOf(measures).equals(ProblemTitles.textOf(Objects.toString(ledgers.measuresOf(before), "")));
        measures = text && !asShown ? changed(changes, "measures", "整改措施简述", before.measures(), measures) : before.measures();
        String foundIn = text && first.foundIn() != null ? changed(changes, "foundIn", "发现地", before.foundIn(), first.foundIn()) : before.foundIn();
        boolean day = text && first.dueOn() != null && (!before.dueOn().equals(first.dueOn()) || first.dueText() != null
                && !ProblemTitles.textOf(first.dueText()).equals(ProblemTitles.textOf(Objects.toString(before.dueText(), ""))));
        NewProblem wanted = new NewProblem(before.countyCode(), foundIn, aspect, title, description, measures,
                day ? first.dueOn() : before.dueOn(), day ? first.dueText() : before.dueText(), withUnits(before.unitsText(), units), units);
        if (day) {
            String after = wanted.dueText() == null ? wanted.dueOn().toString() : wanted.dueOn() + "（" + wanted.dueText() + "）";
            changes.add(new FieldChange("dueOn", "整改时限", before.dueShown(), after));
        }
        if (!units.isEmpty()) {
            changes.add(new FieldChange("units", "责任单位", before.unitsText(), wanted.unitsText()));
        }
        Step step = entry.steps.get(0);
        if (!changes.isEmpty()) {
            refuse(file, entry, units);
        }
        if (text) {
            Set<String> named = entry.steps.stream().flatMap(each -> each.row.problem().units().stream())
                    .flatMap(unit -> unit.groups().stream()).collect(Collectors.toSet());
            step.keptUnits.addAll(names(had.stream().filter(group -> Post.ofGroup(group).filter(post -> post.role() != Role.COUNTY).isPresent()
                    && !named.contains(group) && !isPassedOn(before, group)).toList()));
        }
        entry.wanted = wanted;
        entry.changes = changes;
        boolean onlyOthers = changes.size() == 1 && !units.isEmpty() && step.addedUnits.isEmpty();
        step.changes = onlyOthers ? List.of() : changes;
    }

    private boolean isPassedOn(Problem problem, String group) {
        return problems.linesOf(problem.id()).stream().anyMatch(line -> group.equals(line.group()) && line.passedOnFrom() != null);
    }

    private static void refuse(ProblemFile file, Entry entry, List<Unit> units) {
        Step step = entry.steps.get(0);
        ProblemStatus status = entry.existing.status();
        if (status == ProblemStatus.STRUCK_OFF) {
            step.errors.add(new CellError(step.row.number(), file.header(ProblemFile.TITLE), "这个问题已经销号，不再更改"));
        } else if (!units.isEmpty() && (status == ProblemStatus.AWAITING_SAMPLE || status == ProblemStatus.IN_RECHECK)) {
            step.errors.add(new CellError(step.row.number(), file.header(file.units()),
                    "这个问题各条线都已核查通过（" + status.title() + "），不能再增加责任单位"));
        }
    }

    private static String changed(List<FieldChange> changes, String field, String label, String before, String after) {
        if (after == null || before != null && ProblemTitles.textOf(before).equals(ProblemTitles.textOf(after))) {
            return before;
        }
        changes.add(new FieldChange(field, label, before, after));
        return after;
    }

    private static String joined(Entry entry) {
        String measures = entry.steps.stream().map(step -> step.row.problem().measures()).filter(Objects::nonNull).distinct()
                .collect(Collectors.joining("\n"));
        return measures.isEmpty() ? null : measures;
    }

    /** Returns the text of the units as it is written if all rows have the same text, and otherwise the names of the units. */
    private static String unitsText(Entry entry) {
        Set<String> written = entry.steps.stream().map(step -> step.row.problem().unitsText()).filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return written.size() == 1 ? written.iterator().next() : entry.steps.stream().flatMap(step -> step.row.problem().units().stream())
                .map(Unit::text).distinct().collect(Collectors.joining("、"));
    }

    private static String withUnits(String before, List<Unit> units) {
        return Stream.concat(Stream.of(before), units.stream().map(Unit::text)).distinct().collect(Collectors.joining("、"));
    }

    private List<String> names(Iterable<String> lines) {
        List<String> names = new ArrayList<>();
        lines.forEach(line -> names.add(users.postNames(List.of(line)).getOrDefault(line, line)));
        return names;
    }
}
