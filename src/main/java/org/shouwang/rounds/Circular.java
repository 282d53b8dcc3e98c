package org.shouwang.rounds;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.data.Documents;
import com.deepoove.poi.data.Paragraphs;
import com.deepoove.poi.data.Rows;
import com.deepoove.poi.data.Tables;
import com.deepoove.poi.data.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shouwang.problems.ProblemStatus;
import org.shouwang.problems.Problems;
import org.shouwang.problems.Round;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Service;

/**
 * Writes the circular of a round (整改情况通报) as a Word file: figures, ranking, failed re-checks and problems that are still open
 * (DA-2).
 */
@Service
public class Circular {

    private static final double INDENT = 2;
    private static final int TITLE_SIZE = 18;

    private final RoundReport report;
    private final Sampling sampling;
    private final Problems problems;
    private final AdjustableClock clock;

    Circular(RoundReport report, Sampling sampling, Problems problems, AdjustableClock clock) {
        this.report = report;
        this.sampling = sampling;
        this.problems = problems;
        this.clock = clock;
    }

    /**
     * Writes the circular of a round as it stands today. An open round gives a draft.
     *
     * @param round a round
     * @return the Word file
     */
    public byte[] write(Round round) {
        Documents.DocumentBuilder document = Documents.of();
        Map<ProblemStatus, Long> statuses = report.statuses(round.code());
        long all = statuses.values().stream().mapToLong(Long::longValue).sum();
        document.addParagraph(Paragraphs.of(Texts.of("关于" + round.name() + "情况的通报").bold().fontSize(TITLE_SIZE).create()).center().create());
        document.addParagraph(Paragraphs.of(round.open() ? "（草稿，尚未印发）" : round.circularNo()).center().create());
        text(document, "整改时间：" + round.startsOn() + " 至 " + round.endsOn() + "；统计截至 "
                + (round.issuedOn() == null ? clock.today() : round.issuedOn()) + "。");
        heading(document, "一、总体情况");
        text(document, "共交办问题 " + all + " 个，同时交办行业部门和县（市、区）。已销号 " + statuses.get(ProblemStatus.STRUCK_OFF)
                + " 个，市级复核中 " + statuses.get(ProblemStatus.IN_RECHECK) + " 个，待市级抽查 "
                + statuses.get(ProblemStatus.AWAITING_SAMPLE) + " 个，整改中 " + statuses.get(ProblemStatus.IN_RECTIFICATION)
                + " 个，长期整改 " + statuses.get(ProblemStatus.LONG_TERM) + " 个。");
        List<RoundReport.UnitProgress> units = report.progress(round.code());
        heading(document, "二、县（市、区）和乡镇（街道）排名");
        ranking(document, units.stream().filter(unit -> unit.role() != Role.DEPARTMENT).toList());
        heading(document, "三、行业部门排名");
        ranking(document, units.stream().filter(unit -> unit.role() == Role.DEPARTMENT).toList());
        heading(document, "四、市级复核");
        List<Sampling.Draw> draws = sampling.of(round.code());
        if (draws.isEmpty()) {
            text(document, "没有抽样复核。");
        }
        draws.forEach(draw -> text(document, "第 " + draw.number() + " 次抽样：从 " + draw.items().size() + " 个核查通过的问题中抽取 "
                + draw.items().stream().filter(Sampling.Item::drawn).count() + " 个，随机种子 " + draw.seed() + "；通过 "
                + draw.items().stream().filter(item -> "PASSED".equals(item.outcome())).count() + " 个，不通过 "
                + draw.items().stream().filter(item -> "FAILED".equals(item.outcome())).count() + " 个。"));
        heading(document, "五、复核不通过的问题");
        List<String[]> failed = new ArrayList<>();
        report.failed(round.code()).forEach(each -> failed.add(new String[] {each.problemNo(), each.county(), each.title(), each.units(),
                each.opinion(), String.valueOf(each.rectifyBy())}));
        table(document, new String[] {"编号", "县（市、区）", "具体问题", "责任单位", "不通过的原因", "重新整改时限"}, failed);
        heading(document, "六、未销号的问题");
        List<String[]> open = new ArrayList<>();
        problems.select("p.round = :round and p.status <> 'STRUCK_OFF' order by p.id", Map.of("round", round.code())).forEach(each ->
                open.add(new String[] {each.problemNo(), each.title(), each.unitsText(), each.dueOn().toString(), each.status().title()}));
        table(document, new String[] {"编号", "具体问题", "责任单位", "整改时限", "状态"}, open);
        heading(document, "七、结论和要求");
        text(document, round.conclusion() == null ? "（印发时填写）" : round.conclusion());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (XWPFTemplate template = XWPFTemplate.create(document.create())) {
            template.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void heading(Documents.DocumentBuilder document, String text) {
        document.addParagraph(Paragraphs.of(Texts.of(text).bold().create()).create());
    }

    private static void text(Documents.DocumentBuilder document, String text) {
        for (String line : text.split("\n")) {
            document.addParagraph(Paragraphs.of(line).indentFirstLine(INDENT).create());
        }
    }

    private static void ranking(Documents.DocumentBuilder document, List<RoundReport.UnitProgress> units) {
        List<String[]> rows = new ArrayList<>();
        units.forEach(unit -> rows.add(new String[] {String.valueOf(rows.size() + 1), unit.name(), String.valueOf(unit.lines()),
                String.valueOf(unit.passed()), String.valueOf(unit.struckOff()), unit.struckOffShare() + "%",
                String.valueOf(unit.overdue()), String.valueOf(unit.returned()), String.valueOf(unit.failed())}));
        table(document, new String[] {"名次", "单位", "交办", "核查通过", "销号", "销号率", "超期", "退回", "复核不通过"}, rows);
    }

    private static void table(Documents.DocumentBuilder document, String[] header, List<String[]> rows) {
        if (rows.isEmpty()) {
            text(document, "无。");
            return;
        }
        Tables.TableBuilder table = Tables.ofA4Width().addRow(Rows.of(header).textBold().center().create());
        rows.forEach(row -> table.addRow(Rows.of(row).create()));
        document.addTable(table.create());
    }
}
