package org.shouwang.shared;

import java.util.ArrayList;
import java.util.List;

/** Collects the errors of one input so that all of them are named at once. */
public final class FieldErrors {

    private final List<FieldError> errors = new ArrayList<>();

    /**
     * @param field   the field's key
     * @param label   its name as people read it
     * @param message what is expected, in Chinese
     */
    public void add(String field, String label, String message) {
        errors.add(new FieldError(field, label, message));
    }

    /**
     * @param row     a row of a file, the first being 1
     * @param column  the column's name as it stands in the file
     * @param message what is expected, in Chinese
     */
    public void addCell(long row, String column, String message) {
        errors.add(FieldError.ofCell(row, column, message));
    }

    /**
     * @param field a field's key
     * @return whether an error of exactly this field was added
     */
    public boolean has(String field) {
        return errors.stream().anyMatch(error -> error.field().equals(field));
    }

    /**
     * @param more errors that were found elsewhere
     */
    public void addAll(List<FieldError> more) {
        errors.addAll(more);
    }

    /**
     * @return what was added, in order
     */
    public List<FieldError> all() {
        return List.copyOf(errors);
    }

    /**
     * @return whether any error was added
     */
    public boolean any() {
        return !errors.isEmpty();
    }

    /**
     * @return what names all of them; at least one was added
     */
    public InvalidInputException asException() {
        return new InvalidInputException(errors);
    }

    /**
     * @throws InvalidInputException if any error was added
     */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw asException();
        }
    }
}
