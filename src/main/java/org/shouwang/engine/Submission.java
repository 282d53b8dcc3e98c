package org.shouwang.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.Texts;

/**
 * A submission that was checked against its form: types and ranges are right, and hidden fields are removed. A wrong field has
 * no value and an error, so that the product's own rules can be checked too and all errors are reported at once. Nothing is
 * stored while there are errors.
 */
public final class Submission {

    /** The field with the opinion given with a decision. */
    public static final String OPINION = "opinion";
    /** The field with the level to which the county sends a case back. */
    public static final String RETURN_TO = "returnTo";

    private final Map<String, Object> values;
    private final Map<String, String> labels;
    private final Map<String, String> optionLabels;
    private final String path;
    private final String labelPath;
    private final FieldErrors errors;
    private final Set<String> empty = new LinkedHashSet<>();
    private final Map<String, String> hidden = new LinkedHashMap<>();
    private final Set<String> reasons = new LinkedHashSet<>();

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
     * Adds an error to a field. The submission is refused after all checks.
     *
     * @param key     the field's key
     * @param message a Chinese message that says what is expected; it follows the field's name
     */
    public void reject(String key, String message) {
        if (!errors.has(path + key)) {
            errors.add(path + key, labelPath + labels.getOrDefault(key, key), message);
        }
    }

    /** Notes that a field was sent and that a condition of the form, which is true if the field is hidden, dropped it. */
    void dropped(String key, String condition) {
        hidden.put(key, condition);
    }

    /**
     * Refuses fields that were sent although the form hides them because of others, so that they are not dropped unseen. They have to be
     * fields of which some say the same as others, such as a household's number or a name.
     *
     * @param keys the keys of these fields
     */
    public void refuseHidden(Collection<String> keys) {
        keys.stream().filter(hidden::containsKey).forEach(key -> {
            List<String> others = keys.stream().filter(other -> hidden.get(key).matches("(?s).*\\b" + other + "\\b.*")).sorted().toList();
            List<String> sent = others.stream().filter(other -> values.containsKey(other) || errors.has(path + other)).toList();
            reject(key, sent.isEmpty() ? "（" + key + "）只能与 " + String.join("、", others) + " 一起提交" : "（" + key + "）不能与 "
                    + String.join("、", sent) + " 一起提交，只用一种方式说明是谁：" + joined(keys, true) + "，或者 " + joined(keys, false));
        });
    }

    /** Joins those of the keys whose fields are shown, or those whose fields are hidden. */
    private String joined(Collection<String> keys, boolean shown) {
        return keys.stream().filter(key -> shown == (values.containsKey(key) || empty.contains(key))).sorted().collect(Collectors.joining("、"));
    }

    /** Notes that a field was shown and left empty. */
    void leftEmpty(String key) {
        empty.add(key);
    }

    /**
     * @return the keys of the fields that were shown and left empty; not those that a condition of the form hid
     */
    public Set<String> empty() {
        return Collections.unmodifiableSet(empty);
    }

    /**
     * Refuses the submission if a field is wrong.
     *
     * @throws org.shouwang.shared.InvalidInputException if a field is wrong; the exception names all wrong fields
     */
    public void throwIfInvalid() {
        errors.throwIfAny();
    }

    /**
     * @return all values by their keys: String, BigDecimal, Boolean, LocalDate, a list of texts, or a list of rows, each of which is
     *     such a map; empty fields are missing
     */
    public Map<String, Object> values() {
        Map<String, Object> all = new LinkedHashMap<>();
        values.forEach((key, value) -> all.put(key, value instanceof List<?> list
                ? list.stream().map(each -> each instanceof Submission row ? row.values() : each).toList() : value));
        return all;
    }

    /**
     * @param key the key of a text field
     * @return the text without surrounding blanks, or null if the field was empty
     */
    public String text(String key) {
        return (String) values.get(key);
    }

    /**
     * @param key the key of a date field
     * @return the day, or null if the field was empty
     */
    public LocalDate date(String key) {
        return (LocalDate) values.get(key);
    }

    /**
     * @param key   a date field's key
     * @param today the day that counts if it was left empty
     * @return the day
     */
    public LocalDate date(String key, LocalDate today) {
        return date(key) == null ? today : date(key);
    }

    /**
     * Rejects a day that is still to come.
     *
     * @param key   a date field's key
     * @param today the present day
     */
    public void notInFuture(String key, LocalDate today) {
        if (date(key) != null && date(key).isAfter(today)) {
            reject(key, "不能晚于今天（" + today + "）");
        }
    }

    /**
     * Rejects a day that is over.
     *
     * @param key   a date field's key
     * @param today the present day
     */
    public void notInPast(String key, LocalDate today) {
        if (date(key) != null && date(key).isBefore(today)) {
            reject(key, "不能早于今天（" + today + "）");
        }
    }

    /**
     * Rejects a day before another one.
     *
     * @param key   a date field's key
     * @param first the first day that is possible
     * @param told  what the message calls that day, after 不能早于
     */
    public void notBefore(String key, LocalDate first, String told) {
        if (date(key) != null && date(key).isBefore(first)) {
            reject(key, "不能早于" + told);
        }
    }

    /**
     * Rejects a decision without an opinion where one has to be given (ID-6).
     *
     * @param outcomeKey the key of the field with the decision
     * @param outcomes   the decisions that need a reason
     */
    public void reasonWhen(String outcomeKey, Enum<?>... outcomes) {
        if (Stream.of(outcomes).anyMatch(outcome -> outcome.name().equals(text(outcomeKey)))) {
            reasonForChoice(outcomeKey);
        }
    }

    /**
     * Rejects a missing opinion on what was chosen. The message names that by its first words, since choices may be whole sentences.
     *
     * @param outcomeKey the key of the field with the decision, which was taken
     */
    public void reasonForChoice(String outcomeKey) {
        reasonNeeded("选“" + optionLabel(outcomeKey).orElse(text(outcomeKey)).split("[，（；：]")[0] + "”须说明理由");
    }

    /**
     * Rejects a missing opinion, and one that says nothing. If there are several reasons why one is needed, all are told.
     *
     * @param why why it is needed here, in Chinese
     */
    public void reasonNeeded(String why) {
        if (text(OPINION) == null && reasons.add(why)) {
            errors.put(path + OPINION, labelPath + labels.getOrDefault(OPINION, OPINION), "为必填项，" + String.join("；", reasons));
        } else if (text(OPINION) != null && Texts.missingReason(OPINION, text(OPINION)) != null) {
            reject(OPINION, Texts.missingReason(OPINION, text(OPINION)));
        }
    }

    /**
     * @param key the key of a number field
     * @return the number, or null if the field was empty
     */
    public BigDecimal number(String key) {
        return (BigDecimal) values.get(key);
    }

    /**
     * @param key the key of a checkbox
     * @return whether the box was ticked
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
     * @return the Chinese label of the chosen option; empty if none was chosen
     */
    public Optional<String> optionLabel(String key) {
        return Optional.ofNullable(optionLabels.get(key));
    }

    /**
     * @param key  the key of a field with several options
     * @param type the enum whose names are the options' values
     * @param <E>  that enum
     * @return the chosen options; empty if none was chosen
     */
    public <E extends Enum<E>> List<E> options(String key, Class<E> type) {
        @SuppressWarnings("unchecked")
        List<String> chosen = (List<String>) values.getOrDefault(key, List.of());
        return chosen.stream().map(value -> Enum.valueOf(type, value)).toList();
    }

    /**
     * @param key the key of a repeated group
     * @return the rows in order; empty if there are none
     */
    public List<Submission> rows(String key) {
        @SuppressWarnings("unchecked")
        List<Submission> rows = (List<Submission>) values.getOrDefault(key, List.of());
        return rows;
    }
}
