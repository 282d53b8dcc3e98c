package org.shouwang.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML files of procedures and checks them against a schema. A fault names the line. */
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
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(stream);
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
            Map<String, Integer> lines = new HashMap<>();
            note(yaml().compose(new StringReader(text)), "", lines);
            JsonNode content = json.valueToTree(yaml().<Object>load(text));
            int before = faults.size();
            schema.validate(content).forEach(message -> {
                String place = message.getInstanceLocation().toString().replace("$", "").replaceAll("\\[(\\d+)]", ".$1");
                String missing = message.getProperty() == null ? place : place + "." + message.getProperty();
                faults.add(new Fault(file, lines.getOrDefault(missing, lines.getOrDefault(place, 1)),
                        message.getMessage().replace("$.", ""), "see " + name + " for what may stand there"));
            });
            return faults.size() > before ? null : new Content(content, lines);
        } catch (MarkedYAMLException e) {
            faults.add(new Fault(file, e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1, String.valueOf(e.getProblem()),
                    "write it as YAML"));
            return null;
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new PlainWords());
    }

    /** Reads days and words such as NO as the texts that they are. */
    private static final class PlainWords extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
            addImplicitResolver(Tag.INT, Pattern.compile("-?(0|[1-9]\\d*)"), "-0123456789");
            addImplicitResolver(Tag.FLOAT, Pattern.compile("-?(0|[1-9]\\d*)\\.\\d+"), "-0123456789");
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null"), "~n");
            addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
            addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
        }
    }

    /** Notes the lines of all keys and items, by their paths with points. */
    private static void note(Node node, String path, Map<String, Integer> lines) {
        if (node == null) {
            return;
        }
        lines.putIfAbsent(path, node.getStartMark().getLine() + 1);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(each -> {
                String key = path + "." + (each.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "");
                lines.put(key, each.getKeyNode().getStartMark().getLine() + 1);
                note(each.getValueNode(), key, lines);
            });
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                note(sequence.getValue().get(i), path + "." + i, lines);
            }
        }
    }
}
