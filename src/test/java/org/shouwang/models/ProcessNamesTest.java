package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The names that a model and the code share stand in one class for each model, and are those of the model. */
class ProcessNamesTest {

    private static final Pattern OUTCOME = Pattern.compile("(?<!\\w)[a-z][A-Za-z]*Outcome\\b");
    private static final Path SOURCES = Path.of("src/main/java");

    static List<Models.Model> models() {
        return Models.processesWithCode();
    }

    @ParameterizedTest
    @MethodSource("models")
    void theNamesThatCodeHasToKnowAreThoseOfTheModel(Models.Model model) throws ReflectiveOperationException {
        Map<String, String> names = namesOf(model);

        Map<String, String> elements = new TreeMap<>();
        model.bpmn().getModelElementsByType(FlowElement.class).forEach(element -> elements.put(constant(element.getId()), element.getId()));
        model.bpmn().getModelElementsByType(Message.class).forEach(message -> elements.put(constant(message.getId()), message.getName()));
        assertThat(names).containsEntry("KEY", key(model)).containsAllEntriesOf(tasks(model)).containsAllEntriesOf(messages(model))
                .containsAllEntriesOf(outcomes(model)).containsAllEntriesOf(decisions(model));
        names.keySet().removeAll(List.of("KEY", "DECISION"));
        names.keySet().removeAll(outcomes(model).keySet());
        assertThat(elements).containsAllEntriesOf(names);
    }

    private static Map<String, String> namesOf(Models.Model model) throws ReflectiveOperationException {
        String simpleName = Stream.of(key(model).split("-")).map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining()) + "Process";
        Path file = Models.files(SOURCES, "/" + simpleName + ".java").get(0);
        String type = SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.');
        assertThat(type).as("the root of a module").matches("org\\.shouwang\\.\\w+\\.\\w+");
        Map<String, String> names = new TreeMap<>();
        for (Field field : Class.forName(type).getFields()) {
            names.put(field.getName(), (String) field.get(null));
        }
        return names;
    }

    private static String key(Models.Model model) {
        return model.bpmn().getModelElementsByType(Process.class).iterator().next().getId();
    }

    private static Map<String, String> tasks(Models.Model model) {
        return model.bpmn().getModelElementsByType(UserTask.class).stream().map(UserTask::getId)
                .collect(Collectors.toMap(ProcessNamesTest::constant, id -> id));
    }

    private static Map<String, String> messages(Models.Model model) {
        return model.bpmn().getModelElementsByType(Message.class).stream()
                .collect(Collectors.toMap(message -> constant(message.getId()), Message::getName));
    }

    private static Map<String, String> outcomes(Models.Model model) {
        List<String> forms = model.bpmn().getModelElementsByType(UserTask.class).stream()
                .map(task -> task.getAttributeValueNs(Models.CAMUNDA, "formRef") + ".form").toList();
        return Stream.concat(Stream.of(model.file()), Models.forms().stream().filter(form -> forms.contains(form.getFileName().toString())))
                .flatMap(file -> OUTCOME.matcher(Models.text(file)).results()).map(found -> found.group()).distinct()
                .collect(Collectors.toMap(ProcessNamesTest::constant, key -> key));
    }

    private static Map<String, String> decisions(Models.Model model) {
        return Models.files(model.file().getParent(), ".dmn").stream()
                .flatMap(file -> Dmn.readModelFromFile(file.toFile()).getModelElementsByType(Decision.class).stream())
                .collect(Collectors.toMap(decision -> "DECISION", Decision::getId));
    }

    /** {@code userTask_verifyHousehold} is VERIFY_HOUSEHOLD, {@code endEvent_refused} is END_REFUSED. */
    private static String constant(String id) {
        return id.replaceFirst("^(userTask|serviceTask)_", "").replaceFirst("^endEvent_", "end_").replaceFirst("^callActivity_", "call_")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
