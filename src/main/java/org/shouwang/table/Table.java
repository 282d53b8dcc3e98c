package org.shouwang.table;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;

/**
 * A table that was handed in.
 *
 * @param headers the names of its known columns as they stand in the file, in its order, by the columns' keys
 * @param rows    its rows of data in order; none is empty
 * @param leftOut what the file has besides
 * @param errors  what cannot be read, by row: error values, formulas without a result, values without a header; of very many the first
 * @param moreErrors how many more there are
 * @param missing the columns that it must have and does not; see {@link #requireColumns}
 */
public record Table(Map<String, String> headers, List<TableRow> rows, List<LeftOut> leftOut, List<CellError> errors, int moreErrors,
                    List<TableColumn> missing) {

    /** So many errors are kept of one table; an answer names far fewer. */
    public static final int MOST_ERRORS = 10_000;

    private static final Pattern UNNAMED = Pattern.compile("第[A-Z]+列");

    /**
     * @param key a column's key
     * @return whether the file has this column
     */
    public boolean has(String key) {
        return headers.containsKey(key);
    }

    /**
     * @param column a column
     * @return its name as it stands in the file, its title if the file does not have it
     */
    public String header(TableColumn column) {
        return headers.getOrDefault(column.key(), column.title());
    }

    /**
     * @param column a column that the file does not have
     * @return its name for whoever reads about it: its title, with its key where the file's own header is in keys
     */
    public String named(TableColumn column) {
        return isInKeys(headers.values().stream()) && !column.title().equals(column.key()) ? column.title() + "（" + column.key() + "）"
                : column.title();
    }

    /** Whether names are none that people read: without any Chinese character. */
    static boolean isInKeys(Stream<String> names) {
        return names.noneMatch(name -> name.codePoints().anyMatch(Character::isIdeographic));
    }

    /**
     * Refuses a file without a column that it must have, and tells with it what is wrong in its rows, so that both are mended
     * at once.
     *
     * @param lacking what else its columns lack
     * @param rows    what is wrong in its rows; what is said of columns that are not there is left out
     * @throws InvalidInputException if a column is missing
     */
    public void requireColumns(FieldErrors lacking, List<CellError> rows) {
        FieldErrors all = new FieldErrors();
        missing.forEach(column -> all.add(column.key(), named(column), "列缺失"));
        all.addAll(lacking.all());
        if (all.any()) {
            rows.stream().filter(error -> headers.containsValue(error.column()) || UNNAMED.matcher(error.column()).matches())
                    .forEach(error -> all.addCell(error.row(), error.column(), error.message()));
            throw all.asException();
        }
    }
}
