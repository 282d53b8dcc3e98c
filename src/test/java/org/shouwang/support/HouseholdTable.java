package org.shouwang.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.shouwang.support.TestPeople.Person;

/** A file of out-of-poverty households in the form in which a county makes it: one person in each row. */
public final class HouseholdTable {

    private final List<Map<String, String>> rows = new ArrayList<>();

    /**
     * Adds a household of {@link Shouwang#VILLAGE}.
     *
     * @param head     the head
     * @param children the other members
     */
    public HouseholdTable household(Person head, Person... children) {
        Map<String, String> row = member(head, "HEAD");
        row.put("villageCode", Shouwang.VILLAGE);
        row.put("wageIncome", "24000");
        row.put("businessIncome", "6000.50");
        row.put("businessCost", "2000");
        row.put("medicalSpending", "800");
        rows.add(row);
        for (Person child : children) {
            rows.add(member(child, "CHILD"));
        }
        return this;
    }

    private static Map<String, String> member(Person person, String relation) {
        Map<String, String> row = new LinkedHashMap<>();
        List.of("villageCode", "name", "idNumber", "relation", "health", "labour", "schooling", "wageIncome", "businessIncome",
                "businessCost", "medicalSpending").forEach(column -> row.put(column, ""));
        row.put("name", person.name());
        row.put("idNumber", person.idNumber());
        row.put("relation", relation);
        row.put("health", "HEALTHY");
        row.put("labour", "FULL");
        row.put("schooling", "NONE");
        return row;
    }

    /** Sets a value in the last row. If the column is new, it is empty in the rows before. */
    public HouseholdTable with(String column, String value) {
        return with(rows.size() - 1, column, value);
    }

    /**
     * Sets a value.
     *
     * @param row    the row's place below the header; the first is 0
     * @param column the column's key
     * @param value  the value
     */
    public HouseholdTable with(int row, String column, String value) {
        rows.forEach(each -> each.putIfAbsent(column, ""));
        rows.get(row).put(column, value);
        return this;
    }

    /** Removes a column. */
    public HouseholdTable without(String column) {
        rows.forEach(row -> row.remove(column));
        return this;
    }

    /** Renames a column. */
    public HouseholdTable renamed(String column, String name) {
        rows.replaceAll(row -> {
            Map<String, String> renamed = new LinkedHashMap<>();
            row.forEach((key, value) -> renamed.put(key.equals(column) ? name : key, value));
            return renamed;
        });
        return this;
    }

    /** Returns the table as csv. */
    public byte[] csv() {
        return Stream.concat(Stream.of(rows.get(0).keySet()), rows.stream().map(Map::values))
                .map(values -> values.stream().map(value -> '"' + value.replace("\"", "\"\"") + '"').collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the table as xlsx, with amounts as numbers. */
    public byte[] xlsx() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", null)) {
            Worksheet sheet = workbook.newWorksheet("名单");
            List<String> header = List.copyOf(rows.get(0).keySet());
            for (int column = 0; column < header.size(); column++) {
                sheet.value(0, column, header.get(column));
                for (int row = 0; row < rows.size(); row++) {
                    String value = rows.get(row).get(header.get(column));
                    if (value.matches("\\d{1,9}(\\.\\d+)?")) {
                        sheet.value(row + 1, column, Double.parseDouble(value));
                    } else if (!value.isEmpty()) {
                        sheet.value(row + 1, column, value);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
