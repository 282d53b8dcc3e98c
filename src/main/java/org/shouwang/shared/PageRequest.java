package org.shouwang.shared;

import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;

/**
 * Which page of a list somebody asks for. Pages are found by the row that stands before them, so that a deep one is as fast as
 * the first.
 *
 * @param place the id of the last row of the page before, or null for the first page
 * @param limit how many rows the page takes at most
 */
public record PageRequest(Long place, int limit) {

    /** How many rows a page takes at most, where its list allows no more. */
    public static final int MOST = 200;

    /**
     * @param cursor where the page begins, from the page before; null or blank for the first
     * @param limit  how many rows, 1 to {@link #MOST}
     * @return the page that is asked for
     * @throws InvalidInputException if cursor or limit make no sense
     */
    public static PageRequest of(String cursor, int limit) {
        FieldErrors errors = new FieldErrors();
        PageRequest asked = of(cursor, limit, errors);
        errors.throwIfAny();
        return asked;
    }

    /**
     * @param cursor where the page begins, from the page before; null or blank for the first
     * @param limit  how many rows, 1 to {@link #MOST}
     * @param errors takes what makes no sense
     * @return the page that is asked for
     */
    public static PageRequest of(String cursor, int limit, FieldErrors errors) {
        requireLimit(limit, MOST, errors);
        return new PageRequest(place(cursor, Long::valueOf, errors), limit);
    }

    /**
     * @param cursor where a page begins, from the page before; null or blank for the first
     * @param reader reads it; throws where it is none
     * @param errors takes that it is none
     * @param <P>    a place in the list
     * @return the place, or null for the first page and where the cursor is none
     */
    public static <P> P place(String cursor, Function<String, P> reader, FieldErrors errors) {
        try {
            return cursor == null || cursor.isBlank() ? null : reader.apply(cursor);
        } catch (IllegalArgumentException | DateTimeException e) {
            errors.add("cursor", "cursor", "无效，请使用上一页给出的值");
            return null;
        }
    }

    /**
     * @param limit  how many rows are asked for
     * @param most   how many are allowed
     * @param errors takes that there are too many, or none
     */
    public static void requireLimit(int limit, int most, FieldErrors errors) {
        if (limit < 1 || limit > most) {
            errors.add("limit", "limit", "须在1至" + most + "之间");
        }
    }

    /**
     * @return the id before which the page begins, where the newest rows stand first
     */
    public long before() {
        return place == null ? Long.MAX_VALUE : place;
    }

    /**
     * @return the id after which the page begins, where the oldest rows stand first
     */
    public long after() {
        return place == null ? 0 : place;
    }

    /**
     * @return how many rows to read: one more than the page takes tells that another page follows
     */
    public int rows() {
        return limit + 1;
    }

    /**
     * @param found the rows that were read, at most {@link #rows()}
     * @param id    tells the id of a row, by which the list is ordered
     * @param <T>   a row
     * @return the page
     */
    public <T> Page<T> page(List<T> found, Function<T, Long> id) {
        return Page.of(found, limit, id);
    }
}
