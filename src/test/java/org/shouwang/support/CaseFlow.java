package org.shouwang.support;

import static org.shouwang.identification.MonitoringIdentificationProcess.ANNOUNCE_RESULT;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.shouwang.support.TestPeople.Person;

/** A case of identification on its way through its tasks. Each task is done by a user of the post that has to do it. */
public final class CaseFlow extends Flow<CaseFlow> {

    private final String caseNo;
    private final Person head;
    private final String day;

    CaseFlow(Shouwang shouwang, String caseNo, Person head, String day) {
        super(shouwang);
        this.caseNo = caseNo;
        this.head = head;
        this.day = day;
    }

    /** Returns the case number. */
    @Override
    public String caseNo() {
        return caseNo;
    }

    /** Returns the head of the household. */
    public Person head() {
        return head;
    }

    /** Returns the number of the case's latest notice. */
    public String noticeNo() {
        return view().get("noticeNo");
    }

    /** Returns the case as its village sees it. */
    @Override
    public Answer view() {
        return shouwang.village().view(caseNo);
    }

    /** Returns the keys of the completed tasks, oldest first. */
    public List<String> steps() {
        return view().body().path("steps").findValuesAsText("task");
    }

    /** Returns the case's limit of a rule. */
    public JsonNode limit(String rule) {
        return StreamSupport.stream(view().body().path("limits").spliterator(), false)
                .filter(limit -> limit.path("rule").asText().equals(rule)).findFirst().orElseThrow();
    }

    /** Lets the village find the household at risk. */
    public CaseFlow verified() {
        return verified(Payloads.atRisk(head, day));
    }

    /**
     * Lets the village record a visit.
     *
     * @param found the values that the village fills in
     */
    public CaseFlow verified(Map<String, ?> found) {
        return done(shouwang.village(), VERIFY_HOUSEHOLD, found);
    }

    /** Lets the county confirm the comparison. */
    public CaseFlow compared() {
        return done(shouwang.county(), CONFIRM_COMPARISON, Map.of(COMPARISON_OUTCOME, "CONSISTENT"));
    }

    /** Lets the village preselect the household. */
    public CaseFlow preselected() {
        return done(shouwang.village(), PRESELECT_AT_VILLAGE,
                Map.of(PRESELECTION_OUTCOME, "PRESELECT", "opinion", "村民代表会议同意"));
    }

    /**
     * Lets the village post the notice.
     *
     * @param from the first day of the notice
     */
    public CaseFlow posted(LocalDate from) {
        return done(shouwang.village(), POST_NOTICE, Map.of("postedAt", "村务公开栏", "postedFrom", from.toString()));
    }

    /**
     * Lets the notice end without an objection.
     *
     * @param clock the clock, which moves on by six days
     */
    public CaseFlow noticeOver(TestClock clock) {
        clock.advanceDays(6);
        awaitTask(REVIEW_AT_TOWNSHIP);
        return this;
    }

    /** Lets the township approve. */
    public CaseFlow reviewed() {
        return done(shouwang.township(), REVIEW_AT_TOWNSHIP,
                Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE", "opinion", "情况属实"));
    }

    /** Lets the county's department pass the case. */
    public CaseFlow checked() {
        return done(shouwang.county(), CHECK_AT_COUNTY, Map.of(COUNTY_CHECK_OUTCOME, "PASS", "opinion", "材料齐全"));
    }

    /** Lets the county's leading group approve. */
    public CaseFlow approved() {
        return done(shouwang.leader(), APPROVE_AT_COUNTY,
                Map.of(COUNTY_APPROVAL_OUTCOME, "APPROVE", "opinion", "同意纳入"));
    }

    /** Lets the township announce the result. */
    public CaseFlow announced() {
        return done(shouwang.township(), ANNOUNCE_RESULT, Map.of());
    }

    /** Lets the village enter the household in the national system. */
    public CaseFlow entered() {
        return done(shouwang.village(), ENTER_SYSTEM, Map.of());
    }

    /** Leads the case to a notice that is posted today. */
    public CaseFlow untilNotice(TestClock clock) {
        return verified().compared().preselected().posted(clock.today());
    }

    /** Leads the case to the end of its notice, six days later. */
    public CaseFlow untilReview(TestClock clock) {
        return untilNotice(clock).noticeOver(clock);
    }

    /** Leads the case to the leading group's decision. */
    public CaseFlow untilApproval(TestClock clock) {
        return untilReview(clock).reviewed().checked();
    }
}
