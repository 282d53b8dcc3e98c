package org.shouwang.shared;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A text in YAML that knows its lines. Days and words such as NO are the texts that they are.
 *
 * @param content the content: maps, lists, texts, numbers, booleans and null
 * @param lines   the lines of all keys and items, by their paths with points, such as {@code .steps.0.by}
 */
public record LinedYaml(Object content, Map<String, Integer> lines) {

    /**
     * Reads a text.
     *
     * @param text the text
     * @return what it says
     * @throws org.yaml.snakeyaml.error.MarkedYAMLException if it is no YAML, or says something twice; the exception knows the line
     */
    public static LinedYaml read(String text) {
        Map<String, Integer> lines = new HashMap<>();
        note(yaml().compose(new StringReader(text)), "", lines);
        return new LinedYaml(yaml().load(text), lines);
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
