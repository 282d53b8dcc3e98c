package org.shouwang.procedure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.FormRows;
import org.shouwang.engine.Expressions;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.ProcessModel;
import org.shouwang.paper.CasePaper;
import org.shouwang.paper.CasePaper.Readers;
import org.shouwang.paper.CasePaperFacts;
import org.shouwang.paper.CasePapers;
import org.shouwang.paper.FormValues;
import org.shouwang.paper.LevelPapers;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ChinaTime;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * The papers of one procedure: those that its manifest names, the notice if it posts one, and the letter that tells of a refusal. The
 * templates are those of the case's version.
 *
 * @param manifest the manifest of the present version
 * @param parts    what the papers of all procedures use
 */
public record ProcedurePapers(Manifest manifest, Parts parts) implements CasePapers, Ordered {

    /** The rows of a list of cases. */
    public static final String ENTRIES = "entries";

    private static final String NOTICE = "notice";
    private static final String REFUSAL = "refusal";
    private static final String TIMES = "Times";
    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final List<String> DECISION = List.of("Outcome", "Opinion", "By", "On");

    /** What the papers of all procedures use. */
    @Component
    public record Parts(Procedures procedures, Entries entries, MemberRows rows, Known known, Expressions expressions, CasePaperFacts facts,
                        LevelPapers levels, CaseFiles cases, CaseKinds kinds, CurrentUsers users) {
    }

    /** A procedure whose papers a class of its own makes has those. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public String process() {
        return manifest.key();
    }

    @Override
    public List<CasePaper> papers() {
        return papers(parts.procedures.get(process()), parts.procedures.deploymentOf(process()));
    }

    @Override
    public List<CasePaper> papers(CaseFile item) {
        Procedure procedure = parts.procedures.ofCase(item.caseNo());
        List<CasePaper> papers = papers(procedure, parts.procedures.deploymentOfCase(item.caseNo()));
        // Papers print what their templates name, personal values as well.
        boolean open = procedure.manifest().personalSeenBy().isEmpty()
                || CaseReaders.isReader(procedure, parts.users.get(), parts.entries.present(item.caseNo(), procedure));
        List<String> others = procedure.manifest().documents().stream().filter(document -> !document.by().isEmpty()
                && parts.users.get().posts().stream().map(CaseReaders::nameOf).noneMatch(document.by()::contains)).map(Document::kind).toList();
        return papers.stream().filter(paper -> (open || paper.readers() == Readers.ALL) && !others.contains(paper.kind())).toList();
    }

    private List<CasePaper> papers(Procedure procedure, String deployment) {
        List<CasePaper> papers = new ArrayList<>();
        procedure.manifest().documents().forEach(each -> papers.add(paper(procedure, deployment, each)));
        if (procedure.manifest().notice() != null && papers.stream().noneMatch(paper -> paper.kind().equals(NOTICE))) {
            papers.add(parts.levels.of(process(), null).notice(procedure.manifest().title() + "公示"));
        }
        if (procedure.manifest().path().stream().anyMatch(Manifest.PathStep::informs) && papers.stream().noneMatch(paper -> paper.kind().equals(REFUSAL))) {
            papers.add(new CasePaper(REFUSAL, "不予办理告知书", "_parts/documents/refusal.docx", Readers.OFFICES,
                    item -> item.status().stage() == CaseStatus.Stage.REJECTED ? null : "本案没有作出不予通过的决定", item -> model(procedure, item, false)));
        }
        return papers;
    }

    private CasePaper paper(Procedure procedure, String deployment, Document document) {
        String template = "deployments/" + deployment + "/" + document.kind() + ".docx";
        if (document.of() == null) {
            return new CasePaper(document.kind(), document.title(), template, document.list(), document.open() ? Readers.ALL : Readers.OFFICES,
                    item -> lacking(procedure, document, item), item -> document.list() ? listed(procedure, item)
                    : model(procedure, item, document.blank()));
        }
        LevelPapers.OfKind levels = parts.levels.of(process(), new LevelPapers.HouseholdFacts(item -> lacking(procedure, document, item),
                item -> model(procedure, item, false)));
        CasePaper common = switch (document.of()) {
            case ASSESSMENT -> levels.assessment();
            case NOTICE -> levels.notice(document.title());
            case APPROVAL_FORM -> levels.approvalForm(document.title());
            case APPROVAL_LIST -> levels.approvalList(document.title());
            case REFUSAL -> levels.refusal(document.title());
        };
        return new CasePaper(common.kind(), document.title(), document.of() == Document.Common.NOTICE ? common.template() : template, common.list(),
                common.readers(), common.lacking(), common.model());
    }

    private String lacking(Procedure procedure, Document document, CaseFile item) {
        if (document.after() != null && parts.facts.decision(item, document.after()).isEmpty()) {
            return "“" + procedure.model().task(document.after()).map(ProcessModel.Task::name).orElse(document.after()) + "”还没有办理";
        }
        return document.when() == null || parts.expressions.holds(document.when(), parts.known.of(procedure, item.caseNo(),
                parts.entries.present(item.caseNo(), procedure), null, null)) ? null : "本案现在不需要这份文书";
    }

    /** Returns the values of a list with one case: its row, and what the whole list may name if it is the same for all cases. */
    private Map<String, Object> listed(Procedure procedure, CaseFile item) {
        Map<String, Object> model = model(procedure, item, false);
        Map<String, Object> row = new LinkedHashMap<>(parts.facts.base(item));
        row.putAll(model);
        row.put("no", 1);
        model.put(ENTRIES, List.of(row));
        return model;
    }

    /** Returns the values of a case's papers. {@link #tags} names them all. */
    private Map<String, Object> model(Procedure procedure, CaseFile item, boolean blank) {
        Map<String, Object> known = blank ? Map.of() : parts.known.of(procedure, item.caseNo(), parts.entries.present(item.caseNo(), procedure), null, null);
        Map<String, Object> model = new LinkedHashMap<>();
        tags(procedure).forEach(tag -> model.put(tag, null));
        model.keySet().forEach(tag -> model.put(tag, printed(procedure, tag, known.get(tag))));
        MemberRows.keys(procedure).forEach(key -> model.put(key, printed(procedure, key, parts.rows.membersOf(item).printed(known.get(key)))));
        procedure.fields().forEach(field -> model.putAll(FormValues.boxes(field, known.get(field.key()))));
        if (blank) {
            return model;
        }
        CaseFiles.Afterwards afterwards = parts.cases.afterwardsOf(item);
        model.put("statusText", parts.kinds.statusText(item));
        model.put("registeredOn", ChinaTime.dayOf(item.registeredAt()));
        model.put("decidedOn", item.decidedOn());
        // A case that went on after a refusal has what was told last among its values.
        if (afterwards.informedOn() != null || item.refusalReason() != null) {
            model.putAll(FormRows.row("refusalReason", afterwards.reasonTold() != null ? afterwards.reasonTold() : item.refusalReason(),
                    "informedBy", procedure.shown("informedBy", afterwards.informedBy()), "informedOn", afterwards.informedOn()));
        }
        model.putIfAbsent("reason", item.reason());
        List<Map<String, Object>> steps = new ArrayList<>();
        for (ProcessModel.Task task : procedure.model().tasks()) {
            parts.facts.addDecision(model, nameOf(task), item, task.id());
            model.put(nameOf(task) + TIMES, times(procedure, task, known));
        }
        parts.facts.decisions(item).forEach(step -> steps.add(FormRows.row("step", step.elementName(), "outcome", step.outcomeText(),
                "opinion", step.opinion(), "by", parts.facts.nameOf(step), "on", ChinaTime.dayOf(step.decidedAt()))));
        model.put("steps", CasePaperFacts.numbered(steps, 1, "step", "outcome", "opinion", "by", "on"));
        return model;
    }

    /** Returns a row for each time that a task was done, with what was filled in there, oldest first. */
    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> times(Procedure procedure, ProcessModel.Task task, Map<String, Object> known) {
        Map<String, List<Object>> columns = ((Map<String, Map<String, List<Object>>>) known.get("earlier")).get(task.id());
        int times = columns.values().stream().mapToInt(List::size).max().orElse(0);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (Map.Entry<String, List<Object>> column : columns.entrySet()) {
                row.put(column.getKey(), printed(procedure, column.getKey(), column.getValue().get(i)));
            }
            rows.add(row);
        }
        return CasePaperFacts.numbered(rows, 1, columns.keySet().toArray(String[]::new));
    }

    /** Returns a value as papers print it: days and numbers as they are, choices by their names, repeated rows as rows. */
    private static Object printed(Procedure procedure, String key, Object value) {
        FormComponent field = procedure.field(key).orElse(null);
        if (field != null && field.isRepeated()) {
            return FormValues.rows(field, value);
        }
        // A year is no amount: 1983, not 1,983.
        boolean year = field != null && ("年".equals(field.suffix()) || field.label() != null && field.label().endsWith("年度"));
        boolean plain = !year && procedure.manifest().field(key).words().isEmpty();
        if (value instanceof Number && plain || value instanceof LocalDate) {
            return value;
        }
        String shown = procedure.shown(key, value);
        // What is computed names days as lists do; papers name them as offices do.
        return shown == null || procedure.manifest().field(key).value() == null ? shown
                : DAY.matcher(shown).replaceAll(day -> Integer.parseInt(day.group(1)) + "年" + Integer.parseInt(day.group(2)) + "月" + Integer.parseInt(day.group(3)) + "日");
    }

    private static String nameOf(ProcessModel.Task task) {
        return task.id().replaceFirst("^userTask_", "");
    }

    /**
     * @param procedure a procedure
     * @return the names that the templates of its papers may use, besides those that every paper of a case may
     */
    public static List<String> tags(Procedure procedure) {
        List<String> tags = new ArrayList<>(List.of("statusText", "registeredOn", "decidedOn", "refusalReason", "informedBy", "informedOn", "reason",
                "steps"));
        procedure.fields().forEach(field -> {
            tags.add(field.key());
            field.options().keySet().forEach(option -> tags.add(FormValues.box(field, option)));
        });
        tags.addAll(procedure.manifest().data().keySet());
        procedure.manifest().tables().forEach(table -> tags.addAll(table.outputs().values()));
        procedure.model().tasks().forEach(task -> {
            DECISION.forEach(part -> tags.add(nameOf(task) + part));
            tags.add(nameOf(task) + TIMES);
        });
        return tags.stream().distinct().toList();
    }
}
