package org.shouwang.engine;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** A procedure's model, as far as the kit asks it. */
public final class ProcessModel {

    /** The namespace of the engine's own attributes. */
    public static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final Pattern POSTS = Pattern.compile("\\$\\{forEach\\.posts\\(caseNo, ?'(\\w+)'\\)}");
    private static final Pattern COMPARED = Pattern.compile("(\\w+)\\s*==\\s*'(\\w+)'");

    private final BpmnModelInstance model;
    /** The start event of the whole process; null if there is none. */
    private final StartEvent start;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, List<Before>> before = new HashMap<>();

    /**
     * A user task.
     *
     * @param id    the element id
     * @param name  the Chinese name
     * @param form  the id of its form, or null
     * @param group the candidate group with its expression, or null
     * @param each  what makes the task several at once; null if it is one
     */
    public record Task(String id, String name, String form, String group, Each each) {
    }

    /**
     * What makes a task several at once, one for each of the posts that a field names.
     *
     * @param field    the key of the field; null if the model names none
     * @param variable the variable with the post, which the candidate group names
     */
    public record Each(String field, String variable) {
    }

    /**
     * What may come immediately before a step.
     *
     * @param element  the element id of a task or of a called process; null for the start
     * @param outcomes the decisions of the task that lead to the step, by the field with the decision; a field that is not among
     *     them may have any value
     */
    public record Before(String element, Map<String, Set<String>> outcomes) {
    }

    private ProcessModel(BpmnModelInstance model) {
        this.model = model;
        this.start = model.getModelElementsByType(StartEvent.class).stream().filter(event -> event.getParentElement() instanceof Process)
                .findFirst().orElse(null);
        model.getModelElementsByType(SequenceFlow.class).forEach(ProcessModel::join);
        model.getModelElementsByType(UserTask.class).forEach(task -> tasks.put(task.getId(), new Task(task.getId(), task.getName(),
                task.getAttributeValueNs(CAMUNDA, "formRef"), task.getCamundaCandidateGroups(), eachOf(task))));
        model.getModelElementsByType(FlowNode.class).stream().filter(node -> node instanceof UserTask || node instanceof CallActivity)
                .forEach(node -> {
                    List<Before> found = new ArrayList<>();
                    walk(node, Map.of(), new HashSet<>(), found);
                    before.put(node.getId(), List.copyOf(found));
                });
    }

    /** Adds a flow to the elements at its ends, which not every tool writes there. */
    private static void join(SequenceFlow flow) {
        if (!flow.getSource().getOutgoing().contains(flow)) {
            flow.getSource().getOutgoing().add(flow);
        }
        if (!flow.getTarget().getIncoming().contains(flow)) {
            flow.getTarget().getIncoming().add(flow);
        }
    }

    private static Each eachOf(UserTask task) {
        if (task.getLoopCharacteristics() == null) {
            return null;
        }
        Matcher posts = POSTS.matcher(String.valueOf(task.getLoopCharacteristics().getAttributeValueNs(CAMUNDA, "collection")));
        return new Each(posts.matches() ? posts.group(1) : null, task.getLoopCharacteristics().getAttributeValueNs(CAMUNDA, "elementVariable"));
    }

    /**
     * @param content the content of a model's file
     * @return the model
     * @throws org.camunda.bpm.model.xml.ModelException if it is no model
     */
    public static ProcessModel read(byte[] content) {
        return new ProcessModel(Bpmn.readModelFromStream(new ByteArrayInputStream(content)));
    }

    /**
     * @return the parsed model
     */
    public BpmnModelInstance content() {
        return model;
    }

    /**
     * @return the user tasks in the order of the file
     */
    public Collection<Task> tasks() {
        return tasks.values();
    }

    /**
     * @param id an element id
     * @return the user task; empty if it is none
     */
    public Optional<Task> task(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /**
     * @param task an element id
     * @return whether it is a task that is done once by each of several posts
     */
    public boolean isForEach(String task) {
        return task(task).map(Task::each).isPresent();
    }

    /**
     * @return the start event of the whole process
     */
    public StartEvent start() {
        return Optional.ofNullable(start).orElseThrow();
    }

    /**
     * @return the id of the form with which the process starts, or null
     */
    public String startForm() {
        return start().getAttributeValueNs(CAMUNDA, "formRef");
    }

    /**
     * @return the names of the messages
     */
    public List<String> messages() {
        return model.getModelElementsByType(Message.class).stream().map(Message::getName).toList();
    }

    /**
     * @param processKey the key of a process
     * @return the element id at which it is called first; empty if it is not called
     */
    public Optional<String> calling(String processKey) {
        return model.getModelElementsByType(CallActivity.class).stream().filter(call -> processKey.equals(call.getCalledElement()))
                .map(CallActivity::getId).findFirst();
    }

    /**
     * @param element the element id of a task or of a called process
     * @return what may come immediately before it
     */
    public List<Before> before(String element) {
        return before.getOrDefault(element, List.of());
    }

    /**
     * Tells whether a case that is not sent back may come to a task.
     *
     * @param open the element ids of its open tasks; those of other models tell nothing
     * @param task the element id of a task
     * @param path the tasks in the order in which a case that is never sent back takes them; others stand behind
     */
    public boolean mayFollow(List<String> open, String task, List<String> path) {
        Set<String> own = open.stream().filter(tasks::containsKey).collect(Collectors.toSet());
        return own.isEmpty() || own.contains(task) || follows(own, task, task, path, new HashSet<>());
    }

    /** Walks back to an open task, by tasks that stand before {@code task} in the path. */
    private boolean follows(Set<String> open, String element, String task, List<String> path, Set<String> seen) {
        return before(element).stream().map(Before::element).filter(each -> each != null && seen.add(each + "<" + task))
                .anyMatch(each -> !tasks.containsKey(each) ? follows(open, each, task, path, seen)
                        : placeIn(path, each) < placeIn(path, task) && (open.contains(each) || follows(open, each, each, path, seen)));
    }

    private static int placeIn(List<String> path, String task) {
        return path.contains(task) ? path.indexOf(task) : path.size();
    }

    /** Walks against the flows to the tasks before a node, and collects the conditions on the way. */
    private void walk(FlowNode node, Map<String, Set<String>> conditions, Set<String> seen, List<Before> found) {
        if (!seen.add(node.getId() + conditions)) {
            return;
        }
        if (node instanceof BoundaryEvent boundary) {
            arrive((FlowNode) boundary.getAttachedTo(), conditions, seen, found);
            return;
        }
        if (node.getIncoming().isEmpty()) {
            if (node.getParentElement() instanceof SubProcess around) {
                walk(around, conditions, seen, found);
            } else {
                found.add(new Before(null, conditions));
            }
            return;
        }
        for (SequenceFlow flow : node.getIncoming()) {
            arrive(flow.getSource(), with(conditions, flow), seen, found);
        }
    }

    private void arrive(FlowNode source, Map<String, Set<String>> conditions, Set<String> seen, List<Before> found) {
        if (source instanceof UserTask || source instanceof CallActivity) {
            found.add(new Before(source.getId(), conditions));
        } else if (source instanceof SubProcess inner) {
            inner.getFlowElements().stream().filter(EndEvent.class::isInstance).map(FlowNode.class::cast)
                    .forEach(end -> walk(end, conditions, seen, found));
        } else {
            walk(source, conditions, seen, found);
        }
    }

    private static Map<String, Set<String>> with(Map<String, Set<String>> conditions, SequenceFlow flow) {
        if (flow.getConditionExpression() == null) {
            return conditions;
        }
        Map<String, Set<String>> named = new HashMap<>();
        Matcher compared = COMPARED.matcher(flow.getConditionExpression().getTextContent());
        while (compared.find()) {
            named.computeIfAbsent(compared.group(1), name -> new HashSet<>()).add(compared.group(2));
        }
        Map<String, Set<String>> all = new HashMap<>(conditions);
        // The condition nearest to the step decides, since it was asked last.
        named.forEach(all::putIfAbsent);
        return all;
    }
}
