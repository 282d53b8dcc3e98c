package org.shouwang.shared;

import java.util.List;
import java.util.stream.Collectors;

/** An input that cannot be accepted; names every wrong field, of very many the first. Nothing has been stored. */
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
     * @param field   the key of the one wrong field
     * @param label   its name as people read it
     * @param message what is expected, in Chinese
     */
    public InvalidInputException(String field, String label, String message) {
        this(List.of(new FieldError(field, label, message)));
    }

    /**
     * @return every wrong field, but no more than {@link FieldError#MOST}
     */
    public List<FieldError> errors() {
        return errors;
    }

    /**
     * @return how many more there are
     */
    public int more() {
        return more;
    }
}
