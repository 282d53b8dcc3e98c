package org.shouwang.shared;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param total          how many rows the whole list has, or null where nobody counts them
 * @param items          the rows of this page
 * @param previousCursor where the page before is found, or null where there is none or nobody turns back; other systems are
 *                       not told
 * @param nextCursor     where the next page begins, or null on the last one
 * @param <T>            a row
 */
public record Page<T>(@JsonInclude(JsonInclude.Include.NON_NULL) Long total, List<T> items, @JsonIgnore String previousCursor,
                      String nextCursor) {

    /**
     * @param found the rows from where the page begins, one more than the page takes if another page follows
     * @param limit how many rows the page takes
     * @param place tells from the last row of a page where the next one begins
     * @param <T>   a row
     * @return the page
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, ?> place) {
        return found.size() <= limit ? new Page<>(null, found, null, null)
                : new Page<>(null, found.subList(0, limit), null, place.apply(found.get(limit - 1)).toString());
    }

    /**
     * @param change what becomes of each row
     * @param <R>    a row afterwards
     * @return the same page with other rows
     */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(total, items.stream().map(change).toList(), previousCursor, nextCursor);
    }

    /**
     * @param rows how many rows the whole list has
     * @return the same page, which says so
     */
    public Page<T> counted(long rows) {
        return new Page<>(rows, items, previousCursor, nextCursor);
    }
}
