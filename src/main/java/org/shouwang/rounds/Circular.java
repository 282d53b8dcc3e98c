package org.shouwang.rounds;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.casefile.FormRows;
import org.shouwang.paper.CasePaperFacts;
import org.shouwang.paper.PaperFormat;
import org.shouwang.paper.PaperShelf;
import org.shouwang.problems.ProblemStatus;
import org.shouwang.problems.Problems;
import org.shouwang.problems.RectificationRoundProcess;
import org.shouwang.problems.Round;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Service;

/**
 * Makes the circular of a round (整改情况通报): figures, ranking, failed re-checks and problems that are still open (DA-2).
 */
@Service
public class Circular {

    private static final String KIND = "circular";
    private static final String NOTHING = "无";

    private final RoundReport report;
    private final Sampling sampling;
    private final Problems problems;
    private final PaperShelf shelf;
    private final AdjustableClock clock;

    Circular(RoundReport report, Sampling sampling, Problems problems, PaperShelf shelf, AdjustableClock clock) {
        this.report = report;
        this.sampling = sampling;
        this.problems = problems;
        this.shelf = shelf;
        this.clock = clock;
    }

    /**
     * Takes the circular of a round out as it stands today. An open round gives a draft, which changes with each day.
     *
     * @param round  a round whose circular the user who has signed in may see
     * @param format the format
     * @return the file
     */
    public PaperShelf.DocumentFile take(Round round, PaperFormat format) {
        PaperShelf.Kind circular = new PaperShelf.Kind(KIND, "整改情况通报", RectificationRoundProcess.KEY + "/documents/circular.docx", null,
                () -> model(round));
        return shelf.take(round.number(), Post.CITY.regionCode(), List.of(circular), KIND, format, null);
    }

    private Map<String, Object> model(Round round) {
        Map<ProblemStatus, Long> statuses = report.statuses(round.code());
        List<RoundReport.UnitProgress> units = report.progress(round.code());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("roundName", round.name());
        model.put("circularNo", round.open() ? "（草稿，尚未印发）" : round.circularNo());
        model.put("startsOn", round.startsOn());
        model.put("endsOn", round.endsOn());
        LocalDate until = round.issuedOn() == null ? clock.today() : round.issuedOn();
        model.put("until", until);
        model.put("all", statuses.values().stream().mapToLong(Long::longValue).sum());
        model.put("struckOff", statuses.get(ProblemStatus.STRUCK_OFF));
        model.put("inRecheck", statuses.get(ProblemStatus.IN_RECHECK));
        model.put("awaitingSample", statuses.get(ProblemStatus.AWAITING_SAMPLE));
        model.put("inRectification", statuses.get(ProblemStatus.IN_RECTIFICATION));
        model.put("longTerm", statuses.get(ProblemStatus.LONG_TERM));
        model.put("regions", ranking(units.stream().filter(unit -> unit.role() != Role.DEPARTMENT).toList()));
        model.put("departments", ranking(units.stream().filter(unit -> unit.role() == Role.DEPARTMENT).toList()));
        List<Sampling.Draw> draws = sampling.of(round.code());
        model.put("draws", draws.isEmpty() ? "没有抽样复核。" : draws.stream().map(Circular::drawn).collect(Collectors.joining("\n")));
        model.put("failed", rows(report.failed(round.code()).stream().map(each -> FormRows.row("problemNo", each.problemNo(), "county", each.county(),
                "title", each.title(), "units", each.units(), "opinion", each.opinion(), "rectifyBy", each.rectifyBy())).toList(),
                "title", "problemNo", "county", "units", "opinion", "rectifyBy"));
        model.put("open", rows(problems.select("p.round = :round and p.status <> 'STRUCK_OFF' order by p.id", Map.of("round", round.code())).stream()
                .map(each -> FormRows.row("problemNo", each.problemNo(), "title", each.title(), "units", each.unitsText(), "dueOn", each.dueOn(),
                        "status", each.status().title())).toList(), "title", "problemNo", "units", "dueOn", "status"));
        model.put("conclusion", round.conclusion() == null ? "（印发时填写）" : round.conclusion());
        return model;
    }

    private static String drawn(Sampling.Draw draw) {
        return "第 " + draw.number() + " 次抽样：从 " + draw.items().size() + " 个核查通过的问题中抽取 "
                + draw.items().stream().filter(Sampling.Item::drawn).count() + " 个，随机种子 " + draw.seed() + "；通过 "
                + draw.items().stream().filter(item -> "PASSED".equals(item.outcome())).count() + " 个，不通过 "
                + draw.items().stream().filter(item -> "FAILED".equals(item.outcome())).count() + " 个。";
    }

    private static List<Map<String, Object>> ranking(List<RoundReport.UnitProgress> units) {
        return rows(units.stream().map(unit -> FormRows.row("name", unit.name(), "lines", unit.lines(), "passed", unit.passed(),
                "struckOff", unit.struckOff(), "share", unit.struckOffShare() + "%", "overdue", unit.overdue(), "returned", unit.returned(),
                "notPassed", unit.failed())).toList(), "name", "lines", "passed", "struckOff", "share", "overdue", "returned", "notPassed");
    }

    /** Returns the rows with their numbers, or a row that says that there are none. */
    private static List<Map<String, Object>> rows(List<Map<String, Object>> rows, String first, String... others) {
        return !rows.isEmpty() ? CasePaperFacts.numbered(rows, 0) : CasePaperFacts.numbered(List.of(FormRows.row(first, NOTHING)), 1, others);
    }
}
