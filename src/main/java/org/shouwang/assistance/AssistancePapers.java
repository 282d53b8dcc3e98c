package org.shouwang.assistance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.FormRows;
import org.shouwang.household.Category;
import org.shouwang.household.Household;
import org.shouwang.household.Households;
import org.shouwang.household.Member;
import org.shouwang.household.Risk;
import org.shouwang.household.SurveyFacts;
import org.shouwang.paper.CasePaper;
import org.shouwang.paper.CasePaper.Readers;
import org.shouwang.paper.CasePaperFacts;
import org.shouwang.paper.CasePapers;
import org.springframework.stereotype.Component;

/** The papers of a plan of assistance: the plan, and the card that the household keeps (AS-1). */
@Component
class AssistancePapers implements CasePapers {

    private final AssistanceCases kind;
    private final Households households;
    private final Plans plans;
    private final HouseholdMeasures measures;
    private final Responsibilities responsibilities;
    private final CasePaperFacts facts;
    private final List<CasePaper> papers;

    AssistancePapers(AssistanceCases kind, Households households, Plans plans, HouseholdMeasures measures, Responsibilities responsibilities,
                     CasePaperFacts facts) {
        this.kind = kind;
        this.households = households;
        this.plans = plans;
        this.measures = measures;
        this.responsibilities = responsibilities;
        this.facts = facts;
        this.papers = List.of(
                new CasePaper("plan", "帮扶计划表", process() + "/documents/plan.docx", Readers.OFFICES,
                        item -> plans.latestOf(item.caseNo()).isEmpty() ? "尚未制定帮扶计划" : null, this::plan),
                new CasePaper("help-card", "明白卡", process() + "/documents/help-card.docx", Readers.OFFICES,
                        item -> responsibilities.current(item.householdId()).isEmpty() ? "尚未确定帮扶责任人" : null, this::card));
    }

    @Override
    public String process() {
        return AssistancePlanningProcess.KEY;
    }

    @Override
    public List<CasePaper> papers() {
        return papers;
    }

    private Map<String, Object> household(CaseFile item) {
        Household household = households.get(item.householdId());
        SurveyFacts found = kind.surveyOf(item);
        Optional<Official> responsible = responsibilities.current(household.id());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("category", Optional.ofNullable(household.category()).map(Category::title).orElse(null));
        model.put("memberCount", found.members().size());
        model.put("responsible", responsible.map(Official::name).orElse(null));
        model.put("responsiblePhone", responsible.map(Official::phone).orElse(null));
        model.put("responsiblePost", responsible.map(Official::post).orElse(null));
        return model;
    }

    private Map<String, Object> plan(CaseFile item) {
        Plan plan = plans.latestOf(item.caseNo()).orElseThrow();
        SurveyFacts found = kind.surveyOf(item);
        Map<String, Object> model = household(item);
        model.put("risks", found.risks().stream().map(Risk::title).collect(Collectors.joining("、")));
        model.put("riskStatement", found.riskStatement());
        model.put("willing", plan.willing() ? "有劳动能力的成员有发展意愿" : "没有发展意愿或没有劳动能力");
        model.put("members", CasePaperFacts.numbered(found.members().stream().map(AssistancePapers::member).toList(), 0));
        model.put("measures", CasePaperFacts.numbered(plan.measures().stream().map(planned -> row(planned)).toList(), 0));
        model.put("faults", plan.faultText() == null ? "与帮扶要求一致" : plan.faultText());
        facts.addDecision(model, "confirmation", item, AssistancePlanningProcess.CONFIRM_PLAN);
        return model;
    }

    private static Map<String, Object> member(Member member) {
        return FormRows.row("name", member.name(), "relation", member.relation().title(), "health", member.health().title(),
                "labour", member.labour().title());
    }

    /** Returns the measures that the household has now, or those of the plan while none is confirmed. */
    private Map<String, Object> card(CaseFile item) {
        List<Map<String, Object>> rows = new ArrayList<>();
        measures.of(item.householdId()).stream().filter(measure -> measure.endedOn() == null)
                .forEach(measure -> rows.add(row(measure.planned())));
        if (rows.isEmpty()) {
            plans.latestOf(item.caseNo()).ifPresent(plan -> plan.measures().forEach(planned -> rows.add(row(planned))));
        }
        Map<String, Object> model = household(item);
        model.put("measures", CasePaperFacts.numbered(rows, 3, "title", "member", "notes", "amount", "plannedOn"));
        return model;
    }

    private static Map<String, Object> row(PlannedMeasure planned) {
        return FormRows.row("risk", planned.risk().title(), "title", planned.measure().fullTitle(),
                "member", planned.memberName() == null ? "全户" : planned.memberName(), "notes", planned.notes(), "amount", planned.amount(),
                "plannedOn", planned.plannedOn(), "result", null);
    }
}
