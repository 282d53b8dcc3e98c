package org.shouwang.batch;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitState;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.notice.Notice;
import org.shouwang.notice.Notices;
import org.shouwang.notice.Objection;
import org.shouwang.region.Village;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/** Tells in a line what decides a case: who it is about, what the product suggests, what others said before, until when. */
@Component
public class CaseBriefs {

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final TaskDecisions decisions;
    private final Notices notices;
    private final Deadlines deadlines;
    private final AdjustableClock clock;

    CaseBriefs(CaseFiles cases, CaseKinds kinds, TaskDecisions decisions, Notices notices, Deadlines deadlines, AdjustableClock clock) {
        this.cases = cases;
        this.kinds = kinds;
        this.decisions = decisions;
        this.notices = notices;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * A case in a line.
     *
     * @param caseNo      the case's number
     * @param headName    the name of the head of household
     * @param villageName the names of township and village
     * @param advice      what the product suggests and why; null if it suggests nothing
     * @param compared    what the comparison found and did not compare; null if nothing was compared
     * @param warnings    what a decider should read first
     * @param said        what was decided before, the latest decision of each step
     * @param notice      how the latest notice ended; null if nothing was posted
     * @param dueOn       the last day of the running limit; null if no limit runs
     * @param state       the state of the running limit; null if no limit runs
     * @param statusText  how the case stands, in its kind's words
     */
    public record CaseBrief(String caseNo, String headName, String villageName, String advice, String compared, List<String> warnings,
                            List<String> said, String notice, LocalDate dueOn, LimitState state, String statusText) {
    }

    /**
     * @param caseNo the number of an existing case that the user may see
     * @return the case in a line
     */
    public CaseBrief of(String caseNo) {
        CaseFile item = cases.get(caseNo);
        CaseKind kind = kinds.of(item);
        Village village = cases.villageOf(item);
        Map<String, Object> facts = kind.formFactsOf(item);
        String advice = Stream.of("categoryText", "suggestionText", "weighingReason").map(facts::get)
                .filter(text -> text != null && !text.toString().isBlank()).map(Object::toString).collect(Collectors.joining("；"));
        Optional<Limit> limit = deadlines.of(caseNo).stream().filter(Limit::isPressing).findFirst();
        return new CaseBrief(caseNo, item.headName(), village.townshipName() + village.name(), advice.isEmpty() ? null : advice,
                (String) facts.get("comparedText"), kind.warningsOf(item), said(caseNo), noticeOf(caseNo).orElse(null),
                limit.map(Limit::dueOn).orElse(null), limit.map(each -> each.state(clock.instant())).orElse(null),
                kinds.statusText(item));
    }

    private List<String> said(String caseNo) {
        Map<String, TaskDecision> latest = new LinkedHashMap<>();
        decisions.of(caseNo).stream().filter(decision -> decision.outcomeText() != null && decision.stands()).forEach(decision -> {
            latest.remove(decision.elementId());
            latest.put(decision.elementId(), decision);
        });
        return latest.values().stream().map(decision -> decision.elementName() + "：" + decision.outcomeText()
                + (decision.actedFor() == null ? "" : "，" + decision.actedFor()) + (decision.opinion() == null ? "" : "（" + decision.opinion() + "）")).toList();
    }

    /**
     * Tells how a case's latest notice stands, with the objections to it.
     *
     * @param caseNo the number of an existing case
     * @return the text; empty if no notice was posted
     */
    public Optional<String> noticeOf(String caseNo) {
        return notices.of(caseNo).stream().reduce((first, second) -> second).map(notice -> told(caseNo, notice));
    }

    private String told(String caseNo, Notice notice) {
        List<Objection> objections = notices.objectionsOf(notice.id(), caseNo);
        if (objections.isEmpty()) {
            return notice.isOpen() ? "公示中，暂无异议" : "公示期满，无异议";
        }
        Map<String, Long> answered = objections.stream().collect(Collectors.groupingBy(
                objection -> objection.outcome() == null ? "待核查处理" : objection.outcome().title(), TreeMap::new, Collectors.counting()));
        return (notice.isOpen() ? "公示中" : notice.outcome().title()) + "，公示异议 " + objections.size() + " 件："
                + answered.entrySet().stream().map(each -> each.getKey() + " " + each.getValue() + " 件").collect(Collectors.joining("、"));
    }
}
