package org.shouwang.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.support.TestPeople.Person;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A household in the register, and the cases that are begun for it. */
public final class HouseholdFlow extends Flow<HouseholdFlow> {

    private final TestClock clock;
    private final String householdNo;
    private final Person head;
    private String caseNo;

    private HouseholdFlow(Shouwang shouwang, TestClock clock, String householdNo, Person head) {
        super(shouwang);
        this.clock = clock;
        this.householdNo = householdNo;
        this.head = head;
    }

    /**
     * @param shouwang the product
     * @param clock    the clock, which goes six days on
     * @return a monitored household of one, recorded with the risk ILLNESS and an income above the line
     */
    public static HouseholdFlow monitored(Shouwang shouwang, TestClock clock) {
        return monitored(shouwang, clock, TestPeople.somebody(), Map.of());
    }

    /**
     * @param shouwang the product
     * @param clock    the clock, which goes six days on
     * @param head     the head of the household
     * @param found    what the visit found otherwise than usual
     * @return a monitored household
     */
    public static HouseholdFlow monitored(Shouwang shouwang, TestClock clock, Person head, Map<String, ?> found) {
        String day = clock.today().toString();
        Map<String, Object> visit = Payloads.atRisk(head, day);
        visit.putAll(found);
        CaseFlow admission = shouwang.newCase(head, day).verified(visit).compared().preselected().posted(clock.today())
                .noticeOver(clock).reviewed().checked().approved().announced().entered();
        return new HouseholdFlow(shouwang, clock, admission.view().get("householdNo"), head);
    }

    /**
     * @param shouwang the product
     * @param clock    the clock, which goes six days on
     * @return a monitored household of one, who is disabled and cannot work
     */
    public static HouseholdFlow withoutLabour(Shouwang shouwang, TestClock clock) {
        Person head = TestPeople.somebody();
        return monitored(shouwang, clock, head, Map.of("members", List.of(Payloads.disabledMember(head, "HEAD"))));
    }

    /**
     * Lets the household be monitored no more, as after an elimination.
     *
     * @param database the product's
     */
    public void nobodyWatches(JdbcClient database) {
        database.sql("update shouwang.household set status = 'ELIMINATED' where household_no = ?").param(householdNo).update();
        database.sql("delete from shouwang.watched_person where household_id = (select id from shouwang.household where household_no = ?)")
                .param(householdNo).update();
    }

    /** @return the household's number */
    public String householdNo() {
        return householdNo;
    }

    /** @return the head of the household */
    public Person head() {
        return head;
    }

    /** @return the number of the case that was begun last */
    @Override
    public String caseNo() {
        return caseNo;
    }

    /**
     * @param begun a case of this household that was begun elsewhere
     * @return the household on with this case
     */
    public HouseholdFlow in(String begun) {
        caseNo = begun;
        return this;
    }

    /**
     * @param who     who begins it
     * @param process the process
     * @return the answer
     */
    public Answer start(Shouwang.Session who, String process) {
        Answer answer = who.post("/api/households/" + householdNo + "/" + process, Map.of("reason", "病情稳定，收入增加"));
        if (answer.status() == 201) {
            caseNo = answer.get("caseNo");
        }
        return answer;
    }

    /** @return the household with an elimination begun by its village */
    public HouseholdFlow eliminationStarted() {
        Answer answer = start(shouwang.village(), "risk-elimination");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return this;
    }

    /** @return the household with a recognition as one without any labour begun by its village */
    public HouseholdFlow recognitionStarted() {
        Answer answer = start(shouwang.village(), "safety-net-recognition");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return this;
    }

    /** @return what the village fills in that finds a household of one without any labour; can be changed */
    public static Map<String, Object> withoutLabour() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("checkOutcome", "QUALIFIED");
        found.put("membersFound", List.of(Map.of("memberNo", 1, "labour", "NONE")));
        found.put("supportKind", "DIBAO_FULL");
        found.put("livesOnSocialSecurity", "YES");
        return found;
    }

    /** @return after the village found no labour */
    public HouseholdFlow foundWithoutLabour() {
        return done(shouwang.village(), "userTask_checkHousehold", withoutLabour());
    }

    /** @return when the township has to decide on the recognition */
    public HouseholdFlow untilDecision() {
        recognitionStarted().foundWithoutLabour().preselected().posted();
        clock.advanceDays(6);
        awaitTask("userTask_decideAtTownship");
        return this;
    }

    /** @return after the township decided for the recognition */
    public HouseholdFlow decided() {
        return done(shouwang.township(), "userTask_decideAtTownship", Map.of("townshipReviewOutcome", "APPROVE"));
    }

    /** @return after the county filed it */
    public HouseholdFlow filed() {
        return done(shouwang.county(), "userTask_recordAtCounty", Map.of());
    }

    /** @return when the household is marked as one without any labour */
    public HouseholdFlow recognised() {
        return untilDecision().decided().filed().marked();
    }

    /** @return what the village fills in that finds every risk gone; can be changed */
    public static Map<String, Object> riskGone() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("checkOutcome", "RISK_GONE");
        found.put("eliminationKind", "STABLE");
        found.put("risksAnswered", List.of(Map.of("risk", "ILLNESS", "gone", true, "how", "已康复，医保报销后自付很少")));
        found.put("wageIncome", 18000);
        found.put("medicalSpending", 800);
        return found;
    }

    /** @return after the village found every risk gone */
    public HouseholdFlow checked() {
        return done(shouwang.village(), "userTask_checkHousehold", riskGone());
    }

    /** @return after the village preselected */
    public HouseholdFlow preselected() {
        return done(shouwang.village(), "userTask_preselectAtVillage", Map.of("preselectionOutcome", "PRESELECT"));
    }

    /** @return after the notice was posted */
    public HouseholdFlow posted() {
        return done(shouwang.village(), "userTask_postNotice", Map.of("postedAt", "村务公开栏", "postedFrom", clock.today().toString()));
    }

    /** @return after the notice ended without objection, six days later */
    public HouseholdFlow noticeOver() {
        clock.advanceDays(6);
        awaitTask("userTask_reviewAtTownship");
        return this;
    }

    /** @return after the township approved */
    public HouseholdFlow reviewed() {
        return done(shouwang.township(), "userTask_reviewAtTownship", Map.of("townshipReviewOutcome", "APPROVE"));
    }

    /** @return after the county's department passed it */
    public HouseholdFlow passed() {
        return done(shouwang.county(), "userTask_checkAtCounty", Map.of("countyCheckOutcome", "PASS"));
    }

    /** @return after the leading group approved */
    public HouseholdFlow approved() {
        return done(shouwang.leader(), "userTask_approveAtCounty", Map.of("countyApprovalOutcome", "APPROVE"));
    }

    /** @return after the result was announced */
    public HouseholdFlow announced() {
        return done(shouwang.township(), "userTask_announceResult", Map.of());
    }

    /** @return after the household was marked in the national system */
    public HouseholdFlow marked() {
        return done(shouwang.village(), "userTask_markInSystem", Map.of());
    }

    /** @return when the township has to review the elimination */
    public HouseholdFlow untilReview() {
        return eliminationStarted().checked().preselected().posted().noticeOver();
    }

    /** @return when the leading group has to decide on the elimination */
    public HouseholdFlow untilApproval() {
        return untilReview().reviewed().passed();
    }

    /** @return when the household's risks are marked as gone */
    public HouseholdFlow eliminated() {
        return untilApproval().approved().announced().marked();
    }

    /** @return the case as its village sees it */
    @Override
    public Answer view() {
        return shouwang.village().view(caseNo);
    }

    /** @return the household as its village sees it */
    public Answer household() {
        return shouwang.village().get("/api/households/" + householdNo);
    }

    /** @return how the household stands */
    public String monitoringStatus() {
        return household().get("monitoringStatus");
    }

    /** @return the statuses through which the household went */
    public List<String> statusHistory() {
        return household().body().path("statusHistory").findValuesAsText("status");
    }

    /** @return the household's cases that are not finished */
    public JsonNode openCases() {
        return household().body().path("openCases");
    }
}
