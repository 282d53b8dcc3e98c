package org.shouwang.taskform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.shouwang.engine.FormConditions;
import org.unbescape.html.HtmlEscape;

/**
 * Fills in the texts of a form, which have the templates of Camunda Forms: <code>{{name}}</code>,
 * <code>{{#if condition}}</code> and <code>{{#loop rows}}</code>. What the form's author wrote is markup; what is filled in is
 * text and never becomes markup.
 */
final class FormTexts {

    private static final Pattern STYLE = Pattern.compile("<style>.*?</style>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("\\{\\{\\s*(#if|#loop|/if|/loop)?\\s*(.*?)\\s*}}", Pattern.DOTALL);
    private static final Parser MARKDOWN = Parser.builder().build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder().build();

    private final FormConditions conditions;
    private final Map<String, Object> known;

    /**
     * @param conditions what evaluates the conditions in the texts
     * @param known      the values by name
     */
    FormTexts(FormConditions conditions, Map<String, Object> known) {
        this.conditions = conditions;
        this.known = known;
    }

    /** Returns the markup of an html component. Its style is left out, since the product's pages have their own. */
    String html(String content) {
        return filled(STYLE.matcher(content).replaceAll(""), known);
    }

    /** Returns the markup of a text component, which is written in Markdown. */
    String markdown(String text) {
        return HTML.render(MARKDOWN.parse(filled(text, known)));
    }

    private String filled(String template, Map<String, Object> scope) {
        StringBuilder out = new StringBuilder();
        Matcher tag = TAG.matcher(template);
        int at = 0;
        while (at < template.length() && tag.find(at)) {
            out.append(template, at, tag.start());
            String kind = tag.group(1);
            if (kind == null) {
                Object value = value(tag.group(2), scope);
                out.append(value == null ? "" : HtmlEscape.escapeHtml4Xml(Values.text(value)));
                at = tag.end();
                continue;
            }
            int end = closing(template, tag.end());
            String inside = template.substring(tag.end(), template.lastIndexOf("{{", end - 1));
            if ("#if".equals(kind)) {
                out.append(conditions.holds(tag.group(2), scope) ? filled(inside, scope) : "");
            } else if (value(tag.group(2), scope) instanceof List<?> rows) {
                rows.forEach(row -> out.append(filled(inside, inLoop(scope, row))));
            }
            at = end;
        }
        return out.append(template, Math.min(at, template.length()), template.length()).toString();
    }

    /** Returns the place behind the tag that closes the block whose inside begins at a place. */
    private static int closing(String template, int from) {
        Matcher tag = TAG.matcher(template);
        Deque<String> open = new ArrayDeque<>(List.of("block"));
        int at = from;
        while (tag.find(at)) {
            at = tag.end();
            if (tag.group(1) != null && tag.group(1).startsWith("#")) {
                open.push(tag.group(1));
            } else if (tag.group(1) != null) {
                open.pop();
                if (open.isEmpty()) {
                    return at;
                }
            }
        }
        throw new IllegalStateException("A block is not closed in: " + template);
    }

    private static Map<String, Object> inLoop(Map<String, Object> scope, Object row) {
        Map<String, Object> inside = new HashMap<>(scope);
        inside.put("this", row);
        if (row instanceof Map<?, ?> cells) {
            cells.forEach((name, value) -> inside.put(String.valueOf(name), value));
        }
        return inside;
    }

    /** Returns the value of a name or of a path such as {@code this.name}; null if there is none. */
    private static Object value(String path, Map<String, Object> scope) {
        Object value = scope;
        for (String name : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }
}
