package org.shouwang.procedure.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.ProcessModel;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;

/** Finds fields that no page would show, or not as they are meant, and files that nothing uses. */
record FormLint(Procedure procedure, Faults faults) {

    private static final Set<String> SHOWN = Set.of("textfield", "textarea", "number", "datetime", "checkbox", "checklist", "radio", "select",
            "dynamiclist", "group", "table", "html", "text", "spacer", "separator");
    private static final Set<String> CHOICES = Set.of("radio", "select", "checklist");
    /** What expressions and the engine name, so that no field may be called so. */
    private static final Set<String> TAKEN = Set.of("today", "startedOn", "casesThisYear", "subjectName", "subjectAge", "subjectBornOn", "task", "times", "chosen", "round",
            "doneOn", "earlier", "parameters", "household", CaseVariables.CASE_STATUS, CaseVariables.NOTICE_REQUIRED, PublicNoticeProcess.NOTICE_OUTCOME);

    /** Looks at a component of a form, as the file says it, and at those inside it. */
    static void component(String file, JsonNode component, Faults faults) {
        String type = component.path("type").asText();
        String near = "\"id\": \"" + component.path("id").asText() + '"';
        if (!SHOWN.contains(type)) {
            faults.add(file, near, "no page shows a field of the type " + type, "take one of " + Faults.sorted(SHOWN));
        } else if (component.has("key")) {
            String key = component.path("key").asText();
            if (TAKEN.contains(key)) {
                faults.add(file, "\"key\": \"" + key + '"', "the key " + key + " is a word of expressions", "choose another");
            }
            if (component.path("datetime".equals(type) ? "dateLabel" : "label").asText().isBlank()) {
                faults.add(file, near, "the field " + key + " has no " + ("datetime".equals(type) ? "dateLabel" : "label"), "give it its Chinese name");
            }
            if (CHOICES.contains(type) && component.path("values").isEmpty() && !component.has("valuesKey")) {
                faults.add(file, near, "the field " + key + " offers nothing to choose", "give it values");
            }
        }
        component.path("components").forEach(inner -> component(file, inner, faults));
    }

    void look() {
        subject();
        Set<String> used = procedure.model().tasks().stream().map(ProcessModel.Task::form).collect(Collectors.toCollection(HashSet::new));
        used.add(procedure.model().startForm());
        used.addAll(procedure.manifest().tables().stream().map(Manifest.TableOf::table).toList());
        used.addAll(procedure.manifest().documents().stream().map(Manifest.Document::kind).toList());
        ProcedureFolder folder = faults.folder();
        unused(".form", used, "no task has this form", "name it by camunda:formRef of a task, or remove it");
        unused(".dmn", used, "nothing asks this table", "name it under tables, or remove it");
        unused(".docx", used, "nothing names this template", "name it under documents, or remove it");
        folder.ending(".bpmn").stream().filter(file -> !file.equals(folder.model())).forEach(file ->
                faults.add(file, "", "a folder has one model", "remove this one; the model is " + folder.model()));
    }

    private void subject() {
        Set<String> start = procedure.fields(procedure.model().startForm()).stream().map(FormComponent::key).collect(Collectors.toSet());
        // A household of the register is told by its number alone.
        Set<String> telling = procedure.manifest().start().household() != null ? Set.of("householdNo") : procedure.subjectFields();
        telling.stream().filter(key -> !start.contains(key)).sorted().forEach(key ->
                faults.add(ProcedureFolder.form(procedure.model().startForm()), "", "it does not ask for " + key + ", by which what the case is about is told",
                        "add the field"));
    }

    private void unused(String ending, Set<String> used, String what, String mend) {
        faults.folder().ending(ending).stream().filter(file -> !used.contains(file.substring(file.lastIndexOf('/') + 1, file.length() - ending.length())))
                .forEach(file -> faults.add(file, "", what, mend));
    }
}
