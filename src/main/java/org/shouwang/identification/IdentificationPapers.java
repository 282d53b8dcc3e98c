package org.shouwang.identification;

import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.FormRows;
import org.shouwang.comparison.Comparisons;
import org.shouwang.comparison.DatasetKind;
import org.shouwang.comparison.Finding;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitRule;
import org.shouwang.household.Guarantee;
import org.shouwang.household.RegisteredKind;
import org.shouwang.household.Risk;
import org.shouwang.household.SuddenEvent;
import org.shouwang.household.Survey;
import org.shouwang.household.SurveyFacts;
import org.shouwang.household.SurveyRows;
import org.shouwang.household.Surveys;
import org.shouwang.household.Weighing;
import org.shouwang.paper.CasePaper;
import org.shouwang.paper.CasePaperFacts;
import org.shouwang.paper.CasePapers;
import org.shouwang.paper.Choices;
import org.shouwang.paper.LevelPapers;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ChinaTime;
import org.springframework.stereotype.Component;

/** The papers of a case of identification, in the order of its steps (ID-4). */
@Component
class IdentificationPapers implements CasePapers {

    private static final int BLANK_MEMBERS = 6;
    private static final String NOT_VISITED = "尚未入户核实";

    private final Surveys surveys;
    private final Comparisons comparisons;
    private final IdentificationCases kind;
    private final Deadlines deadlines;
    private final CasePaperFacts facts;
    private final CurrentUsers users;
    private final List<CasePaper> papers;

    IdentificationPapers(Surveys surveys, Comparisons comparisons, IdentificationCases kind, Deadlines deadlines, CasePaperFacts facts,
                         LevelPapers levels, CurrentUsers users) {
        this.surveys = surveys;
        this.comparisons = comparisons;
        this.kind = kind;
        this.deadlines = deadlines;
        this.facts = facts;
        this.users = users;
        LevelPapers.OfKind paper = levels.of(process(), new LevelPapers.HouseholdFacts(this::lackingSurvey, this::household));
        this.papers = List.of(
                new CasePaper("clue", "线索登记单", process() + "/documents/clue.docx", CasePaper.Readers.ALL, item -> null, this::clue),
                paper.paper("authorisation", "承诺授权书", item -> null, item -> authorisation(surveys.latestOf(item.caseNo())
                        .map(survey -> survey.facts().members().stream()
                                .map(member -> FormRows.row("name", member.name(), "relation", member.relation().title())).toList())
                        .orElseGet(() -> List.of(FormRows.row("name", item.headName(), "relation", "户主"))))),
                new CasePaper("authorisation-blank", "承诺授权书（空白）", process() + "/documents/authorisation.docx", CasePaper.Readers.ALL,
                        item -> null, item -> authorisation(List.of())),
                new CasePaper("survey-blank", "防止返贫动态监测核查表（空白）", process() + "/documents/survey.docx", CasePaper.Readers.ALL,
                        item -> null, item -> blankSurvey()),
                paper.paper("survey", "防止返贫动态监测核查表", this::lackingSurvey, this::survey),
                paper.paper("comparison", "信息比对结果单", item -> comparisons.latestOf(item.caseNo()).isEmpty() ? "尚未比对" : null, this::comparison),
                paper.assessment(),
                paper.notice("初选公示"),
                paper.admissionList("拟纳入名单"),
                paper.approvalForm("县级审批表"),
                paper.approvalList("批复名单"),
                paper.announcement("结果公告"),
                paper.refusal("不予纳入告知书"));
    }

    @Override
    public String process() {
        return MonitoringIdentificationProcess.KEY;
    }

    @Override
    public List<CasePaper> papers() {
        return papers;
    }

    private String lackingSurvey(CaseFile item) {
        return surveys.latestOf(item.caseNo()).isEmpty() ? NOT_VISITED : null;
    }

    private Map<String, Object> clue(CaseFile item) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("foundOn", item.foundOn());
        model.put("source", ClueSource.valueOf(item.source()).title());
        model.put("externalReference", item.externalReference());
        model.put("riskDescription", item.reason());
        model.put("registeredBy", users.displayName(item.registeredBy()));
        model.put("registeredOn", ChinaTime.dayOf(item.registeredAt()));
        model.put("dueOn", deadlines.of(item.caseNo()).stream().filter(limit -> limit.rule() == LimitRule.IDENTIFICATION_15D)
                .map(Limit::dueOn).findFirst().orElse(null));
        return model;
    }

    /** Returns what the household allows to be compared, with a line for each member to sign. */
    private static Map<String, Object> authorisation(List<Map<String, Object>> members) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("datasets", CasePaperFacts.numbered(Arrays.stream(DatasetKind.values()).map(dataset -> FormRows.row(
                "item", dataset.title().replaceFirst("（.*", ""), "department", dataset.title().replaceFirst(".*（(.*)）", "$1"),
                "columns", String.join("、", dataset.columns().values()).replaceAll("（.*?）", ""))).toList(), 0));
        model.put("members", CasePaperFacts.numbered(members, BLANK_MEMBERS, "name", "relation", "idNumber", "signature"));
        return model;
    }

    private static Map<String, Object> blankSurvey() {
        Map<String, Object> model = new LinkedHashMap<>();
        for (String name : List.of("verifiedOn", "netIncome", "incomePerHead", "incomeLastYear", "rigidSpending", "riskStatement", "suggestion",
                "visitOpinion")) {
            model.put(name, null);
        }
        addChoices(model, List.of(), List.of(), List.of(), List.of());
        model.put("visitOutcome", "□存在返贫致贫风险　□无返贫致贫风险　□农户不愿申报");
        model.put("members", CasePaperFacts.numbered(List.of(), BLANK_MEMBERS, "name", "idMasked", "relation", "health", "labour", "schooling"));
        model.put("amounts", CasePaperFacts.numbered(SurveyRows.amounts(Map.of()), 0, "remark"));
        model.put("guarantees", CasePaperFacts.numbered(SurveyRows.guarantees(null), 0, "remark"));
        return model;
    }

    private Map<String, Object> survey(CaseFile item) {
        Survey survey = surveys.latestOf(item.caseNo()).orElseThrow();
        SurveyFacts found = survey.facts();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("verifiedOn", found.verifiedOn());
        model.put("netIncome", found.netIncome());
        model.put("incomePerHead", found.incomePerHead());
        model.put("incomeLastYear", found.incomePerHeadLastYear());
        model.put("rigidSpending", found.rigidSpending());
        model.put("riskStatement", found.riskStatement());
        model.put("suggestion", suggestion(survey.weighing()));
        addChoices(model, List.of(found.registeredKind()), List.of(found.authorisationSigned()), List.of(found.suddenEvent()), found.risks());
        facts.addDecision(model, "visit", item, VERIFY_HOUSEHOLD);
        model.put("members", CasePaperFacts.numbered(SurveyRows.members(found.members()), 0));
        model.put("amounts", CasePaperFacts.numbered(SurveyRows.amounts(found.amounts()), 0, "remark"));
        model.put("guarantees", CasePaperFacts.numbered(SurveyRows.guarantees(found.guarantees()), 0, "remark"));
        return model;
    }

    private static void addChoices(Map<String, Object> model, List<RegisteredKind> registered, List<Boolean> signed, List<SuddenEvent> event,
                                   List<Risk> risks) {
        model.put("registeredKind", Choices.of(List.of(RegisteredKind.values()), registered, RegisteredKind::title));
        model.put("authorisation", Choices.of(List.of(true, false), signed, each -> each ? "已签订" : "未签订"));
        model.put("suddenEvent", Choices.of(List.of(SuddenEvent.values()), event, SuddenEvent::title));
        model.put("risks", Choices.of(List.of(Risk.values()), risks, Risk::title));
    }

    private Map<String, Object> comparison(CaseFile item) {
        List<Finding> findings = comparisons.latestOf(item.caseNo());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("memberCount", surveys.latestOf(item.caseNo()).orElseThrow().facts().members().size());
        model.put("comparedOn", comparisons.comparedOn(item.caseNo()).orElse(null));
        model.put("handedIn", kind.handedIn(item).orElse(null));
        model.put("findings", CasePaperFacts.numbered(findings.stream().map(finding -> FormRows.row("dataset", finding.kind().title(),
                "asOf", finding.asOf(), "member", finding.memberName(), "finding", finding.detail())).toList(), 0));
        facts.addDecision(model, "comparison", item, CONFIRM_COMPARISON);
        return model;
    }

    /** Returns what the levels' papers print of the household. */
    private Map<String, Object> household(CaseFile item) {
        Survey survey = surveys.latestOf(item.caseNo()).orElseThrow();
        SurveyFacts found = survey.facts();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("memberCount", found.members().size());
        model.put("category", survey.weighing().category().title());
        model.put("risks", found.risks().stream().map(Risk::title).collect(Collectors.joining("、")));
        model.put("riskStatement", found.riskStatement());
        model.put("incomePerHead", found.incomePerHead());
        model.put("line", survey.weighing().line());
        model.put("suggestion", suggestion(survey.weighing()));
        model.put("guaranteeText", Arrays.stream(Guarantee.values())
                .map(guarantee -> guarantee.title() + "：" + (found.guarantees().contains(guarantee) ? "是" : "否")).collect(Collectors.joining("；")));
        List<String> findings = new ArrayList<>();
        comparisons.latestOf(item.caseNo()).stream().filter(finding -> finding.memberName() != null)
                .forEach(finding -> findings.add(finding.memberName() + "：" + finding.kind().title() + "，" + finding.detail()));
        model.put("findingText", findings.isEmpty() ? "未发现与申报不一致的登记" : String.join("；", findings));
        return model;
    }

    private static String suggestion(Weighing weighing) {
        return (weighing.atRisk() ? "建议认定为存在返贫致贫风险" : "不建议仅据此认定为存在风险") + "，" + weighing.category().title() + "。" + weighing.reason();
    }
}
