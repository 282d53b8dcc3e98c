package org.shouwang.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitState;
import org.shouwang.deadline.Urgings;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.notice.Notice;
import org.shouwang.notice.Notices;
import org.shouwang.notice.Objection;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.IdNumber;
import org.springframework.stereotype.Component;

/** Returns the facts of a case that the forms of its tasks show. */
@Component
public class CaseFacts {

    private static final Set<String> SENT_BACK = Set.of("RETURN", "DISCREPANT", "UPHELD", "FAILED", "NOT_FEASIBLE");

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final Deadlines deadlines;
    private final Urgings urgings;
    private final Notices notices;
    private final TaskDecisions decisions;
    private final List<CaseReferences> references;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    CaseFacts(CaseFiles cases, CaseKinds kinds, Deadlines deadlines, Urgings urgings, Notices notices,
              TaskDecisions decisions, List<CaseReferences> references, CurrentUsers users, AdjustableClock clock) {
        this.cases = cases;
        this.kinds = kinds;
        this.deadlines = deadlines;
        this.urgings = urgings;
        this.notices = notices;
        this.decisions = decisions;
        this.references = references;
        this.users = users;
        this.clock = clock;
    }

    /**
     * @param caseNo the case's number
     * @return the facts that the forms of the case's tasks and of its notice's tasks show
     */
    public Map<String, Object> of(String caseNo) {
        CaseFile item = cases.get(caseNo);
        Map<String, Object> facts = new HashMap<>();
        facts.put("caseNo", caseNo);
        facts.put("caseLink", "/cases/" + caseNo);
        facts.put("villageName", cases.villageOf(item).fullName());
        facts.put("headName", kinds.of(item).nameOf(item));
        facts.put("headIdMasked", item.headIdNumber() == null ? null : IdNumber.masked(item.headIdNumber()));
        facts.put("limitText", limitText(item));
        facts.put("history", history(caseNo));
        List<Notice> posted = notices.of(caseNo);
        if (!posted.isEmpty()) {
            facts.put("noticeFacts", noticeFacts(caseNo, posted));
        }
        facts.putAll(kinds.of(item).formFactsOf(item));
        return facts;
    }

    /**
     * Returns the reason why a case was sent back to a task.
     *
     * @param caseNo    the case's number
     * @param elementId the element id of the task at the home to which cases are sent back
     * @return the reason, or null if the case was not sent back since the task was last done
     */
    public String returnReason(String caseNo, String elementId) {
        return returnReason(caseNo, elementId, List.of(), List.of());
    }

    /**
     * Returns why a case came back to a task whose later tasks may have decisions of their own that send it back.
     *
     * @param caseNo    the case's number
     * @param elementId the element id of the task
     * @param later     the element ids of the tasks behind it, of which any decision counts as sending back
     * @param anew      the element ids of tasks with which a case begins anew, so that nothing before them sent it back
     * @return the reason as {@link #returnReason(String, String)}
     */
    public String returnReason(String caseNo, String elementId, List<String> later, List<String> anew) {
        List<TaskDecision> past = decisions.of(caseNo).stream().filter(TaskDecision::stands).toList();
        TaskDecision back = null;
        for (int i = past.size() - 1; i >= 0 && !past.get(i).elementId().equals(elementId) && !anew.contains(past.get(i).elementId()); i--) {
            TaskDecision decision = past.get(i);
            boolean sentBack = decision.outcome() != null && SENT_BACK.contains(decision.outcome());
            // Of a task that several posts do, the one that sent it back says why, not the one that came last.
            if (back == null ? sentBack || decision.outcome() != null && later.contains(decision.elementId())
                    : sentBack && decision.elementId().equals(back.elementId())) {
                back = decision;
            }
            if (sentBack) {
                break;
            }
        }
        return back == null ? null : back.elementName() + "：" + (back.opinion() == null ? back.outcomeText() : back.opinion());
    }

    private String limitText(CaseFile item) {
        boolean unlimited = kinds.of(item).limitOf(item.status()) == null && item.status().isOpen();
        String text = deadlines.of(item.caseNo()).stream().filter(Limit::isPressing).findFirst()
                .map(limit -> limit.rule().title() + "应于 " + limit.dueOn() + " 前完成（含当日），"
                        + deadlines.timeLeft(limit).told()
                        + (limit.state(clock.instant()) == LimitState.UNREACHABLE ? "，按期已不可能完成，可申请延期" : ""))
                .orElse(unlimited ? "文件没有规定办理期限，请及时办理" : "已作出决定，无在办时限");
        StringBuilder withNotes = new StringBuilder(text);
        List<Urgings.Urging> urged = urgings.openOf(item.caseNo());
        if (!urged.isEmpty()) {
            Urgings.Urging latest = urged.get(urged.size() - 1);
            withNotes.append("；【催办】").append(users.displayName(latest.urgedBy())).append("（")
                    .append(ChinaTime.minuteText(latest.urgedAt())).append("）：").append(latest.note())
                    .append(urged.size() == 1 ? "" : "（共催办 " + urged.size() + " 次，这是最近一次）");
        }
        return withNotes.toString();
    }

    private List<Map<String, Object>> history(String caseNo) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (TaskDecision decision : decisions.of(caseNo)) {
            rows.add(FormRows.row("step", decision.elementName(), "by", decision.by(users.displayName(decision.decidedBy())),
                    "on", ChinaTime.minuteText(decision.decidedAt()),
                    "outcome", (decision.outcomeText() == null ? "已办结" : decision.outcomeText()) + (decision.stands() ? "" : "（已撤回）"),
                    "opinion", decision.opinion()));
        }
        references.forEach(each -> each.of().apply(caseNo).forEach(record ->
                rows.add(FormRows.row("step", each.title(), "by", null, "on", record.day().toString(),
                        "outcome", "见 " + record.number(), "opinion", null, "address", record.address()))));
        return rows;
    }

    /**
     * Returns the facts of the latest notice, then the earlier notices and all objections, so that nobody decides without
     * knowing them.
     */
    private List<Map<String, Object>> noticeFacts(String caseNo, List<Notice> posted) {
        Notice notice = posted.get(posted.size() - 1);
        Map<Notice, List<Objection>> objections = new LinkedHashMap<>();
        posted.forEach(each -> objections.put(each, notices.objectionsOf(each.id(), caseNo)));
        int against = objections.get(notice).size();
        List<Map<String, Object>> rows = new ArrayList<>(List.of(FormRows.fact("公示编号", notice.noticeNo()),
                FormRows.fact("张贴地点", notice.postedAt()), FormRows.fact("公示期", period(notice)),
                FormRows.fact("异议", against == 0 ? "无" : against + " 件"), FormRows.fact("结果", result(notice))));
        for (Notice earlier : posted.subList(0, posted.size() - 1)) {
            rows.add(FormRows.fact("此前公示", earlier.noticeNo() + "，" + period(earlier) + "，" + result(earlier)));
        }
        objections.forEach((each, said) -> said.forEach(objection -> rows.add(FormRows.fact("对 " + each.noticeNo() + " 的异议",
                objection.statement() + "；" + (objection.outcome() == null ? "核查处理中"
                        : objection.outcome().title() + "：" + objection.opinion())))));
        return rows;
    }

    private static String period(Notice notice) {
        return notice.postedFrom() + " 至 " + notice.endsOn();
    }

    private static String result(Notice notice) {
        return notice.isOpen() ? "公示中" : notice.outcome().title();
    }
}
