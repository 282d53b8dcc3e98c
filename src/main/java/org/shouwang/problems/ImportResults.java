package org.shouwang.problems;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.shouwang.problems.ProblemImport.ImportRow;
import org.shouwang.problems.ProblemImport.Result;
import org.shouwang.problems.ProblemImport.RowState;
import org.shouwang.shared.FieldError;
import org.shouwang.table.CellError;
import org.shouwang.table.LeftOut;
import org.springframework.util.DigestUtils;

/** Puts together what an import does or would do, from the plan of its rows. */
final class ImportResults {

    private ImportResults() {
    }

    static List<ImportRow> items(List<ImportPlan.Entry> entries, Function<ImportPlan.Entry, String> number) {
        List<ImportRow> items = new ArrayList<>();
        for (ImportPlan.Entry entry : entries) {
            String problemNo = number.apply(entry);
            entry.steps().forEach(step -> items.add(item(step, problemNo)));
        }
        items.sort(Comparator.comparingLong(ImportRow::line));
        return items;
    }

    static String numberOf(ImportPlan.Entry entry) {
        return entry.existing() == null ? null : entry.existing().problemNo();
    }

    static boolean isUndecided(ImportPlan.Step step) {
        return !step.similar().isEmpty() && !step.isDecided();
    }

    private static ImportRow item(ImportPlan.Step step, String problemNo) {
        NewProblem problem = step.row().problem();
        return new ImportRow(step.row().number(), step.state(), problem.title(), problemNo, problem.dueOn(), problem.dueText(),
                problem.units(), step.changes(), step.addedUnits(), step.keptUnits(), fieldErrors(step),
                step.row().notes(), step.similar(), step.isDecided());
    }

    /** Returns the whole result. {@code confirmedPlan} is the token of the preview that was confirmed; null for a preview. */
    static Result result(ImportPurposes.Where where, Round round, List<ImportPlan.Entry> sound, List<ImportPlan.Step> steps,
                         List<ImportRow> items, List<LeftOut> leftOut, List<String> unlisted, String confirmedPlan) {
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> collective = new LinkedHashSet<>();
        items.forEach(row -> row.units().forEach(unit -> {
            if (unit.state() == Unit.State.UNKNOWN) {
                unknown.add(unit.text());
            } else if (unit.state() == Unit.State.COLLECTIVE) {
                collective.add(unit.text());
            }
        }));
        List<CellError> errors = steps.stream().flatMap(step -> step.errors().stream()).toList();
        List<ImportRow> named = new ArrayList<>();
        int left = FieldError.MOST;
        for (ImportRow item : items) {
            named.add(item.withErrors(left));
            left -= Math.min(left, item.errors().size());
        }
        List<ImportPlan.Step> taken = sound.stream().flatMap(entry -> entry.steps().stream()).toList();
        return new Result(where.round(), round.startsOn(), round.endsOn(), where.target().county(), confirmedPlan != null, items.size(),
                sound.stream().filter(entry -> entry.existing() == null).count(),
                sound.stream().filter(entry -> entry.existing() != null && !entry.changes().isEmpty()).count(),
                taken.stream().mapToLong(step -> step.addedUnits().size()).sum(),
                taken.stream().filter(step -> step.isNewFinding() && step.state() != RowState.NEW).count(),
                items.stream().filter(row -> row.state() == RowState.UNCHANGED).count(), List.copyOf(unknown), List.copyOf(collective),
                named, errors.stream().limit(FieldError.MOST).toList(), Math.max(0, errors.size() - FieldError.MOST), leftOut,
                steps.stream().filter(ImportResults::isUndecided).count(), unlisted,
                confirmedPlan != null ? confirmedPlan : token(round, items, unlisted));
    }

    /** Returns a digest that is equal for plans with the same effect. Plans are only compared by it; it protects nothing. */
    private static String token(Round round, List<ImportRow> items, List<String> unlisted) {
        return DigestUtils.md5DigestAsHex((round + "\n" + items + "\n" + unlisted).getBytes(StandardCharsets.UTF_8));
    }

    static List<FieldError> fieldErrors(ImportPlan.Step step) {
        return step.errors().stream().map(CellError::asFieldError).toList();
    }
}
