package org.shouwang.support;

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
        return done(shouwang.village(), "userTask_verifyHousehold", found);
    }

    /** Lets the county confirm the comparison. */
    public CaseFlow compared() {
        return done(shouwang.county(), "userTask_confirmComparison", Map.of("comparisonOutcome", "CONSISTENT"));
    }

    /** Lets the village preselect the household. */
    public CaseFlow preselected() {
        return done(shouwang.village(), "userTask_preselectAtVillage",
                Map.of("preselectionOutcome", "PRESELECT", "opinion", "村民代表会议同意"));
    }

    /**
     * Lets the village post the notice.
     *
     * @param from the first day of the notice
     */
    public CaseFlow posted(LocalDate from) {
        return done(shouwang.village(), "userTask_postNotice", Map.of("postedAt", "村务公开栏", "postedFrom", from.toString()));
    }

    /**
     * Lets the notice end without an objection.
     *
     * @param clock the clock, which moves on by six days
     */
    public CaseFlow noticeOver(TestClock clock) {
        clock.advanceDays(6);
        awaitTask("userTask_reviewAtTownship");
        return this;
    }

    /** Lets the township approve. */
    public CaseFlow reviewed() {
        return done(shouwang.township(), "userTask_reviewAtTownship",
                Map.of("townshipReviewOutcome", "APPROVE", "opinion", "情况属实"));
    }

    /** Lets the county's department pass the case. */
    public CaseFlow checked() {
        return done(shouwang.county(), "userTask_checkAtCounty", Map.of("countyCheckOutcome", "PASS", "opinion", "材料齐全"));
    }

    /** Lets the county's leading group approve. */
    public CaseFlow approved() {
        return done(shouwang.leader(), "userTask_approveAtCounty",
                Map.of("countyApprovalOutcome", "APPROVE", "opinion", "同意纳入"));
    }

    /** Lets the township announce the result. */
    public CaseFlow announced() {
        return done(shouwang.township(), "userTask_announceResult", Map.of());
    }

    /** Lets the village enter the household in the national system. */
    public CaseFlow entered() {
        return done(shouwang.village(), "userTask_enterSystem", Map.of());
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
