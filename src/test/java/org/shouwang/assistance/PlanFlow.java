package org.shouwang.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.assistance.AssistancePlanningProcess.ASSIGN_RESPONSIBLE;
import static org.shouwang.assistance.AssistancePlanningProcess.CONFIRM_PLAN;
import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_CONFIRMATION_OUTCOME;
import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_MEASURES;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.Flow;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestClock;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** The planning for one household, from the county's approval on. */
public final class PlanFlow extends Flow<PlanFlow> {

    private final TestClock clock;
    private final CaseFlow admission;
    private final String householdNo;
    private final String caseNo;

    private PlanFlow(Shouwang shouwang, TestClock clock, CaseFlow admission) {
        super(shouwang);
        this.clock = clock;
        this.admission = admission;
        this.householdNo = admission.view().get("householdNo");
        this.caseNo = StreamSupport.stream(household().body().path("openCases").spliterator(), false)
                .filter(item -> item.path("process").asText().equals("assistance-planning")).findFirst().orElseThrow()
                .path("caseNo").asText();
    }

    /**
     * Begins the planning for the usual household: one member with weak labour, admitted for illness, just approved.
     *
     * @param shouwang the product
     * @param clock    the clock, which moves six days ahead
     */
    public static PlanFlow approved(Shouwang shouwang, TestClock clock) {
        return approved(shouwang, clock, TestPeople.somebody(), Map.of());
    }

    /**
     * Begins the planning for a household that was just approved.
     *
     * @param shouwang the product
     * @param clock    the clock, which moves six days ahead
     * @param head     the head of the household
     * @param found    the findings of the visit that differ from the usual ones
     */
    public static PlanFlow approved(Shouwang shouwang, TestClock clock, Person head, Map<String, ?> found) {
        String day = clock.today().toString();
        Map<String, Object> visit = Payloads.atRisk(head, day);
        visit.putAll(found);
        return new PlanFlow(shouwang, clock, shouwang.newCase(head, day).verified(visit).compared().preselected()
                .posted(clock.today()).noticeOver(clock).reviewed().checked().approved());
    }

    /**
     * @return the admission that began the planning
     */
    public CaseFlow admission() {
        return admission;
    }

    /** @return the household's number */
    public String householdNo() {
        return householdNo;
    }

    /**
     * @return the number of the planning case
     */
    @Override
    public String caseNo() {
        return caseNo;
    }

    /**
     * Enters a person in the township's register.
     *
     * @param shouwang the product
     * @param official whether the person is a public official
     * @return the person's id
     */
    public static String newOfficial(Shouwang shouwang, boolean official) {
        Answer answer = shouwang.township().post("/api/officials", Map.of("name", TestPeople.somebody().name(),
                "post", official ? "顺店镇政府科员" : "顺店东村党支部书记", "publicOfficial", official, "regionCode", Shouwang.TOWNSHIP));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.get("id");
    }

    /**
     * Returns a row of a plan, which can be changed.
     *
     * @param code the code of the measure
     * @param risk the risk against which the measure is planned
     * @param day  the day by which the measure has to be carried out
     */
    public static Map<String, Object> measure(String code, String risk, String day) {
        return new LinkedHashMap<>(Map.of("measure", code, "risk", risk, "plannedOn", day));
    }

    /** Lets the township name a responsible person. */
    public PlanFlow assigned() {
        return done(shouwang.township(), ASSIGN_RESPONSIBLE, Map.of("officialId", newOfficial(shouwang, true)));
    }

    /**
     * @return a sound plan for the usual household, which can be changed
     */
    public Map<String, Object> soundPlan() {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("measures", new ArrayList<>(List.of(measure("HEALTH_AID", "ILLNESS", clock.today().plusDays(30).toString()))));
        return plan;
    }

    /** Lets the township make a sound plan. */
    public PlanFlow planned() {
        return done(shouwang.township(), PLAN_MEASURES, soundPlan());
    }

    /** Lets the county confirm the plan. */
    public PlanFlow confirmed() {
        return done(shouwang.county(), CONFIRM_PLAN, Map.of(PLAN_CONFIRMATION_OUTCOME, "CONFIRM"));
    }

    /**
     * @return the case as its township sees it
     */
    @Override
    public Answer view() {
        return shouwang.township().view(caseNo);
    }

    /**
     * @return the state of the case's limit
     */
    public String limitState() {
        return view().body().path("limits").path(0).path("state").asText();
    }

    /**
     * @return the household as its village sees it
     */
    public Answer household() {
        return shouwang.village().get("/api/households/" + householdNo);
    }

    /**
     * @return the household's measures as its village sees them
     */
    public Answer measures() {
        return shouwang.village().get("/api/households/" + householdNo + "/measures");
    }
}
