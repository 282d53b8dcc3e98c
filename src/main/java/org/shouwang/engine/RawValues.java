package org.shouwang.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.PrimitiveValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.shouwang.shared.InvalidInputException;

/** Turns the engine's typed values into plain ones; refuses serialised objects and files before anything reads them. */
final class RawValues {

    private RawValues() {
    }

    static Map<String, Object> plain(Map<String, Object> submitted, ObjectMapper json) {
        Map<String, Object> values = new LinkedHashMap<>();
        submitted.keySet().forEach(name -> values.put(name, plain(name, submitted, json)));
        return values;
    }

    private static Object plain(String name, Map<String, Object> submitted, ObjectMapper json) {
        Object value = submitted instanceof VariableMap map ? map.getValueTyped(name) : submitted.get(name);
        if (!(value instanceof TypedValue typed)) {
            return value;
        }
        if (typed instanceof JsonValue list) {
            try {
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
}
