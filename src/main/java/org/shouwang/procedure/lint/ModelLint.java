package org.shouwang.procedure.lint;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.engine.FormComponent;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.engine.ProcessModel;
import org.shouwang.procedure.FolderKind;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;
import org.shouwang.security.Post;

/** Finds the faults of a procedure's model. */
final class ModelLint {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern OF_LIMIT = Pattern.compile("deadlines\\.(due|warning|noteWarning|noteOverdue)\\(execution, ?'([A-Z0-9_]+)'\\)");
    private static final Pattern CONDITION = Pattern.compile("!?\\w+( ?(==|!=|<=|>=|<|>) ?('\\w+'|[\\d.]+|true|false))?"
            + "( ?(&&|\\|\\|) ?!?\\w+( ?(==|!=|<=|>=|<|>) ?('\\w+'|[\\d.]+|true|false))?)*");
    private static final Pattern VARIABLE = Pattern.compile("(?<!['\\w.])([a-z]\\w*)(?![\\w'(])");
    private static final Pattern EQUALS = Pattern.compile("(\\w+) ?== ?'(\\w+)'");
    private static final Set<String> ALWAYS = Set.of("caseNo", "caseStatus", "villageCode", "townshipCode", "countyCode", "villageName",
            CaseVariables.NOTICE_REQUIRED, PublicNoticeProcess.NOTICE_OUTCOME, "execution", "true", "false");
    private static final Pattern COMPUTED = Pattern.compile("\\$\\{(\\w+)}");
    /** The post of the village, or of the township or county for what is its own. */
    private static final String PLACE_GROUP = "${placeGroup}";
    private static final Set<String> PLACES = Set.of("${villageCode}", "${townshipCode}", "${countyCode}");

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
        if (!processes.iterator().next().isExecutable()) {
            faults.add(file, "<bpmn:process", "the process cannot be executed", "set isExecutable");
        }
        if (!manifest.title().equals(processes.iterator().next().getName())) {
            faults.add(file, "<bpmn:process", "the process is called " + processes.iterator().next().getName() + ", by which the task list names it",
                    "call it " + manifest.title());
        }
        startForm();
        procedure.model().tasks().forEach(this::task);
        model.getModelElementsByType(FlowNode.class).forEach(this::binding);
        scripts(model.getDocument().getRootElement());
        model.getModelElementsByType(ExclusiveGateway.class).forEach(this::gateway);
        model.getModelElementsByType(SequenceFlow.class).forEach(this::condition);
        model.getModelElementsByType(Gateway.class).forEach(this::circle);
        timers();
        messages();
    }

    private void startForm() {
        String form = procedure.model().start().getAttributeValueNs(ProcessModel.CAMUNDA, "formRef");
        if (form == null || !procedure.forms().containsKey(form)) {
            fault(procedure.model().start(), "the start has no form", "name one of the folder's forms by camunda:formRef");
        }
    }

    private void task(ProcessModel.Task task) {
        if (!task.id().startsWith("userTask_")) {
            faults.add(file, "id=\"" + task.id() + '"', "the id of the task " + task.id() + " does not say its type", "begin it with userTask_");
        }
        if (task.name() == null || task.name().isBlank()) {
            faults.add(file, "id=\"" + task.id() + '"', "the task " + task.id() + " has no name", "name it in Chinese, by a verb and a noun");
        }
        if (task.form() == null || !procedure.forms().containsKey(task.form())) {
            faults.add(file, "id=\"" + task.id() + '"', "the task " + task.id() + " has no form", "name one of the folder's forms by camunda:formRef");
        }
        for (String group : task.group() == null ? new String[] {null} : task.group().split(",", -1)) {
            if (task.each() == null || group == null) {
                group(task, group);
            } else {
                forEach(task, group);
            }
        }
    }

    /** Checks a task that is done once by each of the posts that a field names. */
    private void forEach(ProcessModel.Task task, String group) {
        Set<String> posts = task.each().field() == null ? Set.of()
                : procedure.field(task.each().field()).filter(field -> "checklist".equals(field.type())).map(FormComponent::options).orElse(Map.of()).keySet();
        if (posts.isEmpty() || !procedure.field(task.each().field()).orElseThrow().required()) {
            faults.add(file, "id=\"" + task.id() + '"', "the task " + task.id() + " is done by each of several posts, but no field that has to be filled in names them",
                    "give it the collection ${forEach.posts(caseNo, 'field')} of a checklist that is required");
        } else if (task.each().variable() == null || !group.contains("${" + task.each().variable() + "}")) {
            faults.add(file, "id=\"" + task.id() + '"', "the group of the task " + task.id() + " does not say of which post it is",
                    "name the element variable in it, such as dept${countyCode}${department}");
        } else {
            posts.forEach(post -> group(task, group.replace("${" + task.each().variable() + "}", post)));
        }
        if (manifest.step(task.id()).takeBack()) {
            faults.add(ProcedureFolder.MANIFEST, task.id(), "the task " + task.id() + ", which several posts do, would be taken back for all", "leave out takeBack");
        }
    }

    /** Forms of other bindings would be those of another version, or of another procedure. */
    private void binding(BaseElement element) {
        if (element.getAttributeValueNs(ProcessModel.CAMUNDA, "formRef") != null
                && !"deployment".equals(element.getAttributeValueNs(ProcessModel.CAMUNDA, "formRefBinding"))) {
            fault(element, "the form of " + element.getId() + " is not bound to the version", "set the form's binding to deployment");
        }
    }

    private void group(ProcessModel.Task task, String group) {
        Matcher computed = COMPUTED.matcher(group == null ? "" : group);
        if (PLACE_GROUP.equals(group) || computed.matches() && manifest.field(computed.group(1)).group()) {
            return;
        }
        String place = group == null ? null : PLACES.stream().filter(group::contains).findFirst().orElse(null);
        String post = group == null ? "" : place == null ? group : group.replace(place, place.equals("${countyCode}") ? "411081"
                : place.equals("${townshipCode}") ? "411081101" : "411081101201");
        if (group == null || Post.ofGroup(post).isEmpty() || post.contains("{")) {
            faults.add(file, "id=\"" + task.id() + '"', "nobody is of the group " + group + " of the task " + task.id(),
                    "write a role and its region, such as township${townshipCode} or dept${countyCode}yibao, or a value with group: true under data");
        }
    }

    /** Looks for whatever would run a program: scripts, classes, listeners and expressions outside the list. */
    private void scripts(DomElement element) {
        String name = element.getLocalName();
        if (Set.of("scriptTask", "script", "taskListener", "executionListener", "connector", "loopCardinality", "completionCondition").contains(name)) {
            faults.add(file, name, "a " + name + " runs a program", "remove it; rules belong into tables and into the manifest");
        }
        for (String attribute : List.of("class", "delegateExpression", "scriptFormat", "assignee", "candidateUsers", "formKey", "type")) {
            if (element.hasAttribute(ProcessModel.CAMUNDA, attribute)) {
                faults.add(file, "camunda:" + attribute, "camunda:" + attribute + " names a program or a person", "remove it");
            }
        }
        for (String attribute : List.of("expression", "dueDate", "followUpDate", "resultVariable")) {
            String text = element.getAttribute(ProcessModel.CAMUNDA, attribute);
            if (text != null && !isAllowed(text)) {
                faults.add(file, text, "the expression " + text + " is not allowed", "use deadlines.due(execution, 'LIMIT') or its like");
            }
        }
        String collection = element.getAttribute(ProcessModel.CAMUNDA, "collection");
        if (collection != null && procedure.model().tasks().stream().noneMatch(task -> task.each() != null && task.each().field() != null
                && collection.contains("'" + task.each().field() + "'"))) {
            faults.add(file, collection, "the collection " + collection + " is not allowed", "write ${forEach.posts(caseNo, 'field')} at a user task");
        }
        if (Set.of("timeDate", "timeDuration", "timeCycle").contains(name) && !isAllowed(element.getTextContent().strip())) {
            faults.add(file, element.getTextContent().strip(), "a timer does not follow a limit", "give it the date ${deadlines.due(execution, 'LIMIT')}");
        }
        element.getChildElements().forEach(this::scripts);
    }

    private boolean isAllowed(String text) {
        Matcher expression = EXPRESSION.matcher(text);
        Matcher limit = expression.matches() ? OF_LIMIT.matcher(expression.group(1).strip()) : null;
        return limit != null && limit.matches() && manifest.limits().stream().anyMatch(each -> each.id().equals(limit.group(2)))
                || "${deadlines.openDue(execution)}".equals(text) || "${deadlines.openWarning(execution)}".equals(text);
    }

    private void gateway(ExclusiveGateway gateway) {
        if (gateway.getOutgoing().size() < 2 || gateway.getDefault() != null) {
            return;
        }
        Map<String, Set<String>> named = gateway.getOutgoing().stream().filter(flow -> flow.getConditionExpression() != null)
                .flatMap(flow -> EQUALS.matcher(flow.getConditionExpression().getTextContent()).results())
                .collect(Collectors.groupingBy(found -> found.group(1), Collectors.mapping(found -> found.group(2), Collectors.toSet())));
        boolean exhaustive = named.entrySet().stream().anyMatch(each -> each.getKey().equals(PublicNoticeProcess.NOTICE_OUTCOME) ? each.getValue().size() == 2
                : procedure.field(each.getKey()).map(FormComponent::options).filter(options -> !options.isEmpty())
                        .filter(options -> each.getValue().containsAll(options.keySet())).isPresent());
        if (!exhaustive) {
            fault(gateway, "the gateway " + gateway.getId() + " knows no way for some decisions", "give it a default flow");
        }
    }

    private void condition(SequenceFlow flow) {
        if (flow.getConditionExpression() == null) {
            return;
        }
        String text = flow.getConditionExpression().getTextContent().strip();
        Matcher expression = EXPRESSION.matcher(text);
        if (!expression.matches() || !CONDITION.matcher(expression.group(1).strip()).matches()) {
            fault(flow, "the condition " + text + " is not a comparison", "compare a value with a constant");
            return;
        }
        EQUALS.matcher(text).results().forEach(found -> {
            Set<String> options = procedure.forms().keySet().stream().flatMap(form -> procedure.fields(form).stream())
                    .filter(field -> field.key().equals(found.group(1))).flatMap(field -> field.options().keySet().stream()).collect(Collectors.toSet());
            if (!options.isEmpty() && !options.contains(found.group(2))) {
                fault(flow, "the field " + found.group(1) + " is never " + found.group(2), "take one of the form's options: " + Faults.sorted(options));
            }
        });
        Matcher variable = VARIABLE.matcher(expression.group(1));
        while (variable.find()) {
            String name = variable.group(1);
            boolean decided = manifest.path().stream().anyMatch(step -> name.equals(step.decides()));
            if (manifest.field(name).personal()) {
                fault(flow, "the condition reads " + name + ", which is personal", "decide by something that is not");
            } else if (!ALWAYS.contains(name) && !decided && !manifest.field(name).engine()) {
                fault(flow, "the condition reads " + name + ", which the engine does not get",
                        "name it by decides of a task, or by engine: true under data");
            }
        }
    }

    /** Looks for a circle of gateways, in which the engine would run for ever. */
    private void circle(Gateway gateway) {
        Set<FlowNode> seen = new HashSet<>();
        if (comesBack(gateway, gateway, seen)) {
            fault(gateway, "a circle through " + gateway.getId() + " has no task", "put a task into it");
        }
    }

    private static boolean comesBack(FlowNode from, FlowNode to, Set<FlowNode> seen) {
        return from.getOutgoing().stream().map(SequenceFlow::getTarget).anyMatch(target -> target.equals(to)
                || target instanceof Gateway && seen.add(target) && comesBack(target, to, seen));
    }

    private void timers() {
        Set<String> drawn = model.getModelElementsByType(TimerEventDefinition.class).stream()
                .map(timer -> ((BaseElement) timer.getParentElement()).getId()).collect(Collectors.toSet());
        for (Manifest.LimitOf limit : manifest.limits()) {
            if (!"none".equals(limit.timer()) && !drawn.contains(limit.timer() + "Due")) {
                faults.add(ProcedureFolder.MANIFEST, limit.id(), "the model has no timer " + limit.timer() + "Due for the limit " + limit.id(),
                        "draw it on the box that the limit binds, or write timer: none");
            }
        }
        drawn.stream().filter(id -> manifest.limits().stream().noneMatch(limit -> id.startsWith(limit.timer()))).sorted()
                .forEach(id -> faults.add(file, "id=\"" + id + '"', "the timer " + id + " belongs to no limit", "name it by timer: of a limit"));
    }

    private void messages() {
        Set<String> names = new HashSet<>();
        String own = FolderKind.messageOf(manifest.key()) + ".";
        model.getModelElementsByType(Message.class).forEach(message -> {
            if (!names.add(message.getName())) {
                fault(message, "the message " + message.getName() + " stands twice", "keep one of them");
            } else if (!message.getName().startsWith(own)) {
                fault(message, "the message " + message.getName() + " does not begin with " + own, "name it so");
            }
        });
        if ((manifest.neverWithdrawn() == null || manifest.neverWithdrawnWhen() != null) && !names.contains(own + "withdrawn")) {
            faults.add(file, "<bpmn:process", "nothing waits for the message " + own + "withdrawn",
                    "draw a boundary event with it, so that a case can be withdrawn, or say by neverWithdrawn why not");
        }
        model.getModelElementsByType(CallActivity.class).stream().filter(call -> !"public-notice".equals(call.getCalledElement()))
                .forEach(call -> fault(call, "the process " + call.getCalledElement() + " cannot be called", "only public-notice can"));
        if (manifest.notice() == null) {
            model.getModelElementsByType(CallActivity.class).forEach(call -> fault(call, "the manifest does not say what the notice contains",
                    "add notice: to it"));
        }
    }

    private void fault(BaseElement element, String what, String mend) {
        faults.add(file, "id=\"" + element.getId() + '"', what, mend);
    }
}
