package org.shouwang.shared;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param total          the number of rows of the whole list, or null if they are not counted
 * @param items          the rows of this page
 * @param previousCursor the cursor of the page before, or null on the first page and in lists without a way back; other
 *     systems do not get it
 * @param nextCursor     the cursor of the next page, or null on the last page
 * @param <T>            the type of the rows
 */
public record Page<T>(@JsonInclude(JsonInclude.Include.NON_NULL) Long total, List<T> items, @JsonIgnore String previousCursor,
                      String nextCursor) {

    /** The number up to which the rows of a long list are counted; one more means that there are more. */
    public static final int COUNTED = 10_000;

    /**
     * Makes the statement that counts the rows of a list, up to {@link #COUNTED} and one.
     *
     * @param select the statement that reads all rows, without an order
     */
    public static String counting(String select) {
        return "select count(*) from (" + select + " limit " + (COUNTED + 1) + ") counted";
    }

    /**
     * Returns a number of rows as people read it.
     *
     * @param counted the number that {@link #counting} found
     */
    public static String amount(long counted) {
        return counted > COUNTED ? COUNTED + " 以上" : String.valueOf(counted);
    }

    /**
     * Makes a page.
     *
     * @param found the rows from the page's first row on; one row more than fits means that another page follows
     * @param limit the most rows on the page
     * @param place returns the cursor of the next page from the last row of this one
     * @param <T>   the type of the rows
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, ?> place) {
        return found.size() <= limit ? new Page<>(null, found, null, null)
                : new Page<>(null, found.subList(0, limit), null, place.apply(found.get(limit - 1)).toString());
    }

    /**
     * Changes the rows of the page.
     *
     * @param change returns the new row for a row
     * @param <R>    the type of the new rows
     * @return a page with the new rows
     */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(total, items.stream().map(change).toList(), previousCursor, nextCursor);
    }

    /**
     * Adds the number of all rows.
     *
     * @param rows the number of rows of the whole list
     * @return the page with this number
     */
    public Page<T> counted(long rows) {
        return new Page<>(rows, items, previousCursor, nextCursor);
    }
}
