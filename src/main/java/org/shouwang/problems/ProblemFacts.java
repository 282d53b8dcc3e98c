package org.shouwang.problems;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ChinaTime;
import org.springframework.stereotype.Component;

/** Returns the facts of a problem that the forms of its tasks show. */
@Component
public class ProblemFacts {

    private final Problems problems;
    private final Rectification rectification;
    private final TaskDecisions decisions;
    private final Regions regions;
    private final CurrentUsers users;

    ProblemFacts(Problems problems, Rectification rectification, TaskDecisions decisions, Regions regions, CurrentUsers users) {
        this.problems = problems;
        this.rectification = rectification;
        this.decisions = decisions;
        this.regions = regions;
        this.users = users;
    }

    /**
     * @param problemNo the number of a problem
     * @return the facts that all forms show
     */
    public Map<String, Object> of(String problemNo) {
        Problem problem = problems.get(problemNo);
        Map<String, Object> facts = new HashMap<>();
        facts.put("problemNo", problemNo);
        facts.put("problemLink", "/problems/" + problemNo);
        facts.put("countyName", regions.find(problem.countyCode()).orElseThrow().name());
        facts.put("foundIn", problem.foundIn());
        facts.put("aspect", problem.aspect());
        facts.put("title", problem.title());
        facts.put("description", problem.description());
        facts.put("unitsText", problem.unitsText());
        facts.put("dueText", problem.dueShown());
        return facts;
    }

    /**
     * @param problemNo the number of a problem
     * @param lineId    the id of one of its lines
     * @return the facts that the forms of the line's tasks show
     */
    public Map<String, Object> of(String problemNo, long lineId) {
        Map<String, Object> facts = of(problemNo);
        ProblemLine line = problems.line(lineId);
        facts.put("lineUnit", nameOf(line));
        facts.put("lineDueText", Objects.toString(rectification.dueDays(problemNo).get(line.reference()), null));
        facts.put("returnReason", line.returnReason());
        facts.put("lineFacts", rows(line));
        Problem problem = problems.get(problemNo);
        List<ProblemLine> seen = problems.visibleLinesOf(problem);
        boolean all = seen.size() == problems.linesOf(problem.id()).size();
        List<String> groups = seen.stream().map(ProblemLine::group).toList();
        facts.put("history", history(problemNo, decision -> all || groups.contains(decision.decidedAs())));
        return facts;
    }

    /**
     * @param problemNo the number of a problem
     * @return the facts that the city's form shows: all lines side by side, and the decisions so far
     */
    public Map<String, Object> withAllLines(String problemNo) {
        Map<String, Object> facts = of(problemNo);
        List<Map<String, Object>> rows = new ArrayList<>();
        problems.linesOf(problems.get(problemNo).id()).forEach(line -> rows.add(new LinkedHashMap<>(Map.of("unit", nameOf(line),
                "status", line.status().title(), "result", Objects.toString(line.result(), "—"),
                "evidence", Objects.toString(line.evidence(), "—"),
                "on", Objects.toString(line.rectifiedOn(), "—")))));
        facts.put("lines", rows);
        facts.put("history", history(problemNo, decision -> true));
        return facts;
    }

    /** Returns the decisions that a form shows; who sees one line of several sees only the decisions of its own unit. */
    private List<Map<String, Object>> history(String problemNo, Predicate<TaskDecision> shown) {
        List<Map<String, Object>> history = new ArrayList<>();
        decisions.of(problemNo).stream().filter(shown).forEach(decision -> history.add(new LinkedHashMap<>(Map.of(
                "step", decision.elementName(), "by", decision.by(users.displayName(decision.decidedBy())),
                "on", ChinaTime.minuteText(decision.decidedAt()), "outcome", Objects.toString(decision.outcomeText(), "已办结"),
                "opinion", Objects.toString(decision.opinion(), "")))));
        return history;
    }

    private static List<Map<String, Object>> rows(ProblemLine line) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("整改方案", line.plan());
        values.put("整改措施", line.measures());
        values.put("计划完成", line.plannedOn());
        values.put("整改结果", line.result());
        values.put("完成日期", line.rectifiedOn());
        values.put("佐证材料", line.evidence());
        values.put("限期整改至", line.longTermUntil());
        values.put("长效机制", line.mechanism());
        List<Map<String, Object>> rows = new ArrayList<>();
        values.forEach((item, value) -> {
            if (value != null) {
                rows.add(new LinkedHashMap<>(Map.of("item", item, "value", value.toString())));
            }
        });
        return rows;
    }

    /**
     * @param line a line
     * @return the name of the line's unit
     */
    public String nameOf(ProblemLine line) {
        return line.group() == null ? line.unitText()
                : users.postNames(List.of(line.group())).getOrDefault(line.group(), line.unitText());
    }
}
