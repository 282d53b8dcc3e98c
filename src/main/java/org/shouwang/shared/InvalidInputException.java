package org.shouwang.shared;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input cannot be accepted, and nothing has been stored. The exception names the wrong fields, but no more than
 * {@link FieldError#MOST}.
 */
public class InvalidInputException extends RuntimeException {

    private final transient List<FieldError> errors;
    private final int more;

    /**
     * @param errors at least one error
     */
    public InvalidInputException(List<FieldError> errors) {
        super(errors.stream().limit(FieldError.MOST)
                .map(error -> (error.row() == null ? "“" + error.label() + "”" : error.label()) + error.message())
                .collect(Collectors.joining("；")) + (errors.size() > FieldError.MOST ? "；另有 " + (errors.size() - FieldError.MOST) + " 处" : ""));
        this.errors = errors.stream().limit(FieldError.MOST).toList();
        this.more = errors.size() - this.errors.size();
    }

    /**
     * Makes an exception for one wrong field.
     *
     * @param field   the field's key
     * @param label   the field's Chinese name
     * @param message a Chinese message that says what is expected
     */
    public InvalidInputException(String field, String label, String message) {
        this(List.of(new FieldError(field, label, message)));
    }

    /**
     * @return the errors, at most {@link FieldError#MOST}
     */
    public List<FieldError> errors() {
        return errors;
    }

    /**
     * @return the number of further errors that are not named
     */
    public int more() {
        return more;
    }
}
