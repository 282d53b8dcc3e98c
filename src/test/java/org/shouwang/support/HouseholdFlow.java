package org.shouwang.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.elimination.RiskEliminationProcess.ANNOUNCE_RESULT;
import static org.shouwang.elimination.RiskEliminationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_AT_COUNTY;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_OUTCOME;
import static org.shouwang.elimination.RiskEliminationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.elimination.RiskEliminationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.elimination.RiskEliminationProcess.MARK_IN_SYSTEM;
import static org.shouwang.elimination.RiskEliminationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.elimination.RiskEliminationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.elimination.RiskEliminationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.elimination.RiskEliminationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.RECORD_AT_COUNTY;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.support.TestPeople.Person;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A household in the register, and the cases that are started for it. */
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
     * Admits a household with one member, the risk ILLNESS and an income above the line.
     *
     * @param clock the clock, which moves on by six days
     */
    public static HouseholdFlow monitored(Shouwang shouwang, TestClock clock) {
        return monitored(shouwang, clock, TestPeople.somebody(), Map.of());
    }

    /**
     * Admits a household.
     *
     * @param clock the clock, which moves on by six days
     * @param head  the head of the household
     * @param found the values of the visit that differ from the usual ones
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
     * Admits a household with one member, who is disabled and cannot work.
     *
     * @param clock the clock, which moves on by six days
     */
    public static HouseholdFlow withoutLabour(Shouwang shouwang, TestClock clock) {
        Person head = TestPeople.somebody();
        return monitored(shouwang, clock, head, Map.of("members", List.of(Payloads.disabledMember(head, "HEAD"))));
    }

    /** Ends the monitoring of the household in the database, as an elimination would. */
    public void nobodyWatches(JdbcClient database) {
        database.sql("update shouwang.household set status = 'ELIMINATED' where household_no = ?").param(householdNo).update();
        database.sql("delete from shouwang.watched_person where household_id = (select id from shouwang.household where household_no = ?)")
                .param(householdNo).update();
    }

    /** Returns the household's number. */
    public String householdNo() {
        return householdNo;
    }

    /** Returns the head of the household. */
    public Person head() {
        return head;
    }

    /** Returns the number of the case that was started last. */
    @Override
    public String caseNo() {
        return caseNo;
    }

    /** Continues with a case of this household that was started elsewhere. */
    public HouseholdFlow in(String begun) {
        caseNo = begun;
        return this;
    }

    /**
     * Starts a process for the household.
     *
     * @param who     the user who starts it
     * @param process the key of the process
     */
    public Answer start(Shouwang.Session who, String process) {
        Answer answer = who.post("/api/households/" + householdNo + "/" + process, Map.of("reason", "病情稳定，收入增加"));
        if (answer.status() == 201) {
            caseNo = answer.get("caseNo");
        }
        return answer;
    }

    /** Lets the village start an elimination. */
    public HouseholdFlow eliminationStarted() {
        Answer answer = start(shouwang.village(), "risk-elimination");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return this;
    }

    /** Lets the village start the recognition of the household as one without any labour. */
    public HouseholdFlow recognitionStarted() {
        Answer answer = start(shouwang.village(), "safety-net-recognition");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return this;
    }

    /**
     * Returns the values by which the village finds a household with one member and without any labour. The map can be
     * changed.
     */
    public static Map<String, Object> withoutLabour() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put(CHECK_OUTCOME, "QUALIFIED");
        found.put("membersFound", List.of(Map.of("memberNo", 1, "labour", "NONE")));
        found.put("supportKind", "DIBAO_FULL");
        found.put("livesOnSocialSecurity", "YES");
        return found;
    }

    /** Lets the village find no labour in the household. */
    public HouseholdFlow foundWithoutLabour() {
        return done(shouwang.village(), CHECK_HOUSEHOLD, withoutLabour());
    }

    /** Leads the recognition to the township's decision. */
    public HouseholdFlow untilDecision() {
        recognitionStarted().foundWithoutLabour().preselected().posted();
        clock.advanceDays(6);
        awaitTask(DECIDE_AT_TOWNSHIP);
        return this;
    }

    /** Lets the township decide for the recognition. */
    public HouseholdFlow decided() {
        return done(shouwang.township(), DECIDE_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));
    }

    /** Lets the county file the recognition. */
    public HouseholdFlow filed() {
        return done(shouwang.county(), RECORD_AT_COUNTY, Map.of());
    }

    /** Leads the recognition to the mark of a household without any labour. */
    public HouseholdFlow recognised() {
        return untilDecision().decided().filed().marked();
    }

    /** Returns the values by which the village finds every risk gone. The map can be changed. */
    public static Map<String, Object> riskGone() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put(CHECK_OUTCOME, "RISK_GONE");
        found.put("eliminationKind", "STABLE");
        found.put("risksAnswered", List.of(Map.of("risk", "ILLNESS", "gone", true, "how", "已康复，医保报销后自付很少")));
        found.put("wageIncome", 18000);
        found.put("medicalSpending", 800);
        return found;
    }

    /** Lets the village find every risk gone. */
    public HouseholdFlow checked() {
        return done(shouwang.village(), CHECK_HOUSEHOLD, riskGone());
    }

    /** Lets the village preselect the household. */
    public HouseholdFlow preselected() {
        return done(shouwang.village(), PRESELECT_AT_VILLAGE, Map.of(PRESELECTION_OUTCOME, "PRESELECT"));
    }

    /** Lets the village post the notice. */
    public HouseholdFlow posted() {
        return done(shouwang.village(), POST_NOTICE, Map.of("postedAt", "村务公开栏", "postedFrom", clock.today().toString()));
    }

    /** Lets the notice end without an objection, six days later. */
    public HouseholdFlow noticeOver() {
        clock.advanceDays(6);
        awaitTask(REVIEW_AT_TOWNSHIP);
        return this;
    }

    /** Lets the township approve. */
    public HouseholdFlow reviewed() {
        return done(shouwang.township(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));
    }

    /** Lets the county's department pass the case. */
    public HouseholdFlow passed() {
        return done(shouwang.county(), CHECK_AT_COUNTY, Map.of(COUNTY_CHECK_OUTCOME, "PASS"));
    }

    /** Lets the leading group approve. */
    public HouseholdFlow approved() {
        return done(shouwang.leader(), APPROVE_AT_COUNTY, Map.of(COUNTY_APPROVAL_OUTCOME, "APPROVE"));
    }

    /** Lets the township announce the result. */
    public HouseholdFlow announced() {
        return done(shouwang.township(), ANNOUNCE_RESULT, Map.of());
    }

    /** Lets the village enter the mark in the national system. */
    public HouseholdFlow marked() {
        return done(shouwang.village(), MARK_IN_SYSTEM, Map.of());
    }

    /** Leads the elimination to the township's review. */
    public HouseholdFlow untilReview() {
        return eliminationStarted().checked().preselected().posted().noticeOver();
    }

    /** Leads the elimination to the leading group's decision. */
    public HouseholdFlow untilApproval() {
        return untilReview().reviewed().passed();
    }

    /** Leads the elimination to its end: the household's risks are marked as gone. */
    public HouseholdFlow eliminated() {
        return untilApproval().approved().announced().marked();
    }

    /** Returns the case as the household's village sees it. */
    @Override
    public Answer view() {
        return shouwang.village().view(caseNo);
    }

    /** Returns the household as its village sees it. */
    public Answer household() {
        return shouwang.village().get("/api/households/" + householdNo);
    }

    /** Returns the household's monitoring status. */
    public String monitoringStatus() {
        return household().get("monitoringStatus");
    }

    /** Returns all statuses of the household, oldest first. */
    public List<String> statusHistory() {
        return household().body().path("statusHistory").findValuesAsText("status");
    }

    /** Returns the household's open cases. */
    public JsonNode openCases() {
        return household().body().path("openCases");
    }
}
