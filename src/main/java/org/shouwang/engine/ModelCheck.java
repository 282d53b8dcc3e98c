package org.shouwang.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.xml.instance.DomElement;

/**
 * Looks at a model from outside the program for whatever would run a program, and for what would keep a case going for ever or
 * leave it without a way.
 */
public final class ModelCheck {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern OF_LIMIT = Pattern.compile("deadlines\\.(due|warning|noteWarning|noteOverdue)\\(execution, ?'([A-Z0-9_]+)'\\)");
    private static final Set<String> OF_ALL_LIMITS = Set.of("${deadlines.openDue(execution)}", "${deadlines.openWarning(execution)}");
    private static final String COMPARISON = "!?\\w+( ?(==|!=|<=|>=|<|>) ?('\\w+'|[\\d.]+|true|false))?";
    private static final Pattern CONDITION = Pattern.compile(COMPARISON + "( ?(&&|\\|\\|) ?" + COMPARISON + ")*");
    private static final Pattern EQUALS = Pattern.compile("(\\w+) ?== ?'(\\w+)'");
    private static final Pattern VARIABLE = Pattern.compile("(?<!['\\w.])([a-z]\\w*)(?![\\w'(])");
    private static final Set<String> PROGRAMS = Set.of("scriptTask", "script", "taskListener", "executionListener", "connector", "loopCardinality",
            "completionCondition");
    private static final List<String> NAMING_PROGRAMS = List.of("class", "delegateExpression", "scriptFormat", "assignee", "candidateUsers", "formKey",
            "type");

    private final ProcessModel model;
    private final Set<String> limits;
    private final Function<String, List<Set<String>>> options;
    private final List<FileProblem> problems = new ArrayList<>();

    private ModelCheck(ProcessModel model, Set<String> limits, Function<String, List<Set<String>>> options) {
        this.model = model;
        this.limits = limits;
        this.options = options;
    }

    /**
     * Looks for problems.
     *
     * @param model   a model
     * @param limits  the names of the limits that its timers may follow
     * @param options what can be chosen in a field in each form that has it, by the field's key; empty if it is no choice
     * @return the problems; empty if there are none
     */
    public static List<FileProblem> problems(ProcessModel model, Set<String> limits, Function<String, List<Set<String>>> options) {
        ModelCheck check = new ModelCheck(model, limits, options);
        model.content().getModelElementsByType(FlowNode.class).forEach(check::binding);
        check.scripts(model.content().getDocument().getRootElement());
        model.content().getModelElementsByType(ExclusiveGateway.class).forEach(check::gateway);
        model.content().getModelElementsByType(SequenceFlow.class).stream().filter(flow -> flow.getConditionExpression() != null).forEach(check::condition);
        model.content().getModelElementsByType(Gateway.class).forEach(check::circle);
        Set<String> names = new HashSet<>();
        model.content().getModelElementsByType(Message.class).stream().filter(message -> !names.add(message.getName()))
                .forEach(message -> check.add(message, "the message " + message.getName() + " stands twice", "keep one of them"));
        return check.problems;
    }

    /**
     * @param flow a flow with a condition
     * @return the names of the variables that the condition reads
     */
    public static List<String> variables(SequenceFlow flow) {
        return VARIABLE.matcher(textOf(flow)).results().map(found -> found.group(1)).distinct().toList();
    }

    private static String textOf(SequenceFlow flow) {
        return flow.getConditionExpression().getTextContent().strip();
    }

    /** Forms of other bindings would be those of another version, or of another procedure. */
    private void binding(BaseElement element) {
        if (element.getAttributeValueNs(ProcessModel.CAMUNDA, "formRef") != null
                && !"deployment".equals(element.getAttributeValueNs(ProcessModel.CAMUNDA, "formRefBinding"))) {
            add(element, "the form of " + element.getId() + " is not bound to the version", "set the form's binding to deployment");
        }
    }

    /** Looks for scripts, classes, listeners and expressions outside the list. */
    private void scripts(DomElement element) {
        String name = element.getLocalName();
        if (PROGRAMS.contains(name)) {
            add(name, "a " + name + " runs a program", "remove it; rules belong into tables and into the manifest");
        }
        NAMING_PROGRAMS.stream().filter(attribute -> element.hasAttribute(ProcessModel.CAMUNDA, attribute)).forEach(attribute ->
                add("camunda:" + attribute, "camunda:" + attribute + " names a program or a person", "remove it"));
        for (String attribute : List.of("expression", "dueDate", "followUpDate", "resultVariable")) {
            String text = element.getAttribute(ProcessModel.CAMUNDA, attribute);
            if (text != null && !isAllowed(text)) {
                add(text, "the expression " + text + " is not allowed", "use deadlines.due(execution, 'LIMIT') or its like");
            }
        }
        String collection = element.getAttribute(ProcessModel.CAMUNDA, "collection");
        if (collection != null && model.tasks().stream().noneMatch(task -> task.each() != null && task.each().field() != null
                && collection.contains("'" + task.each().field() + "'"))) {
            add(collection, "the collection " + collection + " is not allowed", "write ${forEach.posts(caseNo, 'field')} at a user task");
        }
        if (Set.of("timeDate", "timeDuration", "timeCycle").contains(name) && !isAllowed(element.getTextContent().strip())) {
            add(element.getTextContent().strip(), "a timer does not follow a limit", "give it the date ${deadlines.due(execution, 'LIMIT')}");
        }
        element.getChildElements().forEach(this::scripts);
    }

    private boolean isAllowed(String text) {
        Matcher expression = EXPRESSION.matcher(text);
        Matcher limit = expression.matches() ? OF_LIMIT.matcher(expression.group(1).strip()) : null;
        return limit != null && limit.matches() && limits.contains(limit.group(2)) || OF_ALL_LIMITS.contains(text);
    }

    private void gateway(ExclusiveGateway gateway) {
        if (gateway.getOutgoing().size() < 2 || gateway.getDefault() != null) {
            return;
        }
        Map<String, Set<String>> named = gateway.getOutgoing().stream().filter(flow -> flow.getConditionExpression() != null)
                .flatMap(flow -> EQUALS.matcher(textOf(flow)).results())
                .collect(Collectors.groupingBy(found -> found.group(1), Collectors.mapping(found -> found.group(2), Collectors.toSet())));
        if (named.entrySet().stream().noneMatch(each -> options.apply(each.getKey()).stream().limit(1).anyMatch(each.getValue()::containsAll))) {
            add(gateway, "the gateway " + gateway.getId() + " knows no way for some decisions", "give it a default flow");
        }
    }

    private void condition(SequenceFlow flow) {
        Matcher expression = EXPRESSION.matcher(textOf(flow));
        if (!expression.matches() || !CONDITION.matcher(expression.group(1).strip()).matches()) {
            add(flow, "the condition " + textOf(flow) + " is not a comparison", "compare a value with a constant");
            return;
        }
        EQUALS.matcher(textOf(flow)).results().forEach(found -> {
            Set<String> choices = options.apply(found.group(1)).stream().flatMap(Set::stream).collect(Collectors.toSet());
            if (!choices.isEmpty() && !choices.contains(found.group(2))) {
                add(flow, "the field " + found.group(1) + " is never " + found.group(2),
                        "take one of the form's options: " + choices.stream().sorted().collect(Collectors.joining(", ")));
            }
        });
    }

    /** Looks for a circle of gateways, in which the engine would run for ever. */
    private void circle(Gateway gateway) {
        if (comesBack(gateway, gateway, new HashSet<>())) {
            add(gateway, "a circle through " + gateway.getId() + " has no task", "put a task into it");
        }
    }

    private static boolean comesBack(FlowNode from, FlowNode to, Set<FlowNode> seen) {
        return from.getOutgoing().stream().map(SequenceFlow::getTarget).anyMatch(target -> target.equals(to)
                || target instanceof Gateway && seen.add(target) && comesBack(target, to, seen));
    }

    private void add(BaseElement element, String what, String mend) {
        add("id=\"" + element.getId() + '"', what, mend);
    }

    private void add(String near, String what, String mend) {
        problems.add(new FileProblem(near, what, mend));
    }
}
