package org.shouwang.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.shouwang.shared.LinedYaml;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads YAML files of procedures and checks them against a schema. A fault names the line; where the schema has a message of its
 * own ({@code errorMessage}), what stands in it behind a dash is how to mend the fault.
 */
final class CheckedYaml {

    private final JsonMapper json = new JsonMapper();
    private final String name;
    private final JsonSchema schema;

    /**
     * @param name the name of the schema among the program's resources
     */
    CheckedYaml(String name) {
        this.name = name;
        try (InputStream stream = new ClassPathResource(name).getInputStream()) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(stream,
                    SchemaValidatorsConfig.builder().pathType(PathType.LEGACY).errorMessageKeyword("errorMessage").build());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What a file says.
     *
     * @param content the content
     * @param lines   the lines of all keys and items, by their paths with points, such as {@code .steps.0.by}
     */
    record Content(JsonNode content, Map<String, Integer> lines) {
    }

    /**
     * Reads a file.
     *
     * @param folder the folder
     * @param file   the path of a file in the folder
     * @param faults where the file's faults are added
     * @return what it says; null if it has faults
     */
    Content read(ProcedureFolder folder, String file, List<Fault> faults) {
        String text = folder.text(file);
        try {
            LinedYaml read = LinedYaml.read(text);
            JsonNode content = json.valueToTree(read.content());
            Map<String, Integer> lines = read.lines();
            int before = faults.size();
            schema.validate(content).forEach(message -> {
                String place = message.getInstanceLocation().toString().replace("$", "").replaceAll("\\[(\\d+)]", ".$1");
                String missing = message.getProperty() == null ? place : place + "." + message.getProperty();
                String[] told = message.getMessage().replace("$.", "").split(" — ", 2);
                faults.add(new Fault(file, lines.getOrDefault(missing, lines.getOrDefault(place, 1)), told[0],
                        told.length > 1 ? told[1] : "see " + name + " for what may stand there"));
            });
            return faults.size() > before ? null : new Content(content, lines);
        } catch (MarkedYAMLException e) {
            faults.add(new Fault(file, e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1, String.valueOf(e.getProblem()),
                    "write it as YAML"));
            return null;
        }
    }
}
