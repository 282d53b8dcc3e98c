package org.shouwang.assistance.process;

import static org.shouwang.assistance.AssistancePlanningProcess.ASSIGN_RESPONSIBLE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.assistance.AssistanceCases;
import org.shouwang.assistance.Official;
import org.shouwang.assistance.Officials;
import org.shouwang.assistance.Responsibilities;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.FormRows;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.shared.InvalidInputException;

/** The township names the responsible person (确定帮扶责任人): a public official of the county (AS-1, AS-2). */
class AssignResponsibleStep implements TaskStep {

    private static final String OFFICIAL = "officialId";

    private final AssistanceCases kind;
    private final CaseFiles cases;
    private final CaseFacts facts;
    private final Officials officials;
    private final Responsibilities responsibilities;

    AssignResponsibleStep(AssistanceCases kind, CaseFiles cases, CaseFacts facts, Officials officials,
                          Responsibilities responsibilities) {
        this.kind = kind;
        this.cases = cases;
        this.facts = facts;
        this.officials = officials;
        this.responsibilities = responsibilities;
    }

    @Override
    public String processKey() {
        return kind.process();
    }

    @Override
    public String elementId() {
        return ASSIGN_RESPONSIBLE;
    }

    @Override
    public String outcomeKey() {
        return null;
    }

    @Override
    public Map<String, Object> project(TaskContext task) {
        CaseFile item = cases.get(task.caseNo());
        List<Map<String, Object>> options = officials.choicesFor(item.townshipCode()).stream().map(AssignResponsibleStep::option).toList();
        Map<String, Object> shown = new HashMap<>(facts.of(task.caseNo()));
        shown.put("officialOptions", options);
        shown.put("noOfficials", options.isEmpty() ? "本县还没有登记可以选择的帮扶责任人。" : null);
        shown.put("officialsLink", "/officials/new");
        shown.put(OFFICIAL, responsibilities.current(item.householdId()).filter(official -> official.objection() == null)
                .map(official -> String.valueOf(official.id())).orElse(null));
        return shown;
    }

    private static Map<String, Object> option(Official official) {
        return FormRows.row("value", String.valueOf(official.id()), "label", official.name() + "（" + official.regionName() + "，"
                + official.post() + "）" + (official.publicOfficial() ? "" : "——不是国家公职人员"));
    }

    @Override
    public void check(TaskContext task, Submission submission) {
        if (submission.text(OFFICIAL) != null) {
            try {
                chosen(task, submission);
            } catch (InvalidInputException e) {
                submission.reject(OFFICIAL, e.errors().get(0).message());
            }
        }
    }

    @Override
    public Map<String, Object> accept(TaskContext task, Submission submission) {
        responsibilities.assign(cases.get(task.caseNo()).householdId(), chosen(task, submission), null);
        return Map.of();
    }

    private Official chosen(TaskContext task, Submission submission) {
        return responsibilities.eligible(cases.get(task.caseNo()).townshipCode(), submission.text(OFFICIAL));
    }
}
