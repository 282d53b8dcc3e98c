package org.shouwang.assistance.process;

import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_MEASURES;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shouwang.assistance.AssistanceCases;
import org.shouwang.assistance.Measure;
import org.shouwang.assistance.MeasureCatalogue;
import org.shouwang.assistance.Plan;
import org.shouwang.assistance.PlanFault;
import org.shouwang.assistance.PlannedMeasure;
import org.shouwang.assistance.Plans;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.FormRows;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.YesNo;
import org.shouwang.household.Risk;
import org.shouwang.household.SurveyFacts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;

/** The township makes the plan (制定帮扶计划): measures of the catalogue, each against a recorded risk (AS-3, AS-4). */
class PlanMeasuresStep implements TaskStep {

    private static final String LIST = "measures";
    private static final String WILLING = "willing";

    private final AssistanceCases kind;
    private final CaseFiles cases;
    private final CaseFacts caseFacts;
    private final MeasureCatalogue catalogue;
    private final MeasureFit fit;
    private final Plans plans;
    private final PlanLimits planLimits;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    PlanMeasuresStep(AssistanceCases kind, CaseFiles cases, CaseFacts caseFacts, MeasureCatalogue catalogue, MeasureFit fit,
                     Plans plans, PlanLimits planLimits, CurrentUsers users, AdjustableClock clock) {
        this.kind = kind;
        this.cases = cases;
        this.caseFacts = caseFacts;
        this.catalogue = catalogue;
        this.fit = fit;
        this.plans = plans;
        this.planLimits = planLimits;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public String processKey() {
        return kind.process();
    }

    @Override
    public String elementId() {
        return PLAN_MEASURES;
    }

    @Override
    public String outcomeKey() {
        return null;
    }

    @Override
    public Map<String, Object> project(TaskContext task) {
        Map<String, Object> shown = new HashMap<>(caseFacts.of(task.caseNo()));
        Optional<Plan> before = plans.latestOf(task.caseNo());
        shown.put("returnReason", caseFacts.returnReason(task.caseNo(), PLAN_MEASURES));
        shown.put(WILLING, before.map(plan -> YesNo.of(plan.willing())).orElse(null));
        shown.put(LIST, before.map(plan -> plan.measures().stream().map(PlanMeasuresStep::row).toList())
                .orElseGet(() -> survey(task).risks().stream().map(PlanMeasuresStep::emptyRow).toList()));
        return shown;
    }

    private static Map<String, Object> row(PlannedMeasure planned) {
        return FormRows.row("measure", planned.measure().code(), "risk", planned.risk().name(), "member", planned.memberName(),
                "amount", planned.amount(), "plannedOn", planned.plannedOn().toString(), "notes", planned.notes());
    }

    private static Map<String, Object> emptyRow(Risk risk) {
        return FormRows.row("measure", null, "risk", risk.name(), "member", null, "amount", null, "plannedOn", null, "notes", null);
    }

    @Override
    public void check(TaskContext task, Submission submission) {
        SurveyFacts survey = survey(task);
        Set<List<Object>> seen = new HashSet<>();
        for (Submission row : submission.rows(LIST)) {
            checkRow(row, survey);
            List<Object> same = Arrays.asList(row.text("measure"), row.text("risk"), row.text("member"));
            if (row.text("measure") != null && !seen.add(same)) {
                row.reject("measure", "与前面的重复");
            }
        }
        boolean complete = submission.rows(LIST).stream().allMatch(row -> row.text("measure") != null && row.text("risk") != null
                && row.date("plannedOn") != null);
        if (complete && !submission.rows(LIST).isEmpty() && submission.text(Submission.OPINION) == null) {
            List<PlanFault> faults = fit.faults(survey, willing(submission), measures(submission));
            if (!faults.isEmpty()) {
                submission.reject(Submission.OPINION, "为必填项，" + String.join("；", faults.stream().map(PlanFault::reason).toList())
                        + "。请调整措施；确需如此的，须说明理由");
            }
        }
    }

    private void checkRow(Submission row, SurveyFacts survey) {
        Risk risk = row.option("risk", Risk.class);
        if (risk != null && !survey.risks().contains(risk)) {
            row.reject("risk", "不是识别时登记的风险；登记过的有：" + String.join("、", survey.risks().stream().map(Risk::title).toList()));
        }
        String member = row.text("member");
        if (member != null && survey.members().stream().noneMatch(known -> known.name().equals(member))) {
            row.reject("member", "不是该户成员的姓名");
        }
        if (row.text("measure") != null && member == null && catalogue.get(row.text("measure")).needsLabour()) {
            row.reject("member", "为必填项，须写明由谁上岗");
        }
        row.notInPast("plannedOn", clock.today());
    }

    @Override
    public Map<String, Object> accept(TaskContext task, Submission submission) {
        List<PlannedMeasure> measures = measures(submission);
        boolean willing = willing(submission);
        long planId = plans.add(task.caseNo(), new Plan(willing, measures, fit.faults(survey(task), willing, measures)),
                users.get().id());
        planLimits.declared(task.caseNo(), planId);
        return Map.of();
    }

    /**
     * Tells whether the members who can work want to earn an income of their own. They do unless the township says otherwise.
     */
    private static boolean willing(Submission submission) {
        return submission.option(WILLING, YesNo.class) != YesNo.NO;
    }

    private List<PlannedMeasure> measures(Submission submission) {
        return submission.rows(LIST).stream().map(row -> {
            Measure measure = catalogue.get(row.text("measure"));
            return new PlannedMeasure(measure, row.option("risk", Risk.class), row.text("member"), row.number("amount"),
                    row.text("notes"), row.date("plannedOn"));
        }).toList();
    }

    private SurveyFacts survey(TaskContext task) {
        return kind.surveyOf(cases.get(task.caseNo()));
    }
}
