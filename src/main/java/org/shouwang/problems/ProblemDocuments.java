package org.shouwang.problems;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shouwang.casefile.FormRows;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.paper.CasePaperFacts;
import org.shouwang.paper.PaperFormat;
import org.shouwang.paper.PaperShelf;
import org.shouwang.region.Region;
import org.shouwang.region.Regions;
import org.springframework.stereotype.Service;

/**
 * The papers of a problem (DA-1, DA-2), with those lines that the user who has signed in may see: a unit has papers of its own
 * work, county and city of all of it.
 */
@Service
public class ProblemDocuments {

    private final Problems problems;
    private final Rounds rounds;
    private final ProblemFacts facts;
    private final TaskDecisions decisions;
    private final Regions regions;
    private final PaperShelf shelf;

    ProblemDocuments(Problems problems, Rounds rounds, ProblemFacts facts, TaskDecisions decisions, Regions regions, PaperShelf shelf) {
        this.problems = problems;
        this.rounds = rounds;
        this.facts = facts;
        this.decisions = decisions;
        this.regions = regions;
        this.shelf = shelf;
    }

    /** What a user may see of a problem: the papers of a part of it have a number of their own. */
    private record Part(Problem problem, List<ProblemLine> lines, String subject) {
    }

    /**
     * @param problemNo a problem's number; may be anything that a user typed
     * @return the papers of the problem, with those that cannot be made yet
     * @throws org.shouwang.shared.NotFoundException if the user may see no such problem
     */
    public List<PaperShelf.Document> of(String problemNo) {
        Part part = part(problemNo);
        return shelf.list(part.subject(), kinds(part));
    }

    /**
     * Makes a paper of a problem, or finds the kept one if nothing has changed since, and takes it out, which is put on record.
     *
     * @param problemNo a problem's number; may be anything that a user typed
     * @param kind      a kind of paper; may be anything that a user typed
     * @param format    the format
     * @param version   a kept version, or null for the paper as it is now
     * @return the file
     * @throws org.shouwang.shared.NotFoundException if the user may see no such problem, or it has no such paper, or not yet
     */
    public PaperShelf.DocumentFile take(String problemNo, String kind, PaperFormat format, Integer version) {
        Part part = part(problemNo);
        return shelf.take(part.subject(), part.problem().countyCode(), kinds(part), kind, format, version);
    }

    private Part part(String problemNo) {
        Problem problem = problems.visible(problemNo);
        List<ProblemLine> seen = problems.visibleLinesOf(problem);
        boolean all = seen.size() == problems.linesOf(problem.id()).size();
        return new Part(problem, seen, all ? problem.problemNo()
                : problem.problemNo() + "/" + seen.stream().map(ProblemLine::reference).collect(Collectors.joining("-")));
    }

    private List<PaperShelf.Kind> kinds(Part part) {
        List<ProblemLine> lines = part.lines();
        return List.of(
                kind("assignment-notice", "问题交办通知", lines.isEmpty() ? "没有您可以查看的责任单位" : null, part, this::assigned),
                kind("rectification-plan", "整改方案", lines.stream().anyMatch(line -> line.plan() != null) ? null : "责任单位尚未报送整改方案", part, this::planned),
                kind("rectification-report", "整改报告", lines.stream().anyMatch(line -> line.result() != null) ? null : "责任单位尚未报送整改结果", part, this::reported),
                kind("strike-off", "问题销号表", !lines.isEmpty() && lines.stream().allMatch(line -> line.status() == LineStatus.PASSED) ? null
                        : "县级核查尚未通过", part, this::struckOff));
    }

    private PaperShelf.Kind kind(String kind, String title, String lacking, Part part, Function<Part, Map<String, Object>> model) {
        return new PaperShelf.Kind(kind, title, Problems.PROCESS + "/documents/" + kind + ".docx", lacking, () -> model.apply(part));
    }

    private Map<String, Object> problem(Part part, Function<ProblemLine, Map<String, Object>> row) {
        Problem problem = part.problem();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("problemNo", problem.problemNo());
        model.put("round", rounds.get(problem.round()).name());
        model.put("county", regions.find(problem.countyCode()).map(Region::name).orElseThrow());
        model.put("foundIn", problem.foundIn());
        model.put("aspect", problem.aspect());
        model.put("problemTitle", problem.title());
        model.put("description", problem.description());
        model.put("dueOn", problem.dueOn());
        model.put("lines", CasePaperFacts.numbered(part.lines().stream().map(row).toList(), 0));
        return model;
    }

    private Map<String, Object> assigned(Part part) {
        Problem problem = part.problem();
        LocalDate planBy = rounds.get(problem.round()).planBy();
        Map<String, Object> model = problem(part, line -> FormRows.row("unit", facts.nameOf(line), "planBy", planBy, "dueOn", problem.dueOn()));
        model.put("units", part.lines().stream().map(facts::nameOf).distinct().collect(Collectors.joining("、")));
        model.put("planBy", planBy);
        model.put("proposed", problem.measures());
        model.put("dueText", problem.dueText());
        return model;
    }

    private Map<String, Object> planned(Part part) {
        return problem(part, line -> FormRows.row("unit", facts.nameOf(line), "plan", line.plan(), "measures", line.measures(),
                "plannedOn", line.plannedOn(), "planFiledOn", line.planFiledOn()));
    }

    private Map<String, Object> reported(Part part) {
        return problem(part, line -> FormRows.row("unit", facts.nameOf(line), "measures", line.measures(), "result", line.result(),
                "rectifiedOn", line.rectifiedOn(), "evidence", line.evidence(),
                "longTerm", (line.longTermUntil() == null ? "" : "长期整改至" + line.longTermUntil() + "。") + (line.mechanism() == null ? "" : line.mechanism())));
    }

    private Map<String, Object> struckOff(Part part) {
        Map<String, Object> model = problem(part, line -> FormRows.row("unit", facts.nameOf(line), "result", line.result(),
                "rectifiedOn", line.rectifiedOn(), "evidence", line.evidence(), "status", line.status().title(), "verifiedOn", line.verifiedOn()));
        model.put("statusText", part.problem().status().title());
        model.put("struckOffOn", part.problem().struckOffOn());
        model.put("opinions", CasePaperFacts.numbered(decisions.of(part.problem().problemNo()).stream().filter(decision -> decision.opinion() != null)
                .map(decision -> FormRows.row("step", decision.elementName(), "outcome", decision.outcomeText(), "opinion", decision.opinion()))
                .toList(), 3, "step", "outcome", "opinion"));
        return model;
    }
}
