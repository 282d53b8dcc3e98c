package org.shouwang.assistance;

import static org.shouwang.assistance.AssistancePlanningProcess.ASSIGN_RESPONSIBLE;
import static org.shouwang.assistance.AssistancePlanningProcess.CONFIRM_PLAN;
import static org.shouwang.assistance.AssistancePlanningProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_MEASURES;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.attachment.FileKind;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CasePath;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.deadline.LimitRule;
import org.shouwang.household.Household;
import org.shouwang.household.Households;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.SurveyFacts;
import org.shouwang.household.SurveyRows;
import org.shouwang.household.Surveys;
import org.shouwang.outbox.EventType;
import org.springframework.stereotype.Component;

/** The properties of assistance planning cases (AS-1). */
@Component
public class AssistanceCases implements CaseKind {

    /** 帮扶计划已确认：the county has confirmed the plan. */
    public static final CaseStatus PLAN_CONFIRMED = CaseStatus.reached("PLAN_CONFIRMED", "帮扶计划已确认",
            new EventType("case.plan-confirmed", "案件：帮扶计划已确认", 100));

    private final Households households;
    private final Surveys surveys;
    private final LabourChanges labour;
    private final Plans plans;
    private final Responsibilities responsibilities;

    AssistanceCases(Households households, Surveys surveys, LabourChanges labour, Plans plans,
                    Responsibilities responsibilities) {
        this.households = households;
        this.surveys = surveys;
        this.labour = labour;
        this.plans = plans;
        this.responsibilities = responsibilities;
    }

    @Override
    public String process() {
        return AssistancePlanningProcess.KEY;
    }

    @Override
    public String title() {
        return "帮扶计划";
    }

    @Override
    public String numberPrefix() {
        return "BF";
    }

    @Override
    public String withdrawnMessage() {
        return MESSAGE_WITHDRAWN;
    }

    @Override
    public String neverWithdrawn(CaseFile item) {
        return "监测中的户都要有帮扶计划，不能撤回；该户不再监测时，案件自动终止";
    }

    @Override
    public CasePath path() {
        return new CasePath(List.of(ASSIGN_RESPONSIBLE, PLAN_MEASURES, CONFIRM_PLAN), false,
                List.of(), List.of());
    }

    @Override
    public LimitRule limitOf(CaseStatus status) {
        return status.isInProgress() ? LimitRule.ASSISTANCE_10D : null;
    }

    @Override
    public LimitRule limitOfStep(String element) {
        return element.equals(CONFIRM_PLAN) ? LimitRule.PLAN_CONFIRMATION : null;
    }

    @Override
    public List<CaseStatus> endings() {
        return List.of(PLAN_CONFIRMED);
    }

    @Override
    public Map<CaseStatus, String> words() {
        return Map.of(CaseStatus.IN_PROGRESS, "计划制定中", CaseStatus.WITHDRAWN, "已终止");
    }

    @Override
    public Map<String, Object> formFactsOf(CaseFile item) {
        SurveyFacts found = surveyOf(item);
        Map<String, Object> facts = new HashMap<>();
        facts.put("householdNo", item.householdNo());
        facts.put("startReason", item.reason());
        facts.put("householdFacts", SurveyRows.facts(found));
        facts.put("memberList", SurveyRows.members(found.members()));
        responsibilities.current(item.householdId()).ifPresent(official ->
                facts.put("responsibleText", official.name() + "（" + official.post() + "）"));
        plans.latestOf(item.caseNo()).ifPresent(plan -> {
            facts.put("planList", plan.rows());
            facts.put("faultText", plan.faultText());
            facts.put("faultCount", plan.faults().isEmpty() ? null : "有 " + plan.faults().size() + " 处与帮扶要求不一致");
        });
        return facts;
    }

    @Override
    public Map<String, String> pageFactsOf(CaseFile item) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("发起理由", item.reason());
        plans.latestOf(item.caseNo()).ifPresent(plan -> {
            facts.put("计划措施", String.join("；", plan.measures().stream()
                    .map(planned -> planned.measure().fullTitle() + "（" + planned.detail() + "，计划 " + planned.plannedOn() + " 前落实）").toList()));
            facts.put("要求对照", plan.faultText() == null ? "一致" : plan.faultText());
        });
        return facts;
    }

    @Override
    public List<FileKind> usualFiles() {
        return List.of(FileKind.MEASURE_PROOF, FileKind.VISIT_PHOTO, FileKind.MEETING_MINUTES);
    }

    @Override
    public List<CasePerson> personsOf(CaseFile item) {
        return surveyOf(item).members().stream().map(member -> new CasePerson(member.name(), member.idNumber())).toList();
    }

    @Override
    public boolean isAdvisedAgainst(CaseFile item) {
        return !plans.latestOf(item.caseNo()).orElseThrow().faults().isEmpty();
    }

    /**
     * Returns the survey by which a case's household was admitted, with the members' ability to work as it is known by now.
     */
    public SurveyFacts surveyOf(CaseFile item) {
        Household household = households.get(item.householdId());
        return surveys.get(household.surveyId()).facts().with(labour.membersOf(household));
    }
}
