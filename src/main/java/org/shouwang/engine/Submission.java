package org.shouwang.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.shared.FieldErrors;

/**
 * What a user submitted with a form, after it was checked against that form: types and ranges are right, hidden fields
 * are gone. A field found wrong has no value and stands among the errors, so that the product's own rules can be
 * checked too and all errors are told at once; nothing is stored while there is any.
 */
public final class Submission {

    private final Map<String, Object> values;
    private final Map<String, String> labels;
    private final Map<String, String> optionLabels;
    private final String path;
    private final String labelPath;
    private final FieldErrors errors;

    Submission(Map<String, Object> values, Map<String, String> labels, Map<String, String> optionLabels, String path,
               String labelPath, FieldErrors errors) {
        this.values = values;
        this.labels = labels;
        this.optionLabels = optionLabels;
        this.path = path;
        this.labelPath = labelPath;
        this.errors = errors;
    }

    /**
     * Marks a field as wrong; the submission is refused once everything has been checked.
     *
     * @param key     the field's key
     * @param message what is expected, in Chinese; it follows the field's name
     */
    public void reject(String key, String message) {
        if (!errors.has(path + key)) {
            errors.add(path + key, labelPath + labels.getOrDefault(key, key), message);
        }
    }

    /**
     * @throws org.shouwang.shared.InvalidInputException if any field is wrong; names all of them
     */
    public void throwIfInvalid() {
        errors.throwIfAny();
    }

    /**
     * @param key a text field's key
     * @return the text without surrounding blanks, or null if it was left empty
     */
    public String text(String key) {
        return (String) values.get(key);
    }

    /**
     * @param key a date field's key
     * @return the day, or null if it was left empty
     */
    public LocalDate date(String key) {
        return (LocalDate) values.get(key);
    }

    /**
     * @param key a number field's key
     * @return the number, or null if it was left empty
     */
    public BigDecimal number(String key) {
        return (BigDecimal) values.get(key);
    }

    /**
     * @param key a checkbox's key
     * @return whether it was ticked
     */
    public boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /**
     * @param key  the key of a field with options
     * @param type the enum whose names are the options' values
     * @param <E>  that enum
     * @return the chosen option, or null if none was chosen
     */
    public <E extends Enum<E>> E option(String key, Class<E> type) {
        String value = text(key);
        return value == null ? null : Enum.valueOf(type, value);
    }

    /**
     * @param key the key of a field with options
     * @return the chosen option as people read it, or empty if none was chosen
     */
    public Optional<String> optionLabel(String key) {
        return Optional.ofNullable(optionLabels.get(key));
    }

    /**
     * @param key  the key of a field with several options
     * @param type the enum whose names are the options' values
     * @param <E>  that enum
     * @return the chosen options, empty if none was chosen
     */
    public <E extends Enum<E>> List<E> options(String key, Class<E> type) {
        @SuppressWarnings("unchecked")
        List<String> chosen = (List<String>) values.getOrDefault(key, List.of());
        return chosen.stream().map(value -> Enum.valueOf(type, value)).toList();
    }

    /**
     * @param key the key of a repeated group
     * @return its rows in order, empty if there are none
     */
    public List<Submission> rows(String key) {
        @SuppressWarnings("unchecked")
        List<Submission> rows = (List<Submission>) values.getOrDefault(key, List.of());
        return rows;
    }
}
