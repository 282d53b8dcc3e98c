package org.shouwang.shared;

import java.util.List;
import java.util.stream.Collectors;

/** An input that cannot be accepted; names every wrong field. Nothing has been stored. */
public class InvalidInputException extends RuntimeException {

    private final transient List<FieldError> errors;

    /**
     * @param errors at least one error
     */
    public InvalidInputException(List<FieldError> errors) {
        super(errors.stream()
                .map(error -> "“" + error.label() + "”" + error.message())
                .collect(Collectors.joining("；")));
        this.errors = List.copyOf(errors);
    }

    /**
     * @param field   the key of the one wrong field
     * @param label   its name as people read it
     * @param message what is expected, in Chinese
     */
    public InvalidInputException(String field, String label, String message) {
        this(List.of(new FieldError(field, label, message)));
    }

    /**
     * @return every wrong field
     */
    public List<FieldError> errors() {
        return errors;
    }
}
