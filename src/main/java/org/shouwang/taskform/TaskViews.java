package org.shouwang.taskform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.batch.CaseBriefs;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.TaskForm;
import org.shouwang.engine.TaskForms;
import org.shouwang.household.SurveyRows;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldError;
import org.shouwang.subject.Subjects;
import org.springframework.stereotype.Component;

/** Puts together what the page of a task shows. */
@Component
public class TaskViews {

    /** The most fields that stay in sight while the rest of the page is read. */
    private static final int FEW = 4;
    private static final String NOTICE = "noticeText";
    /** The names of the facts that decide, in the order in which they are read, by the keys under which steps give them. */
    private static final Map<String, String> DECIDING = deciding();

    private final TaskForms forms;
    private final CaseFiles cases;
    private final Subjects subjects;
    private final Deadlines deadlines;
    private final CaseBriefs briefs;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    TaskViews(TaskForms forms, CaseFiles cases, Subjects subjects, Deadlines deadlines, CaseBriefs briefs, CurrentUsers users,
              AdjustableClock clock) {
        this.forms = forms;
        this.cases = cases;
        this.subjects = subjects;
        this.deadlines = deadlines;
        this.briefs = briefs;
        this.users = users;
        this.clock = clock;
    }

    private static Map<String, String> deciding() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("villageName", "所在村");
        names.put("riskDescription", "风险线索");
        names.put("startReason", "发起理由");
        SurveyRows.DECIDING.forEach(item -> names.put(item, item));
        names.put("lineText", "参考标准");
        names.put("comparedText", "信息比对");
        names.put(NOTICE, "公示和异议");
        names.put("roundDays", "起止");
        names.put("countyName", "整改县");
        names.put("foundIn", "发现地");
        names.put("description", "问题表现");
        names.put("unitsText", "责任单位");
        names.put("lineUnit", "本线单位");
        names.put("suggestionText", "参考意见");
        names.put("categoryText", "参考类别");
        names.put("weighingReason", "参考理由");
        names.put("unmetText", "不符合的条件");
        names.put("changedText", "核查以后");
        names.put("limitText", "办理时限");
        names.put("dueText", "整改时限");
        names.put("lineDueText", "本步截止");
        return names;
    }

    /**
     * @param task    a task
     * @param values  what is filled in
     * @param wrong   what is wrong with it
     * @param savedAt the moment at which the shown draft was kept, or null
     * @return what the page shows
     */
    public TaskView of(TaskForm task, Map<String, Object> values, List<FieldError> wrong, Instant savedAt) {
        CurrentUser user = users.get();
        List<FormPart> parts = partsOf(task, values, wrong);
        List<FormPart> reading = parts.stream().filter(FormPart::isReading).toList();
        List<FormPart> body = parts.stream().filter(part -> !part.isReading() || "text".equals(part.is().type()) || part.varies()).toList();
        return new TaskView(task, subjectOf(task), subjects.pathOf(task.caseNo()).orElse(null),
                subjects.kindOf(task.caseNo()).orElse("事项"), cases.findVisible(task.caseNo()).isPresent(), factsOf(task),
                deadlines.of(task.caseNo()).stream().filter(Limit::isPressing).findFirst().map(limit -> limit.state(clock.instant()))
                        .map(state -> new TaskView.Due(state.name(), state.title())).orElse(null),
                earlierOf(task), holderOf(task, user),
                task.assignee() == null ? null : users.displayName(task.assignee()), user.id().equals(task.assignee()),
                user.groups().contains(task.post()), user.groups().contains(task.post()) && !user.isAuthorised(task.post()),
                reading.stream().filter(part -> "html".equals(part.is().type()) && !part.varies() && part.shown()).toList(),
                reading.stream().filter(part -> !body.contains(part) && !"html".equals(part.is().type()) && part.shown()).toList(),
                body, isFew(task.components()), savedAt);
    }

    private String holderOf(TaskForm task, CurrentUser user) {
        String post = users.postNames(List.of(task.post())).getOrDefault(task.post(), task.post());
        String actsFor = user.actsFor(task.post());
        return actsFor == null ? post : post + "（" + actsFor + "，办理记录会写明）";
    }

    /**
     * @param task   a task
     * @param values what is filled in
     * @param wrong  what is wrong with it
     * @return the parts of the task's form, as the form has them
     */
    public List<FormPart> partsOf(TaskForm task, Map<String, Object> values, List<FieldError> wrong) {
        return FormView.of(task.components(), task.facts(), values, wrong, forms::conditions);
    }

    private static boolean isFew(List<FormComponent> components) {
        List<FormComponent> inputs = inputs(components).toList();
        return inputs.size() <= FEW && inputs.stream().noneMatch(FormComponent::isRepeated);
    }

    private static Stream<FormComponent> inputs(List<FormComponent> components) {
        return components.stream().flatMap(component -> component.isGroup() ? inputs(component.children())
                : component.isInput() ? Stream.of(component) : Stream.empty());
    }

    private static String subjectOf(TaskForm task) {
        return Stream.of("headName", "title", "roundName").map(name -> task.facts().get(name)).filter(Objects::nonNull)
                .map(Object::toString).findFirst().orElse(task.caseNo());
    }

    private List<TaskView.Fact> factsOf(TaskForm task) {
        List<TaskView.Fact> facts = new ArrayList<>();
        Map<String, Object> shown = new HashMap<>(task.facts());
        rows(task, "householdFacts").forEach(row -> shown.put(text(row, "item"), row.get("value")));
        shown.put(NOTICE, briefs.noticeOf(task.caseNo()).orElse(null));
        DECIDING.forEach((key, name) -> {
            Object value = shown.get(key);
            if (value != null && !value.toString().isBlank()) {
                facts.add(new TaskView.Fact(name, Values.text(value)));
            }
        });
        List<String> excluded = task.excluded().stream().distinct()
                .filter(id -> users.current(id).filter(user -> user.groups().contains(task.post())).isPresent()).toList();
        if (!excluded.isEmpty()) {
            facts.add(new TaskView.Fact("须由另一人办理", excluded.stream().map(users::displayName)
                    .collect(Collectors.joining("、", "", "办理了前一步，不能办理本步"))));
        }
        rows(task, "loanFacts").forEach(row -> facts.add(new TaskView.Fact(text(row, "item"), text(row, "value"))));
        return facts;
    }

    private static List<TaskView.Earlier> earlierOf(TaskForm task) {
        List<TaskView.Earlier> earlier = new ArrayList<>(rows(task, "history").stream().map(row -> new TaskView.Earlier(text(row, "step"),
                text(row, "outcome"), text(row, "by"), text(row, "on"), text(row, "opinion"), text(row, "address"))).toList());
        // Whoever decides looks at the level before first.
        Collections.reverse(earlier);
        return earlier;
    }

    private static List<Map<?, ?>> rows(TaskForm task, String key) {
        List<Map<?, ?>> rows = new ArrayList<>();
        if (task.facts().get(key) instanceof List<?> list) {
            list.forEach(row -> rows.add((Map<?, ?>) row));
        }
        return rows;
    }

    private static String text(Map<?, ?> row, String key) {
        return row.get(key) == null ? null : Values.text(row.get(key));
    }
}
