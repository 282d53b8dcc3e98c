package org.shouwang.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.PrimitiveValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonNumbers;

/** Turns the engine's typed values into plain values. Serialised objects and files are refused before anything reads them. */
final class RawValues {

    private RawValues() {
    }

    static Map<String, Object> plain(Map<String, Object> submitted, ObjectMapper json) {
        Map<String, Object> values = new LinkedHashMap<>();
        FieldErrors errors = new FieldErrors();
        submitted.keySet().forEach(name -> {
            Object value = plain(name, submitted, json);
            checkNumbers(name, value, errors);
            values.put(name, value);
        });
        errors.throwIfAny();
        return values;
    }

    private static Object plain(String name, Map<String, Object> submitted, ObjectMapper json) {
        Object value = submitted instanceof VariableMap map ? map.getValueTyped(name) : submitted.get(name);
        if (!(value instanceof TypedValue typed)) {
            return value;
        }
        if (typed instanceof JsonValue list) {
            try {
                JsonNumbers.errors(name, list.getValueSerialized()).throwIfAny();
                return json.readValue(list.getValueSerialized(), Object.class);
            } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new InvalidInputException(name, name, "不是有效的 JSON");
            }
        }
        if (typed.getType() == ValueType.NULL || typed.getType() == null && typed.getValue() == null) {
            return null;
        }
        if (typed instanceof PrimitiveValue<?> && typed.getType() != ValueType.BYTES && typed.getType() != ValueType.FILE
                || typed.getType() == null) {
            return typed.getValue();
        }
        throw new InvalidInputException(name, name, "的类型不被接受；列表请以 Json 类型提交");
    }

    /**
     * Checks the numbers of a value first, since the form's conditions are evaluated with the values before each field is
     * checked.
     */
    private static void checkNumbers(String path, Object value, FieldErrors errors) {
        if (value instanceof Number number) {
            String problem = Decimals.problem(number);
            if (problem != null) {
                errors.add(path, path, problem);
            }
        } else if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                checkNumbers(path + "[" + i + "]", items.get(i), errors);
            }
        } else if (value instanceof Map<?, ?> fields) {
            fields.forEach((key, field) -> checkNumbers(path + "." + key, field, errors));
        }
    }
}
