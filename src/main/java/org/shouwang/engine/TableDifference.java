package org.shouwang.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;

/**
 * A place at which a version of a decision table says something else than the one in force, as a second person reads it.
 *
 * @param row    the row, in Chinese, with its number in the new version; of a removed row, in the one in force
 * @param column the Chinese name of the column
 * @param before the text in the version in force; empty if there is none
 * @param after  the text in the new version; empty if there is none
 */
public record TableDifference(String row, String column, String before, String after) {

    private static final String WHOLE = "整行";

    /**
     * Compares a version that fits with the one in force. Rows are the same if they have the same id, which Camunda Modeler keeps; in a
     * file whose rows all have other ids, if they have the same number.
     *
     * @param now     the new version
     * @param present the version in force
     * @return the differences, the heading's first and then by rows; empty if both say the same
     */
    public static List<TableDifference> of(TableVersion now, TableVersion present) {
        List<TableDifference> found = new ArrayList<>(cells("表头", heading(now), heading(present), now));
        boolean known = ids(now).stream().anyMatch(id -> id != null && ids(present).contains(id));
        Map<String, Map<String, String>> before = rows(present, known);
        Map<String, Map<String, String>> after = rows(now, known);
        List<String> kept = before.keySet().stream().filter(after::containsKey).toList();
        List<String> order = after.keySet().stream().filter(before::containsKey).toList();
        after.forEach((id, row) -> {
            String name = "第 " + number(after, id) + " 行";
            if (!before.containsKey(id)) {
                found.add(new TableDifference(name + "（新增）", WHOLE, "", told(now, row)));
                return;
            }
            if (kept.indexOf(id) != order.indexOf(id)) {
                found.add(new TableDifference(name, "次序", "第 " + number(before, id) + " 行", name));
            }
            found.addAll(cells(name, row, before.get(id), now));
        });
        before.forEach((id, row) -> {
            if (!after.containsKey(id)) {
                found.add(new TableDifference("现在的第 " + number(before, id) + " 行（删去）", WHOLE, told(present, row), ""));
            }
        });
        return found;
    }

    private static List<TableDifference> cells(String row, Map<String, String> now, Map<String, String> before, TableVersion version) {
        Map<String, String> labels = version.labels();
        return now.entrySet().stream().filter(cell -> !Objects.equals(cell.getValue(), before.getOrDefault(cell.getKey(), "")))
                .map(cell -> new TableDifference(row, labels.getOrDefault(cell.getKey(), cell.getKey()), before.getOrDefault(cell.getKey(), ""), cell.getValue()))
                .toList();
    }

    private static List<String> ids(TableVersion version) {
        return version.table().getRules().stream().map(Rule::getId).toList();
    }

    private static Map<String, Map<String, String>> rows(TableVersion version, boolean byId) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        version.table().getRules().forEach(rule -> rows.put(byId && rule.getId() != null ? rule.getId() : "#" + rows.size(), version.cells(rule)));
        return rows;
    }

    private static int number(Map<String, ?> rows, String id) {
        return List.copyOf(rows.keySet()).indexOf(id) + 1;
    }

    private static String told(TableVersion version, Map<String, String> row) {
        Map<String, String> labels = version.labels();
        return row.entrySet().stream().filter(cell -> !cell.getValue().isEmpty()).map(cell -> labels.getOrDefault(cell.getKey(), cell.getKey()) + "：" + cell.getValue())
                .collect(Collectors.joining("；"));
    }

    /** Returns what the columns are called and of which type they are. */
    private static Map<String, String> heading(TableVersion version) {
        Map<String, String> heading = new LinkedHashMap<>();
        version.inputs().forEach((expression, input) -> heading.put(TableVersion.inputColumn(expression), headed(input)));
        for (Output output : version.table().getOutputs()) {
            heading.put(TableVersion.outputColumn(output.getName()), joined(output.getLabel(), output.getTypeRef()));
        }
        return heading;
    }

    private static String headed(Input input) {
        return joined(input.getLabel(), input.getInputExpression() == null ? null : input.getInputExpression().getTypeRef());
    }

    private static String joined(String label, String type) {
        return Objects.requireNonNullElse(label, "") + (type == null ? "" : "（" + type + "）");
    }
}
