package org.shouwang.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.shouwang.support.TestPeople.Person;

/** One case on its way through its tasks, each done by whose turn it is. */
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

    /** @return the case number */
    @Override
    public String caseNo() {
        return caseNo;
    }

    /** @return the head of the household */
    public Person head() {
        return head;
    }

    /** @return the number of the case's latest notice */
    public String noticeNo() {
        return view().get("noticeNo");
    }

    /** @return the case as its village sees it */
    @Override
    public Answer view() {
        return shouwang.village().view(caseNo);
    }

    /** @return the keys of the completed tasks, oldest first */
    public List<String> steps() {
        return view().body().path("steps").findValuesAsText("task");
    }

    /**
     * @param rule a limit's rule
     * @return the case's limit of this rule
     */
    public JsonNode limit(String rule) {
        return StreamSupport.stream(view().body().path("limits").spliterator(), false)
                .filter(limit -> limit.path("rule").asText().equals(rule)).findFirst().orElseThrow();
    }

    /** @return the case after the village found the household at risk */
    public CaseFlow verified() {
        return verified(Payloads.atRisk(head, day));
    }

    /**
     * @param found what the village found
     * @return the case after the visit
     */
    public CaseFlow verified(Map<String, ?> found) {
        return done(shouwang.village(), "userTask_verifyHousehold", found);
    }

    /** @return the case after the county confirmed the comparison */
    public CaseFlow compared() {
        return done(shouwang.county(), "userTask_confirmComparison", Map.of("comparisonOutcome", "CONSISTENT"));
    }

    /** @return the case after the village preselected the household */
    public CaseFlow preselected() {
        return done(shouwang.village(), "userTask_preselectAtVillage",
                Map.of("preselectionOutcome", "PRESELECT", "opinion", "村民代表会议同意"));
    }

    /**
     * @param from the first day of the notice
     * @return the case after the village posted its notice
     */
    public CaseFlow posted(LocalDate from) {
        return done(shouwang.village(), "userTask_postNotice", Map.of("postedAt", "村务公开栏", "postedFrom", from.toString()));
    }

    /**
     * @param clock the clock that is moved over the five days
     * @return the case after its notice ended without objection
     */
    public CaseFlow noticeOver(TestClock clock) {
        clock.advanceDays(6);
        awaitTask("userTask_reviewAtTownship");
        return this;
    }

    /** @return the case after the township approved */
    public CaseFlow reviewed() {
        return done(shouwang.township(), "userTask_reviewAtTownship",
                Map.of("townshipReviewOutcome", "APPROVE", "opinion", "情况属实"));
    }

    /** @return the case after the county's department passed it */
    public CaseFlow checked() {
        return done(shouwang.county(), "userTask_checkAtCounty", Map.of("countyCheckOutcome", "PASS", "opinion", "材料齐全"));
    }

    /** @return the case after the county's leading group approved */
    public CaseFlow approved() {
        return done(shouwang.leader(), "userTask_approveAtCounty",
                Map.of("countyApprovalOutcome", "APPROVE", "opinion", "同意纳入"));
    }

    /** @return the case after the township announced the result */
    public CaseFlow announced() {
        return done(shouwang.township(), "userTask_announceResult", Map.of());
    }

    /** @return the case after the village entered the household */
    public CaseFlow entered() {
        return done(shouwang.village(), "userTask_enterSystem", Map.of());
    }

    /** @return the case when its notice has been posted today */
    public CaseFlow untilNotice(TestClock clock) {
        return verified().compared().preselected().posted(clock.today());
    }

    /** @return the case when its notice is over, six days later */
    public CaseFlow untilReview(TestClock clock) {
        return untilNotice(clock).noticeOver(clock);
    }

    /** @return the case when the leading group has to decide */
    public CaseFlow untilApproval(TestClock clock) {
        return untilReview(clock).reviewed().checked();
    }
}
