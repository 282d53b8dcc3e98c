package org.shouwang.forms;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The step of the build that composes the deployed forms from their parts (ADR 0041). */
public final class ComposeForms {

    private static final String ENDING = ".form";

    private ComposeForms() {
    }

    /**
     * Composes all forms, unless nothing has changed since the last time.
     *
     * @param folders the folder of the written forms, with their parts in {@code _parts}, and the folder of the classes, in
     *     which the composed forms stand in {@code forms} with nothing else
     * @throws IOException              if a file cannot be read or written
     * @throws IllegalArgumentException if a form or a part has a fault; the exception names the file and the reason, and
     *     nothing is written
     */
    public static void main(String[] folders) throws IOException {
        Path source = Path.of(folders[0]);
        Path target = Path.of(folders[1], "forms");
        List<FileTime> changes = changes(source);
        changes.addAll(changes(Path.of(folders[1], ComposeForms.class.getPackageName().replace('.', '/'))));
        if (Files.exists(target) && Collections.max(changes).compareTo(Collections.min(changes(target))) < 0) {
            return;
        }
        Map<Path, JsonNode> composed = compose(source);
        FileSystemUtils.deleteRecursively(target);
        ObjectWriter writer = new ObjectMapper().writer(printer()).with(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
        for (Map.Entry<Path, JsonNode> form : composed.entrySet()) {
            Path file = target.resolve(source.relativize(form.getKey()));
            Files.createDirectories(file.getParent());
            Files.writeString(file, writer.writeValueAsString(form.getValue()) + "\n");
        }
    }

    private static Map<Path, JsonNode> compose(Path source) throws IOException {
        Path folder = source.resolve("_parts");
        Map<String, JsonNode> shared = new TreeMap<>();
        Map<Path, JsonNode> forms = new TreeMap<>();
        ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        for (Path file : all(source)) {
            if (file.toString().endsWith(ENDING)) {
                JsonNode form = read(file, json);
                if (file.startsWith(folder)) {
                    shared.put(file.getFileName().toString().replace(ENDING, ""), form);
                } else {
                    forms.put(file, form);
                }
            }
        }
        FormParts parts = new FormParts(shared, Files.readString(folder.resolve("style.css")));
        forms.replaceAll((file, form) -> {
            try {
                return parts.compose(form);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
            }
        });
        if (!parts.unused().isEmpty()) {
            throw new IllegalArgumentException(folder + ": no form refers to " + String.join(", ", parts.unused()));
        }
        return forms;
    }

    private static JsonNode read(Path file, ObjectMapper json) throws IOException {
        try {
            return json.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns a printer that sets lines and spaces as Camunda Modeler does, so that a form whose source does not change is not
     * deployed anew.
     */
    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        return printer;
    }

    /**
     * Returns the moments at which files and folders were changed. A folder changes if something in it is added or removed.
     */
    private static List<FileTime> changes(Path folder) throws IOException {
        List<FileTime> changes = new ArrayList<>();
        for (Path file : all(folder)) {
            changes.add(Files.getLastModifiedTime(file));
        }
        return changes;
    }

    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }
}
