package org.shouwang.procedure.lint;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.ProcessModel;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.procedure.CaseSubjectReader;
import org.shouwang.procedure.Document;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;
import org.shouwang.procedure.TableOf;

/** Finds what the start form does not ask, and files that nothing uses. */
record FormLint(Procedure procedure, Faults faults) {

    /** What expressions and the engine name, so that no field may be called so. */
    static final Set<String> TAKEN = Set.of("today", "startedOn", "casesThisYear", "subjectName", "subjectAge", "subjectBornOn", "task", "times", "chosen", "round",
            "doneOn", "earlier", "inForce", "parameters", "household", "project", "named", CaseVariables.CASE_STATUS, CaseVariables.NOTICE_REQUIRED, PublicNoticeProcess.NOTICE_OUTCOME);

    void look() {
        subject();
        Set<String> used = procedure.model().tasks().stream().map(ProcessModel.Task::form).collect(Collectors.toCollection(HashSet::new));
        used.add(procedure.model().startForm());
        used.addAll(procedure.manifest().tables().stream().map(TableOf::table).toList());
        used.addAll(procedure.manifest().documents().stream().map(Document::kind).toList());
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
        Set<String> telling = procedure.manifest().start().household() != null ? Set.of("householdNo") : CaseSubjectReader.fieldsOf(procedure);
        telling.stream().filter(key -> !start.contains(key)).sorted().forEach(key ->
                faults.add(ProcedureFolder.form(procedure.model().startForm()), "",
                        "it does not ask for " + key + ", by which what the case is about is told", "add the field"));
    }

    private void unused(String ending, Set<String> used, String what, String mend) {
        faults.folder().ending(ending).stream().filter(file -> !used.contains(file.substring(file.lastIndexOf('/') + 1, file.length() - ending.length())))
                .forEach(file -> faults.add(file, "", what, mend));
    }
}
