package org.shouwang.shared;

import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;

/**
 * A request for one page of a list. A page is found by the row before it, so that a late page is as fast as the first.
 *
 * @param place the id of the last row of the page before, or null for the first page
 * @param limit the most rows on the page
 */
public record PageRequest(Long place, int limit) {

    /** The most rows on a page of a list that has no smaller limit of its own. */
    public static final int MOST = 200;

    /**
     * Reads a request.
     *
     * @param cursor the cursor from the page before; null or blank for the first page
     * @param limit  the most rows on the page, 1 to {@link #MOST}
     * @throws InvalidInputException if the cursor or the limit is invalid
     */
    public static PageRequest of(String cursor, int limit) {
        FieldErrors errors = new FieldErrors();
        PageRequest asked = of(cursor, limit, errors);
        errors.throwIfAny();
        return asked;
    }

    /**
     * Reads a request and collects the errors.
     *
     * @param cursor the cursor from the page before; null or blank for the first page
     * @param limit  the most rows on the page, 1 to {@link #MOST}
     * @param errors the errors, to which those of the cursor and the limit are added
     */
    public static PageRequest of(String cursor, int limit, FieldErrors errors) {
        requireLimit(limit, MOST, errors);
        return new PageRequest(place(cursor, PageRequest::id, errors), limit);
    }

    /**
     * Reads a cursor and collects the errors.
     *
     * @param cursor the cursor from the page before; null or blank for the first page
     * @param reader returns the place that the cursor names, and throws if the cursor is invalid
     * @param errors the errors, to which that of the cursor is added
     * @param <P>    the type of places in the list
     * @return the place, or null for the first page and for an invalid cursor
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
     * Adds an error if a page is to have no row or too many.
     *
     * @param limit  the number of rows that are asked for
     * @param most   the most rows that are allowed
     * @param errors the errors, to which that of the limit is added
     */
    public static void requireLimit(int limit, int most, FieldErrors errors) {
        if (limit < 1 || limit > most) {
            errors.add("limit", "每页条数", "须在1至" + most + "之间");
        }
    }

    private static Long id(String cursor) {
        long id = Long.parseLong(cursor);
        if (id < 0) {
            throw new IllegalArgumentException("an id is never negative");
        }
        return id;
    }

    /**
     * @return the id below which the page begins in a list with the newest rows first
     */
    public long before() {
        return place == null ? Long.MAX_VALUE : place;
    }

    /**
     * @return the id above which the page begins in a list with the oldest rows first
     */
    public long after() {
        return place == null ? 0 : place;
    }

    /**
     * @return the number of rows to read, which is one more than fits and so tells whether another page follows
     */
    public int rows() {
        return limit + 1;
    }

    /**
     * Makes the page that was asked for.
     *
     * @param found the rows that were read, at most {@link #rows()}
     * @param id    returns the id of a row, by which the list is ordered
     * @param <T>   the type of the rows
     */
    public <T> Page<T> page(List<T> found, Function<T, Long> id) {
        return Page.of(found, limit, id);
    }
}
