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
     * @param shouwang the product
     * @param clock    the clock, which goes six days on
     * @return a household of one, weak, admitted for illness, just approved
     */
    public static PlanFlow approved(Shouwang shouwang, TestClock clock) {
        return approved(shouwang, clock, TestPeople.somebody(), Map.of());
    }

    /**
     * @param shouwang the product
     * @param clock    the clock, which goes six days on
     * @param head     the head of the household
     * @param found    what the visit found otherwise than usual
     * @return a household, just approved
     */
    public static PlanFlow approved(Shouwang shouwang, TestClock clock, Person head, Map<String, ?> found) {
        String day = clock.today().toString();
        Map<String, Object> visit = Payloads.atRisk(head, day);
        visit.putAll(found);
        return new PlanFlow(shouwang, clock, shouwang.newCase(head, day).verified(visit).compared().preselected()
                .posted(clock.today()).noticeOver(clock).reviewed().checked().approved());
    }

    /** @return the admission that began it */
    public CaseFlow admission() {
        return admission;
    }

    /** @return the household's number */
    public String householdNo() {
        return householdNo;
    }

    /** @return the number of the case */
    @Override
    public String caseNo() {
        return caseNo;
    }

    /**
     * @param shouwang the product
     * @param official whether the person is a public official
     * @return the id of somebody new in the township's register
     */
    public static String newOfficial(Shouwang shouwang, boolean official) {
        Answer answer = shouwang.township().post("/api/officials", Map.of("name", TestPeople.somebody().name(),
                "post", official ? "顺店镇政府科员" : "顺店东村党支部书记", "publicOfficial", official, "regionCode", Shouwang.TOWNSHIP));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.get("id");
    }

    /**
     * @param code what is done
     * @param risk for which risk
     * @param day  by when
     * @return a row of the plan; can be changed
     */
    public static Map<String, Object> measure(String code, String risk, String day) {
        return new LinkedHashMap<>(Map.of("measure", code, "risk", risk, "plannedOn", day));
    }

    /** @return the case after the township named somebody responsible */
    public PlanFlow assigned() {
        return done(shouwang.township(), ASSIGN_RESPONSIBLE, Map.of("officialId", newOfficial(shouwang, true)));
    }

    /** @return a sound plan for the usual household; can be changed */
    public Map<String, Object> soundPlan() {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("measures", new ArrayList<>(List.of(measure("HEALTH_AID", "ILLNESS", clock.today().plusDays(30).toString()))));
        return plan;
    }

    /** @return the case after the township made a sound plan */
    public PlanFlow planned() {
        return done(shouwang.township(), PLAN_MEASURES, soundPlan());
    }

    /** @return the case after the county confirmed the plan */
    public PlanFlow confirmed() {
        return done(shouwang.county(), CONFIRM_PLAN, Map.of(PLAN_CONFIRMATION_OUTCOME, "CONFIRM"));
    }

    /** @return the case as its township sees it */
    @Override
    public Answer view() {
        return shouwang.township().view(caseNo);
    }

    /** @return how the case's limit stands */
    public String limitState() {
        return view().body().path("limits").path(0).path("state").asText();
    }

    /** @return the household as its village sees it */
    public Answer household() {
        return shouwang.village().get("/api/households/" + householdNo);
    }

    /** @return the household's measures as its village sees them */
    public Answer measures() {
        return shouwang.village().get("/api/households/" + householdNo + "/measures");
    }
}
