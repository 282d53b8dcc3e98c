package org.shouwang.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;

/** The models as they are in the repository, and the forms as they are deployed. */
final class Models {

    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    /** The folder of the forms with their parts put in. */
    static final Path FORMS = Path.of("target/classes/forms");

    private static final List<Model> PROCESSES = files(Path.of("bpmn"), ".bpmn").stream()
            .map(file -> new Model(file, Bpmn.readModelFromFile(file.toFile()))).toList();

    private Models() {
    }

    /** A process model with its file. */
    record Model(Path file, BpmnModelInstance bpmn) {

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    static List<Model> processes() {
        return PROCESSES;
    }

    /** Returns the models whose steps are written in Java; the others are procedures, whose manifests name their steps. */
    static List<Model> processesWithCode() {
        return PROCESSES.stream().filter(model -> !Files.exists(model.file().resolveSibling("procedure.yaml"))).toList();
    }

    static List<Path> forms() {
        return files(FORMS, ".form");
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
