package org.shouwang.procedure.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.model.xml.ModelException;
import org.shouwang.engine.FormFile;
import org.shouwang.procedure.Fault;
import org.shouwang.procedure.FolderKind;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.ManifestReader;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;

/** Finds the faults of a procedure's folder. Each fault names the file, the line and how to mend it. */
record Lint(ManifestReader manifests, ObjectMapper json) {

    private static final DmnEngine DMN = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    /**
     * @param folder a folder
     * @param taken  the names that only one procedure may have, to which those of this one are added if it has no faults
     * @return its faults; empty if it may start
     */
    List<Fault> faults(ProcedureFolder folder, Set<String> taken) {
        Faults faults = new Faults(folder);
        try {
            return faults(folder, taken, faults);
        } catch (RuntimeException e) {
            faults.add(ProcedureFolder.MANIFEST, "", "the folder cannot be read: " + e.getMessage(), "save its files with Camunda Modeler");
            return faults.found();
        }
    }

    private List<Fault> faults(ProcedureFolder folder, Set<String> taken, Faults faults) {
        Manifest manifest = manifests.read(folder, faults.found());
        if (manifest == null) {
            return faults.found();
        }
        faults.require(manifest.key().equals(folder.name()), ProcedureFolder.MANIFEST, "key:",
                "the key is " + manifest.key() + " in the folder " + folder.name(), "give both one name");
        if (folder.files().get(folder.model()) == null) {
            faults.add(folder.model(), "", "the model is missing", "add it; its name is the key of the procedure");
            return faults.found();
        }
        folder.ending(".form").forEach(file -> form(folder, file, faults));
        folder.ending(".dmn").forEach(file -> table(folder, file, faults));
        if (!faults.found().isEmpty()) {
            return faults.found();
        }
        Procedure procedure;
        try {
            procedure = Procedure.of(folder, manifest, json);
        } catch (ModelException e) {
            faults.add(folder.model(), "", "it is no model of BPMN 2.0: " + e.getMessage(), "save it with Camunda Modeler");
            return faults.found();
        }
        new ModelLint(procedure, faults).look();
        new FormLint(procedure, faults).look();
        new ManifestLint(procedure, faults).look();
        new PaperLint(procedure, faults).look();
        names(procedure, taken, faults);
        return faults.found();
    }

    private void table(ProcedureFolder folder, String file, Faults faults) {
        String key = file.replace(".dmn", "");
        try {
            faults.require(DMN.parseDecisions(new ByteArrayInputStream(folder.files().get(file))).stream().anyMatch(table -> table.getKey().equals(key)),
                    file, "<decision ", "it has no table " + key, "give the table the name of the file");
        } catch (DmnEngineException e) {
            faults.add(file, "", "the engine cannot read the table: " + e.getMessage(), "save it with Camunda Modeler");
        }
    }

    private void form(ProcedureFolder folder, String file, Faults faults) {
        try {
            FormFile.problems(json.readTree(folder.text(file)), file.substring(file.lastIndexOf('/') + 1).replace(".form", ""), FormLint.TAKEN)
                    .forEach(problem -> faults.add(file, problem));
        } catch (JsonProcessingException e) {
            faults.found().add(new Fault(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr(), e.getOriginalMessage(),
                    "save it with Camunda Modeler"));
        }
    }

    /** Returns the names in a manifest that no two procedures may share. */
    static List<String> namesOf(Manifest manifest) {
        List<String> names = new ArrayList<>(List.of("key " + manifest.key(), "number " + manifest.number()));
        manifest.limits().forEach(limit -> names.add("limit " + limit.id()));
        manifest.statuses().keySet().forEach(status -> names.add("status " + status));
        return names;
    }

    /** Checks and takes the names that no two procedures may share. */
    private static void names(Procedure procedure, Set<String> taken, Faults faults) {
        Manifest manifest = procedure.manifest();
        List<String> names = namesOf(manifest);
        names.forEach(name -> faults.require(!taken.contains(name), ProcedureFolder.MANIFEST, name.substring(name.indexOf(' ') + 1),
                name + " belongs to another procedure", "choose another"));
        List<String> messages = procedure.model().messages();
        messages.forEach(message -> faults.require(!taken.contains("message " + message), faults.folder().model(), "\"" + message + "\"",
                "the message " + message + " belongs to another procedure", "begin it with " + FolderKind.messageOf(manifest.key()) + "."));
        if (faults.found().isEmpty()) {
            taken.addAll(names);
            messages.forEach(message -> taken.add("message " + message));
        }
    }
}
