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
 * @param headers the names of the known columns as they stand in the file, in the file's order, by the columns' keys
 * @param rows    the rows of data in order; none is empty
 * @param leftOut the parts of the file that were not taken as data
 * @param errors  the cells that cannot be read, by row: error values, formulas without a result, values without a header;
 *     at most
 *                {@link #MOST_ERRORS}
 * @param moreErrors the number of further errors
 * @param missing the required columns that the file does not have; see {@link #requireColumns}
 */
public record Table(Map<String, String> headers, List<TableRow> rows, List<LeftOut> leftOut, List<CellError> errors, int moreErrors,
                    List<TableColumn> missing) {

    /** The most errors that are kept of one table; an answer names far fewer. */
    public static final int MOST_ERRORS = 10_000;

    private static final Pattern UNNAMED = Pattern.compile("第[A-Z]+列");

    /**
     * @param key the key of a column
     * @return whether the file has this column
     */
    public boolean has(String key) {
        return headers.containsKey(key);
    }

    /**
     * @param column a column
     * @return the column's name as it stands in the file; its title if the file does not have it
     */
    public String header(TableColumn column) {
        return headers.getOrDefault(column.key(), column.title());
    }

    /**
     * @param column a column that the file does not have
     * @return the column's title for a message, followed by its key if the file names its columns by keys
     */
    public String named(TableColumn column) {
        return isInKeys(headers.values().stream()) && !column.title().equals(column.key()) ? column.title() + "（" + column.key() + "）"
                : column.title();
    }

    /** Tells whether names are keys of programs, which contain no Chinese character. */
    static boolean isInKeys(Stream<String> names) {
        return names.noneMatch(name -> name.codePoints().anyMatch(Character::isIdeographic));
    }

    /**
     * Refuses a file that lacks a required column. The refusal also names the faults in the rows, so that the user can mend
     * everything at once.
     *
     * @param lacking further faults of the columns
     * @param rows    the faults of the rows; faults of columns that the file lacks are not repeated
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
