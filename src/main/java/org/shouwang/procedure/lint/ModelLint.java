package org.shouwang.procedure.lint;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.ModelCheck;
import org.shouwang.engine.ProcessModel;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.procedure.FolderKind;
import org.shouwang.procedure.LimitOf;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;
import org.shouwang.security.Post;

/** Finds the faults of a procedure's model. */
final class ModelLint {

    private static final Set<String> ALWAYS = Set.of("caseNo", "caseStatus", "villageCode", "townshipCode", "countyCode", "villageName",
            CaseVariables.NOTICE_REQUIRED, PublicNoticeProcess.NOTICE_OUTCOME, "execution", "true", "false");
    private static final Pattern COMPUTED = Pattern.compile("\\$\\{(\\w+)}");
    private static final Set<String> NOTICE_OUTCOMES = Set.of("CLEAR", "OBJECTION_UPHELD");
    /** The post of the village, or of the township or county for what is its own. */
    private static final String PLACE_GROUP = "${placeGroup}";
    /** Where a case is, with a place of each level in which every post is that there may be. */
    private static final Map<String, String> PLACES = Map.of("${villageCode}", "411081101201", "${townshipCode}", "411081101", "${countyCode}", "411081");

    private final Procedure procedure;
    private final Manifest manifest;
    private final BpmnModelInstance model;
    private final Faults faults;
    private final String file;

    ModelLint(Procedure procedure, Faults faults) {
        this.procedure = procedure;
        this.manifest = procedure.manifest();
        this.model = procedure.model().content();
        this.faults = faults;
        this.file = faults.folder().model();
    }

    void look() {
        Collection<Process> processes = model.getModelElementsByType(Process.class);
        if (processes.size() != 1 || !processes.iterator().next().getId().equals(manifest.key())) {
            faults.add(file, "<bpmn:process", "the process is not " + manifest.key(), "give it the key of the procedure");
            return;
        }
        Process process = processes.iterator().next();
        faults.require(process.isExecutable(), file, "<bpmn:process", "the process cannot be executed", "set isExecutable");
        faults.require(manifest.title().equals(process.getName()), file, "<bpmn:process",
                "the process is called " + process.getName() + ", by which the task list names it", "call it " + manifest.title());
        form(procedure.model().start().getId(), "start", procedure.model().startForm());
        procedure.model().tasks().forEach(this::task);
        ModelCheck.problems(procedure.model(), manifest.limits().stream().map(LimitOf::id).collect(Collectors.toSet()),
                key -> PublicNoticeProcess.NOTICE_OUTCOME.equals(key) ? List.of(NOTICE_OUTCOMES) : Names.choices(procedure, key))
                .forEach(problem -> faults.add(file, problem));
        model.getModelElementsByType(SequenceFlow.class).stream().filter(flow -> flow.getConditionExpression() != null).forEach(this::condition);
        timers();
        messages();
    }

    private void form(String id, String name, String form) {
        faults.require(form != null && procedure.forms().containsKey(form), file, near(id), "the " + name + " has no form",
                "name one of the folder's forms by camunda:formRef");
    }

    private static String near(String id) {
        return "id=\"" + id + '"';
    }

    private void task(ProcessModel.Task task) {
        String near = near(task.id());
        faults.require(task.id().startsWith("userTask_"), file, near, "the id of the task " + task.id() + " does not say its type",
                "begin it with userTask_");
        faults.require(task.name() != null && !task.name().isBlank(), file, near, "the task " + task.id() + " has no name",
                "name it in Chinese, by a verb and a noun");
        form(task.id(), "task " + task.id(), task.form());
        for (String group : String.valueOf(task.group()).split(",", -1)) {
            if (task.each() == null) {
                group(task, group);
            } else {
                forEach(task, group);
            }
        }
    }

    /** Checks a task that is done once by each of the posts that a field names. */
    private void forEach(ProcessModel.Task task, String group) {
        String post = "${" + task.each().variable() + "}";
        Map<String, String> posts = Optional.ofNullable(task.each().field()).flatMap(procedure::field)
                .filter(field -> "checklist".equals(field.type()) && field.required()).map(FormComponent::options).orElse(Map.of());
        if (posts.isEmpty()) {
            faults.add(file, near(task.id()), "the task " + task.id() + " is done by each of several posts, but no field that has to be filled in names them",
                    "give it the collection ${forEach.posts(caseNo, 'field')} of a checklist that is required");
        } else if (!group.contains(post)) {
            faults.add(file, near(task.id()), "the group of the task " + task.id() + " does not say of which post it is",
                    "name the element variable in it, such as dept${countyCode}${department}");
        } else {
            posts.keySet().forEach(each -> group(task, group.replace(post, each)));
        }
        faults.require(!manifest.step(task.id()).takeBack(), ProcedureFolder.MANIFEST, task.id(),
                "the task " + task.id() + ", which several posts do, would be taken back for all", "leave out takeBack");
    }

    private void group(ProcessModel.Task task, String group) {
        Matcher computed = COMPUTED.matcher(group);
        String post = group;
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            post = post.replace(place.getKey(), place.getValue());
        }
        boolean somebody = PLACE_GROUP.equals(group) || computed.matches() && manifest.field(computed.group(1)).group()
                || Post.ofGroup(post).isPresent() && !post.contains("{");
        faults.require(somebody, file, near(task.id()), "nobody is of the group " + group + " of the task " + task.id(),
                "write a role and its region, such as township${townshipCode} or dept${countyCode}yibao, or a value with group: true under data");
    }

    /** Looks for what a condition reads and the engine does not get. */
    private void condition(SequenceFlow flow) {
        ModelCheck.variables(flow).forEach(name -> {
            if (manifest.field(name).personal()) {
                fault(flow, "the condition reads " + name + ", which is personal", "decide by something that is not");
            } else if (!ALWAYS.contains(name) && !manifest.field(name).engine() && manifest.path().stream()
                    .noneMatch(step -> name.equals(step.decides()))) {
                fault(flow, "the condition reads " + name + ", which the engine does not get",
                        "name it by decides of a task, or by engine: true under data");
            }
        });
    }

    private void timers() {
        Set<String> drawn = model.getModelElementsByType(TimerEventDefinition.class).stream()
                .map(timer -> ((BaseElement) timer.getParentElement()).getId()).collect(Collectors.toSet());
        for (LimitOf limit : manifest.limits()) {
            faults.require("none".equals(limit.timer()) || drawn.contains(limit.timer() + "Due"), ProcedureFolder.MANIFEST, limit.id(),
                    "the model has no timer " + limit.timer() + "Due for the limit " + limit.id(),
                    "draw it on the box that the limit binds, or write timer: none");
        }
        drawn.stream().filter(id -> manifest.limits().stream().noneMatch(limit -> id.startsWith(limit.timer()))).sorted()
                .forEach(id -> faults.add(file, near(id), "the timer " + id + " belongs to no limit", "name it by timer: of a limit"));
    }

    private void messages() {
        String own = FolderKind.messageOf(manifest.key()) + ".";
        model.getModelElementsByType(Message.class).stream().filter(message -> !message.getName().startsWith(own)).forEach(message ->
                fault(message, "the message " + message.getName() + " does not begin with " + own, "name it so"));
        faults.require(manifest.neverWithdrawn() != null && manifest.neverWithdrawnWhen() == null
                || procedure.model().messages().contains(own + "withdrawn"), file, "<bpmn:process",
                "nothing waits for the message " + own + "withdrawn",
                "draw a boundary event with it, so that a case can be withdrawn, or say by neverWithdrawn why not");
        model.getModelElementsByType(CallActivity.class).forEach(call -> {
            if (!PublicNoticeProcess.KEY.equals(call.getCalledElement())) {
                fault(call, "the process " + call.getCalledElement() + " cannot be called", "only public-notice can");
            } else if (manifest.notice() == null) {
                fault(call, "the manifest does not say what the notice contains", "add notice: to it");
            }
        });
    }

    private void fault(BaseElement element, String what, String mend) {
        faults.add(file, near(element.getId()), what, mend);
    }
}
