package org.shouwang.shared;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Collects the errors of one input, so that the answer can name all of them together. */
public final class FieldErrors {

    private final List<FieldError> errors = new ArrayList<>();

    /**
     * @param field   the field's key
     * @param label   the field's Chinese name
     * @param message a Chinese message that says what is expected
     */
    public void add(String field, String label, String message) {
        errors.add(new FieldError(field, label, message));
    }

    /**
     * Says something else of a field in place of what was said of it before.
     *
     * @param field   the field's key
     * @param label   the field's Chinese name
     * @param message a Chinese message that says what is expected
     */
    public void put(String field, String label, String message) {
        FieldError error = new FieldError(field, label, message);
        if (!has(field)) {
            errors.add(error);
        }
        errors.replaceAll(each -> field.equals(each.field()) ? error : each);
    }

    /**
     * @param row     the cell's row in the file; the first row is 1
     * @param column  the column's name as it stands in the file
     * @param message a Chinese message that says what is expected
     */
    public void addCell(long row, String column, String message) {
        errors.add(FieldError.ofCell(row, column, message));
    }

    /**
     * Reads a day that somebody has typed.
     *
     * @param field the field's key
     * @param label the field's Chinese name
     * @param text  what was typed; may be null
     * @return the day; null if nothing was typed, or after adding an error
     */
    public LocalDate day(String field, String label, String text) {
        try {
            return text == null || text.isBlank() ? null : ChinaTime.parseDay(text.strip());
        } catch (DateTimeException e) {
            add(field, label, "须为日期，如 2026-03-02");
            return null;
        }
    }

    /**
     * Reads a number that was typed.
     *
     * @param field the key of the field
     * @param label its Chinese name
     * @param text  the text
     * @return the number, or null if the text is none, which is noted
     */
    public BigDecimal number(String field, String label, String text) {
        String problem = Decimals.problem(text);
        if (problem != null) {
            add(field, label, problem);
        }
        return Decimals.parse(text).orElse(null);
    }

    /**
     * Adds an error if a day has not come yet.
     *
     * @param field the field's key
     * @param label the field's Chinese name
     * @param day   the day
     * @param today today's day by the product's clock
     * @return whether the day is wrong
     */
    public boolean refuseFuture(String field, String label, LocalDate day, LocalDate today) {
        if (day.isAfter(today)) {
            add(field, label, "不能晚于今天（" + today + "）");
        }
        return day.isAfter(today);
    }

    /**
     * Adds an error if a day is over.
     *
     * @param field the field's key
     * @param label the field's Chinese name
     * @param day   the day
     * @param today today's day by the product's clock
     * @return whether the day is wrong
     */
    public boolean refusePast(String field, String label, LocalDate day, LocalDate today) {
        if (day.isBefore(today)) {
            add(field, label, "不能早于今天（" + today + "）");
        }
        return day.isBefore(today);
    }

    /**
     * Tells whether an error was added for a field.
     *
     * @param field the field's key; errors within the field do not count
     */
    public boolean has(String field) {
        return errors.stream().anyMatch(error -> error.field().equals(field));
    }

    public void addAll(List<FieldError> more) {
        errors.addAll(more);
    }

    /**
     * @return the errors in the order in which they were added
     */
    public List<FieldError> all() {
        return List.copyOf(errors);
    }

    /**
     * @return whether there is an error
     */
    public boolean any() {
        return !errors.isEmpty();
    }

    /**
     * @return an exception that names all errors; at least one has to be there
     */
    public InvalidInputException asException() {
        return new InvalidInputException(errors);
    }

    /**
     * Throws an exception that names all errors, unless there is none.
     *
     * @throws InvalidInputException if there is an error
     */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw asException();
        }
    }
}
