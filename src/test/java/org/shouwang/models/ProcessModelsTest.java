package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shouwang.casefile.SharedSteps;
import org.shouwang.models.Models.Model;
import org.shouwang.security.Role;

/** Tests the properties of every process model, so that no model is drawn, named or wired incompletely. */
class ProcessModelsTest {

    private static final Pattern GENERATED =
            Pattern.compile("(Activity|Gateway|Event|Flow|Process|Definitions|Message|Error)_[0-9a-z]{7}");
    /** The candidate group of tasks on a line, which may be at a department, the county or a township (DA-7). */
    private static final String UNIT_OF_A_LINE = "\\$\\{lineGroup}";
    /** A value of a procedure that is a folder, which the lint knows. */
    private static final String COMPUTED = "\\$\\{\\w+}";
    /** A candidate group; of several, the one who comes first does the task. */
    private static final String GROUP = "(?:\\$\\{placeGroup}|(village|township|county|leader|bank|city|dept|school|medgroup)\\$\\{\\w+}(\\w*|\\$\\{\\w+}))";
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    static List<Model> processes() {
        return Models.processes();
    }

    @Test
    void thereAreModelsToLookAt() {
        assertThat(processes()).extracting(Model::toString)
                .contains("monitoring-identification.bpmn", "public-notice.bpmn", "risk-elimination.bpmn", "risk-rollback.bpmn",
                        "safety-net-recognition.bpmn", "look-back.bpmn", "assistance-planning.bpmn",
                        "issue-dual-assignment.bpmn", "rectification-round.bpmn", "micro-loan.bpmn");
    }

    /** An authorised department decides all tasks of the leading group, and M13 allows approvals alone. */
    @Test
    void theLeadingGroupHasNoTasksButApprovals() {
        assertThat(Models.processesWithCode().stream().flatMap(model -> model.bpmn().getModelElementsByType(UserTask.class).stream())
                .filter(task -> task.getCamundaCandidateGroups().startsWith(Role.LEADER.group())))
                .hasSize(3).extracting(UserTask::getId).containsOnly(SharedSteps.APPROVE_AT_COUNTY);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void theProcessItsFileAndItsFolderHaveOneName(Model model) {
        assertThat(model.bpmn().getModelElementsByType(Process.class)).singleElement().satisfies(process -> {
            assertThat(model.file().getFileName().toString()).isEqualTo(process.getId() + ".bpmn");
            assertThat(model.file().getParent().getFileName().toString()).isEqualTo(process.getId());
            assertThat(process.isExecutable()).isTrue();
            assertThat(process.getCamundaHistoryTimeToLiveString()).as("history time to live").isNotBlank();
            assertThat(process.getName()).containsPattern(CHINESE);
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void idsAreUniqueWithinAModel(Model model) {
        List<String> ids = new ArrayList<>();
        java.util.regex.Matcher id = Pattern.compile("\\sid=\"([^\"]+)\"").matcher(Models.text(model.file()));
        while (id.find()) {
            ids.add(id.group(1));
        }
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void noIdIsGenerated(Model model) {
        assertThat(model.bpmn().getModelElementsByType(BaseElement.class)).extracting(BaseElement::getId)
                .noneMatch(id -> id != null && GENERATED.matcher(id).matches());
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyNodeHasAChineseName(Model model) {
        assertThat(model.bpmn().getModelElementsByType(FlowNode.class))
                .filteredOn(node -> !(node instanceof Gateway gateway && isJoin(gateway)))
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).isNotNull().containsPattern(CHINESE));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyGatewayThatDecidesAsksAQuestionAndItsAnswersAreNamed(Model model) {
        assertThat(decisions(model)).allSatisfy(gateway -> {
            assertThat(gateway.getName()).as(gateway.getId()).endsWith("？");
            assertThat(gateway.getOutgoing()).allSatisfy(flow ->
                    assertThat(flow.getName()).as(flow.getId()).isNotBlank());
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyAnswerOfAGatewayHasAConditionOrIsTheDefault(Model model) {
        assertThat(decisions(model)).allSatisfy(gateway -> assertThat(gateway.getOutgoing()).allSatisfy(flow ->
                assertThat(flow.getConditionExpression() != null || flow.equals(defaultOf(gateway)))
                        .as(flow.getId()).isTrue()));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyUserTaskHasAFormOfItsOwnFolderAndAGroup(Model model) {
        Path folder = Models.FORMS.resolve(model.file().getParent().getFileName());
        assertThat(model.bpmn().getModelElementsByType(UserTask.class)).allSatisfy(task -> {
            String form = task.getCamundaFormRef();
            assertThat(form).as(task.getId()).isNotBlank();
            assertThat(task.getCamundaFormRefBinding()).as(task.getId()).isEqualTo("deployment");
            assertThat(folder.resolve(form + ".form")).as(task.getId()).exists();
            assertThat(task.getCamundaCandidateGroups()).as(task.getId())
                    .matches(GROUP + "(," + GROUP + ")*|" + UNIT_OF_A_LINE
                            + (Models.processesWithCode().contains(model) ? "" : "|" + COMPUTED + "(," + GROUP + ")*"));
            assertThat(task.getCamundaAssignee()).as(task.getId()).isNull();
            assertThat(task.getCamundaCandidateUsers()).as(task.getId()).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everythingIsDrawn(Model model) {
        Set<String> shapes = new HashSet<>();
        model.bpmn().getModelElementsByType(BpmnShape.class).forEach(shape -> shapes.add(shape.getBpmnElement().getId()));
        Set<String> edges = new HashSet<>();
        model.bpmn().getModelElementsByType(BpmnEdge.class).forEach(edge -> edges.add(edge.getBpmnElement().getId()));

        assertThat(model.bpmn().getModelElementsByType(FlowNode.class)).extracting(FlowNode::getId)
                .allMatch(shapes::contains);
        assertThat(model.bpmn().getModelElementsByType(SequenceFlow.class)).extracting(SequenceFlow::getId)
                .allMatch(edges::contains);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyNodeIsReachedAndLeadsOn(Model model) {
        assertThat(model.bpmn().getModelElementsByType(FlowNode.class)).allSatisfy(node -> {
            boolean begins = node instanceof StartEvent || node instanceof org.camunda.bpm.model.bpmn.instance.BoundaryEvent
                    || node instanceof org.camunda.bpm.model.bpmn.instance.SubProcess sub && sub.triggeredByEvent();
            boolean ends = node instanceof org.camunda.bpm.model.bpmn.instance.EndEvent
                    || node instanceof org.camunda.bpm.model.bpmn.instance.SubProcess sub
                            && (sub.triggeredByEvent() || isLeftByItsBoundary(model, sub));
            assertThat(begins || !node.getIncoming().isEmpty()).as(node.getId() + " is reached").isTrue();
            assertThat(ends || !node.getOutgoing().isEmpty()).as(node.getId() + " leads on").isTrue();
        });
    }

    /** Tells whether a subprocess goes on until an interrupting boundary event ends it. */
    private static boolean isLeftByItsBoundary(Model model, org.camunda.bpm.model.bpmn.instance.SubProcess sub) {
        return model.bpmn().getModelElementsByType(org.camunda.bpm.model.bpmn.instance.BoundaryEvent.class).stream()
                .anyMatch(event -> event.cancelActivity() && event.getAttachedTo().equals(sub));
    }

    @Test
    void calledProcessesAndTablesExist() {
        Set<String> processes = new TreeSet<>();
        processes().forEach(model -> model.bpmn().getModelElementsByType(Process.class).forEach(p -> processes.add(p.getId())));
        String tables = String.join("\n", Models.files(Path.of("bpmn"), ".dmn").stream().map(Models::text).toList());
        for (Model model : processes()) {
            assertThat(model.bpmn().getModelElementsByType(CallActivity.class)).extracting(CallActivity::getCalledElement)
                    .allMatch(processes::contains);
            assertThat(model.bpmn().getModelElementsByType(BusinessRuleTask.class))
                    .allSatisfy(task -> assertThat(tables).contains("<decision id=\"" + task.getCamundaDecisionRef() + "\""));
        }
    }

    @Test
    void everyFormIsUsed() {
        Set<String> used = new TreeSet<>();
        for (Model model : processes()) {
            model.bpmn().getModelElementsByType(UserTask.class).forEach(task -> used.add(task.getCamundaFormRef()));
            model.bpmn().getModelElementsByType(StartEvent.class).stream().map(StartEvent::getCamundaFormRef)
                    .filter(java.util.Objects::nonNull).forEach(used::add);
        }
        assertThat(Models.forms()).extracting(file -> file.getFileName().toString().replace(".form", ""))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    private static List<Gateway> decisions(Model model) {
        return Stream.concat(model.bpmn().getModelElementsByType(ExclusiveGateway.class).stream(),
                        model.bpmn().getModelElementsByType(InclusiveGateway.class).stream())
                .map(Gateway.class::cast).filter(gateway -> !isJoin(gateway)).toList();
    }

    private static boolean isJoin(Gateway gateway) {
        return gateway.getOutgoing().size() == 1;
    }

    private static SequenceFlow defaultOf(Gateway gateway) {
        return gateway instanceof ExclusiveGateway exclusive ? exclusive.getDefault()
                : ((InclusiveGateway) gateway).getDefault();
    }
}
