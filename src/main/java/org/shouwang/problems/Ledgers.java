package org.shouwang.problems;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.springframework.stereotype.Service;

/** The ledgers (台账) in the exact columns of annex 1 and annex 2 (DA-4), with the problems that the user may see. */
@Service
public class Ledgers {

    private static final List<String> FORM_1 = List.of("序号", "方面", "具体问题", "问题表现", "整改措施简述", "整改时限", "责任单位", "整改结果");
    private static final List<String> FORM_2 = List.of("序号1", "方面", "具体问题", "问题表现", "序号2", "对照排查发现具体问题描述",
            "对照排查发现问题整改措施", "整改时限", "责任单位", "整改结果", "是否销号");

    private final Problems problems;
    private final Findings findings;
    private final ProblemFacts facts;

    Ledgers(Problems problems, Findings findings, ProblemFacts facts) {
        this.problems = problems;
        this.findings = findings;
        this.facts = facts;
    }

    /**
     * A ledger.
     *
     * @param header the names of the columns
     * @param rows   the rows; cells are texts, whole numbers, days or null
     */
    public record Ledger(List<String> header, List<List<Object>> rows) {
    }

    /**
     * Returns the part of a ledger that the user who has signed in may see.
     *
     * @param round  the round's code
     * @param form   1 or 2, for the annex; may be anything that a user typed
     * @param county a county's code, or null or blank for all counties
     * @param region a township's or village's code, or null or blank for all
     * @param unit   the group of a unit's post, or null or blank for all units
     * @throws InvalidInputException if the form or the round is invalid
     */
    public Ledger of(String round, String form, String county, String region, String unit) {
        FieldErrors errors = new FieldErrors();
        String code = ProblemEntry.round(errors, round);
        if (!List.of("1", "2").contains(form)) {
            errors.add("form", "表式", "须为 1（附件1）或 2（附件2）");
        }
        errors.throwIfAny();
        Map<String, Object> params = new LinkedHashMap<>(Map.of("round", code));
        StringBuilder where = new StringBuilder("p.round = :round and ").append(problems.reach(params));
        if (given(county)) {
            where.append(" and p.county_code = :county");
            params.put("county", county.strip());
        }
        if (given(unit)) {
            where.append(" and exists (select 1 from shouwang.problem_line l where l.problem_id = p.id and l.group_id = :unit)");
            params.put("unit", unit.strip());
        }
        if (given(region)) {
            where.append(" and (exists (select 1 from shouwang.problem_finding f where f.problem_id = p.id and starts_with(f.region_code, :region))"
                    + " or exists (select 1 from shouwang.problem_line l where l.problem_id = p.id and l.group_id = 'township' || :region))");
            params.put("region", region.strip());
        }
        List<Problem> found = problems.select(where + " order by p.id", params);
        return "1".equals(form) ? form1(found) : form2(found, given(region) ? region.strip() : "");
    }

    private Ledger form1(List<Problem> found) {
        List<List<Object>> rows = new ArrayList<>();
        for (Problem problem : found) {
            List<ProblemLine> lines = problems.visibleLinesOf(problem);
            rows.add(Arrays.asList((long) rows.size() + 1, problem.aspect(), problem.title(), problem.description(),
                    measuresOf(problem), problem.dueText() == null ? problem.dueOn() : problem.dueText(), problem.unitsText(), result(problem, lines)));
        }
        return new Ledger(FORM_1, rows);
    }

    private Ledger form2(List<Problem> found, String region) {
        List<List<Object>> rows = new ArrayList<>();
        long number = 0;
        for (Problem problem : found) {
            number++;
            long second = 0;
            List<Finding> own = findings.visibleOf(problem).values().stream()
                    .filter(each -> region.isEmpty() || each.regionCode() != null && each.regionCode().startsWith(region)).toList();
            String off = problem.status() == ProblemStatus.STRUCK_OFF ? "是" : "否";
            if (own.isEmpty()) {
                List<ProblemLine> lines = problems.visibleLinesOf(problem);
                rows.add(Arrays.asList(number, problem.aspect(), problem.title(), problem.description(), null, null, null,
                        problem.dueText() == null ? problem.dueOn() : problem.dueText(), problem.unitsText(), result(problem, lines), off));
            }
            for (Finding finding : own) {
                second++;
                rows.add(Arrays.asList(number, problem.aspect(), problem.title(), problem.description(), second,
                        finding.description(), finding.measures(), finding.dueOn(), finding.unitText(), finding.result(),
                        finding.struckOff() || problem.status() == ProblemStatus.STRUCK_OFF ? "是" : "否"));
            }
        }
        return new Ledger(FORM_2, rows);
    }

    /**
     * Returns the measures as a ledger shows them: those of the lines that the user who has signed in may see, or else those
     * that were registered with the problem.
     *
     * @param problem a problem
     * @return the measures, or null for none
     */
    String measuresOf(Problem problem) {
        String measures = joined(problems.visibleLinesOf(problem), ProblemLine::measures);
        return measures.isEmpty() ? problem.measures() : measures;
    }

    private String result(Problem problem, List<ProblemLine> lines) {
        String reported = joined(lines, ProblemLine::result);
        return reported.isEmpty() ? problem.status().title() : problem.status().title() + "。" + reported;
    }

    private String joined(List<ProblemLine> lines, Function<ProblemLine, String> text) {
        return lines.stream().filter(line -> text.apply(line) != null)
                .map(line -> facts.nameOf(line) + "：" + text.apply(line)).distinct().collect(Collectors.joining("；"));
    }

    private static boolean given(String text) {
        return !Objects.toString(text, "").isBlank();
    }
}
