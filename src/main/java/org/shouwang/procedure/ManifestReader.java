package org.shouwang.procedure;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads manifests and checks them against their schema. A fault names the line. */
public final class ManifestReader {

    private static final String SCHEMA = "procedure-manifest.schema.json";

    private final JsonMapper json = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final JsonSchema schema;

    public ManifestReader() {
        try (InputStream stream = new ClassPathResource(SCHEMA).getInputStream()) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(stream);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads the manifest of a folder.
     *
     * @param folder the folder
     * @param faults where the manifest's faults are added
     * @return the manifest; null if it has faults
     */
    public Manifest read(ProcedureFolder folder, List<Fault> faults) {
        String text = folder.text(ProcedureFolder.MANIFEST);
        if (text == null) {
            faults.add(new Fault(ProcedureFolder.MANIFEST, 0, "the folder has no manifest", "add it"));
            return null;
        }
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            JsonNode content = json.valueToTree(new Yaml(new SafeConstructor(options)).<Object>load(text));
            Map<String, Integer> lines = new HashMap<>();
            note(root, "", lines);
            int before = faults.size();
            schema.validate(content).forEach(message -> {
                String place = message.getInstanceLocation().toString().replace("$", "").replaceAll("\\[(\\d+)]", ".$1");
                String missing = message.getProperty() == null ? place : place + "." + message.getProperty();
                faults.add(new Fault(ProcedureFolder.MANIFEST, lines.getOrDefault(missing, lines.getOrDefault(place, 1)),
                        message.getMessage().replace("$.", ""), "see " + SCHEMA + " for what may stand there"));
            });
            return faults.size() > before ? null : json.treeToValue(content, Manifest.class);
        } catch (MarkedYAMLException e) {
            faults.add(new Fault(ProcedureFolder.MANIFEST, e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1,
                    String.valueOf(e.getProblem()), "write it as YAML"));
            return null;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            faults.add(new Fault(ProcedureFolder.MANIFEST, 1, e.getOriginalMessage(), "see " + SCHEMA));
            return null;
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
            List<Node> items = new ArrayList<>(sequence.getValue());
            for (int i = 0; i < items.size(); i++) {
                note(items.get(i), path + "." + i, lines);
            }
        }
    }
}
