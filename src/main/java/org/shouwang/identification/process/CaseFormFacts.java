package org.shouwang.identification.process;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.comparison.Comparisons;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitState;
import org.shouwang.deadline.Urgings;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.household.AmountItem;
import org.shouwang.household.Guarantee;
import org.shouwang.household.Member;
import org.shouwang.household.Risk;
import org.shouwang.household.Survey;
import org.shouwang.household.SurveyFacts;
import org.shouwang.household.Weighing;
import org.shouwang.identification.Identification;
import org.shouwang.identification.IdentificationCase;
import org.shouwang.notice.Notice;
import org.shouwang.notice.Notices;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.IdNumber;
import org.springframework.stereotype.Component;

/** Projects what is on record of a case into the forms of its tasks, as people read it. */
@Component
class CaseFormFacts {

    private final Identification identification;
    private final Comparisons comparisons;
    private final Deadlines deadlines;
    private final Urgings urgings;
    private final Notices notices;
    private final TaskDecisions decisions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    CaseFormFacts(Identification identification, Comparisons comparisons, Deadlines deadlines, Urgings urgings,
                  Notices notices, TaskDecisions decisions, CurrentUsers users, AdjustableClock clock) {
        this.identification = identification;
        this.comparisons = comparisons;
        this.deadlines = deadlines;
        this.urgings = urgings;
        this.notices = notices;
        this.decisions = decisions;
        this.users = users;
        this.clock = clock;
    }

    Map<String, Object> of(String caseNo) {
        IdentificationCase item = identification.get(caseNo);
        Map<String, Object> facts = new HashMap<>();
        facts.put("caseNo", caseNo);
        facts.put("caseLink", "/cases/" + caseNo);
        facts.put("villageName", identification.villageOf(item).fullName());
        facts.put("headName", item.headName());
        facts.put("headIdMasked", IdNumber.masked(item.headIdNumber()));
        facts.put("sourceText", item.source().title());
        facts.put("foundOn", item.foundOn());
        facts.put("riskDescription", item.riskDescription());
        facts.put("limitText", limitText(caseNo));
        facts.put("history", history(caseNo));
        identification.findSurveyOf(caseNo).ifPresent(survey -> addSurvey(facts, survey));
        facts.put("findings", comparisons.latestOf(caseNo).stream().map(finding -> row(
                "dataset", finding.kind().title(), "asOf", finding.asOf() == null ? "—" : finding.asOf().toString(),
                "member", finding.memberName() == null ? "—" : finding.memberName(), "finding", finding.detail())).toList());
        List<Notice> posted = notices.of(caseNo);
        if (!posted.isEmpty()) {
            facts.put("noticeFacts", noticeFacts(posted.get(posted.size() - 1)));
        }
        return facts;
    }

    private String limitText(String caseNo) {
        LocalDate today = clock.today();
        String text = deadlines.of(caseNo).stream().filter(Limit::isPressing).findFirst()
                .map(limit -> limit.rule().title() + "应于 " + limit.dueOn() + " 前完成（含当日），"
                        + (limit.daysLeft(today) < 0 ? "已超期 " + -limit.daysLeft(today) + " 天"
                        : "还剩 " + limit.daysLeft(today) + " 天")
                        + (limit.state(clock.instant()) == LimitState.UNREACHABLE ? "，按期已不可能完成，可申请延期" : ""))
                .orElse("已作出决定，无在办时限");
        StringBuilder withNotes = new StringBuilder(text);
        urgings.openOf(caseNo).forEach(urging -> withNotes.append("；【催办】").append(users.displayName(urging.urgedBy()))
                .append("（").append(ChinaTime.minuteText(urging.urgedAt())).append("）：").append(urging.note()));
        return withNotes.toString();
    }

    private List<Map<String, Object>> history(String caseNo) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (TaskDecision decision : decisions.of(caseNo)) {
            rows.add(row("step", decision.elementName(), "by", users.displayName(decision.decidedBy()),
                    "on", ChinaTime.minuteText(decision.decidedAt()),
                    "outcome", decision.outcomeText() == null ? "已办结" : decision.outcomeText(),
                    "opinion", decision.opinion() == null ? "" : decision.opinion()));
        }
        return rows;
    }

    private static void addSurvey(Map<String, Object> facts, Survey survey) {
        SurveyFacts found = survey.facts();
        Weighing weighing = survey.weighing();
        facts.put("householdFacts", householdFacts(found));
        facts.put("memberList", found.members().stream().map(CaseFormFacts::memberRow).toList());
        facts.put("suggestionText", weighing.atRisk() ? "建议认定为存在返贫致贫风险" : "不建议仅据此认定为存在风险");
        facts.put("categoryText", weighing.category().title());
        facts.put("weighingReason", weighing.reason());
        facts.put("lineText", lineText(found, weighing));
    }

    private static String lineText(SurveyFacts found, Weighing weighing) {
        String line = "参考线：人均年纯收入 " + money(weighing.line()) + " 元（" + weighing.lineFrom().getYear() + " 年标准）";
        return weighing.lineFrom().getYear() == found.verifiedOn().getYear() ? line
                : line + "；" + found.verifiedOn().getYear() + " 年标准尚未录入，暂用最近一年的标准";
    }

    private static List<Map<String, Object>> householdFacts(SurveyFacts found) {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(row("item", "核实日期", "value", found.verifiedOn().toString()));
        rows.add(row("item", "户类型", "value", found.registeredKind().title()));
        rows.add(row("item", "家庭人口／有劳动能力", "value", found.members().size() + " 人／" + found.ableToWork() + " 人"));
        rows.add(row("item", "人均年纯收入", "value", money(found.incomePerHead()) + " 元"
                + (found.incomePerHeadLastYear() == null ? "" : "（上年 " + money(found.incomePerHeadLastYear()) + " 元）")));
        rows.add(row("item", "家庭年纯收入", "value", money(found.netIncome()) + " 元"));
        for (AmountItem item : AmountItem.values()) {
            rows.add(row("item", item.title(), "value", money(found.amounts().get(item)) + " 元"));
        }
        for (Guarantee guarantee : Guarantee.values()) {
            rows.add(row("item", guarantee.title(), "value", found.guarantees().contains(guarantee) ? "是" : "否"));
        }
        rows.add(row("item", "近12个月突发事件", "value", found.suddenEvent().title()));
        rows.add(row("item", "返贫致贫风险", "value", String.join("、", found.risks().stream().map(Risk::title).toList())));
        rows.add(row("item", "风险说明", "value", found.riskStatement()));
        return rows;
    }

    private static Map<String, Object> memberRow(Member member) {
        return row("name", member.name(), "idMasked", IdNumber.masked(member.idNumber()),
                "relation", member.relation().title(), "health", member.health().title(),
                "labour", member.labour().title(), "schooling", member.schooling().title());
    }

    private List<Map<String, Object>> noticeFacts(Notice notice) {
        long objections = notices.objectionsOf(notice.id()).size();
        return List.of(row("item", "公示编号", "value", notice.noticeNo()),
                row("item", "张贴地点", "value", notice.postedAt()),
                row("item", "公示期", "value", notice.postedFrom() + " 至 " + notice.endsOn()),
                row("item", "异议", "value", objections == 0 ? "无" : objections + " 件"),
                row("item", "结果", "value", notice.isOpen() ? "公示中" : notice.outcome().title()));
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(2).toPlainString();
    }

    /** One row of a list in a form: keys and values in turn, kept in this order. */
    static Map<String, Object> row(Object... keysAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            row.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return row;
    }
}
