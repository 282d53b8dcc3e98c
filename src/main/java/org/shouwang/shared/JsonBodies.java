package org.shouwang.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Reads request bodies field by field, so that rights can be checked first and every wrong field can be named. */
@Component
public class JsonBodies {

    private static final TypeReference<TreeMap<String, Object>> FIELDS = new TypeReference<>() {
    };

    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,10})?");

    private final ObjectMapper json;

    JsonBodies(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Reads the fields of a body.
     *
     * @param body a request's body, may be null or blank
     * @return the values by the fields' names; empty if there is no body
     * @throws InvalidInputException if the body is no JSON object, names a field twice, or contains characters that cannot be
     *     stored or a number that is too long or too large
     */
    public Map<String, Object> fields(String body) {
        if (body == null || body.isBlank()) {
            return new TreeMap<>();
        }
        try {
            JsonNumbers.errors("", body).throwIfAny();
            Map<String, Object> fields = json.readerFor(FIELDS).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readValue(body);
            if (fields == null) {
                throw new InvalidInputException("body", "请求正文", "须为 JSON 对象");
            }
            FieldErrors odd = new FieldErrors();
            fields.forEach((field, value) -> {
                if (!Texts.isStorable(field)) {
                    odd.add("body", "请求正文", Texts.UNSEEN);
                } else if (!Texts.isStorable(String.valueOf(value))) {
                    odd.add(field, field, Texts.UNSEEN);
                }
            });
            odd.throwIfAny();
            return fields;
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("body", "请求正文", "不是有效的 JSON 对象");
        }
    }

    /**
     * Reads the fields of a body that may hold only known fields.
     *
     * @param body  a request's body, may be null or blank
     * @param known the names of the fields that are allowed
     * @return the values by the fields' names; empty if there is no body
     * @throws InvalidInputException if the body is no JSON object, names a field twice, or holds other fields
     */
    public Map<String, Object> fields(String body, Set<String> known) {
        Map<String, Object> fields = fields(body);
        FieldErrors unknown = new FieldErrors();
        fields.keySet().stream().filter(field -> !known.contains(field))
                .forEach(field -> unknown.add(field, field, "不是此接口的字段"));
        unknown.throwIfAny();
        return fields;
    }

    /**
     * Reads a body with one text.
     *
     * @param body  a request's body, may be null or blank
     * @param name  the only field that is allowed
     * @param label the field's Chinese name
     * @return the text; null if the field is missing
     * @throws InvalidInputException if the body is no JSON object, has other fields, or the field is no text
     */
    public String text(String body, String name, String label) {
        return text(fields(body, Set.of(name)), name, label);
    }

    /**
     * Reads a text from the fields of a body.
     *
     * @param fields the values by the fields' names
     * @param name   the field's name
     * @param label  the field's Chinese name
     * @return the text; null if the field is missing
     * @throws InvalidInputException if the value is no text
     */
    public static String text(Map<String, Object> fields, String name, String label) {
        Object value = fields.get(name);
        if (value != null && !(value instanceof String)) {
            throw new InvalidInputException(name, label, "须为文字");
        }
        return (String) value;
    }

    /**
     * Reads a list of texts from the fields of a body.
     *
     * @param fields the values by the fields' names
     * @param name   the field's name
     * @param label  the field's Chinese name
     * @return the texts; null if the field is missing
     * @throws InvalidInputException if the value is no list of texts
     */
    public static List<String> texts(Map<String, Object> fields, String name, String label) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw new InvalidInputException(name, label, "须为文字的列表");
        }
        return list.stream().map(String.class::cast).toList();
    }

    /**
     * Reads a day from the fields of a body.
     *
     * @param fields the values by the fields' names
     * @param name   the field's name
     * @param label  the field's Chinese name
     * @return the day; null if the field is missing or blank
     * @throws InvalidInputException if the value is no day such as 2026-03-02, or a day before 1900
     */
    public static LocalDate day(Map<String, Object> fields, String name, String label) {
        String value = text(fields, name, label);
        try {
            return value == null || value.isBlank() ? null : ChinaTime.parseDay(value.strip());
        } catch (DateTimeException e) {
            throw new InvalidInputException(name, label, "须为日期，如 2026-03-02");
        }
    }

    /**
     * Reads a number from the fields of a body; it is never read as a floating-point number.
     *
     * @param fields the values by the fields' names
     * @param name   the field's name
     * @param label  the field's Chinese name
     * @return the number; null if the field is missing
     * @throws InvalidInputException if the value is no number with at most 12 digits before the point and 10 after it
     */
    public static BigDecimal number(Map<String, Object> fields, String name, String label) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        String text = value.toString().strip();
        if (Decimals.BEYOND.equals(Decimals.problem(text))) {
            throw new InvalidInputException(name, label, Decimals.BEYOND);
        }
        Optional<BigDecimal> number = value instanceof Number || value instanceof String && PLAIN_NUMBER.matcher(text).matches()
                ? Decimals.parse(text) : Optional.empty();
        return number.filter(read -> PLAIN_NUMBER.matcher(Decimals.plain(read)).matches())
                .orElseThrow(() -> new InvalidInputException(name, label, "须为数字，如 1000.50"));
    }

    /** Writes a value as JSON. */
    public String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
