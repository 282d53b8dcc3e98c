package org.shouwang.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.rest.mapper.JacksonConfigurator;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;

/**
 * The types that the variables of a submission may name. If a value did not match its type, the engine would answer with the
 * names of its own classes.
 */
final class SubmittedTypes {

    private static final String VARIABLES = "variables";
    private static final String NOT_ACCEPTED = "的类型不被接受；列表请以 Json 类型提交";
    private static final String TRANSIENT = "transient";
    private static final Type JSON = new Type(null, "json");
    private static final String WHOLE_NUMBER = "须为整数";
    private static final Map<String, Type> KNOWN = Map.of("string", new Type(null, ""), "json", JSON, "null", new Type(null, ""),
            "short", new Type(Short.class, WHOLE_NUMBER), "integer", new Type(Integer.class, WHOLE_NUMBER),
            "long", new Type(Long.class, WHOLE_NUMBER), "double", new Type(Double.class, "须为数字"),
            "boolean", new Type(Boolean.class, "须为 true 或 false"),
            "date", new Type(Date.class, "须形如 2026-03-02T00:00:00.000+0800；也可以不写类型，只写 2026-03-02"));
    private static final ObjectMapper ENGINE = JacksonConfigurator.configureObjectMapper(new ObjectMapper());

    private SubmittedTypes() {
    }

    private record Type(Class<?> read, String problem) {
    }

    /**
     * Checks a submission's body.
     *
     * @param body a submission with variables by name, each an object
     * @return the message about a list or object beside the variables, or null
     * @throws InvalidInputException if a type is not accepted or a value does not match its type; the exception names every
     *     wrong variable
     */
    static String problem(JsonNode body) {
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (!VARIABLES.equals(field.getKey()) && !field.getValue().isEmpty()) {
                return "“" + field.getKey() + "”不能是列表或对象；要提交的内容写在“variables”中";
            }
        }
        FieldErrors errors = new FieldErrors();
        body.path(VARIABLES).properties().forEach(variable -> {
            String problem = problemOf(variable.getValue());
            if (problem != null) {
                errors.add(variable.getKey(), variable.getKey(), problem);
            }
        });
        errors.throwIfAny();
        return null;
    }

    private static String problemOf(JsonNode variable) {
        JsonNode info = variable.path("valueInfo");
        if (!info.isMissingNode() && !info.isNull() && !info.isObject() || info.has(TRANSIENT) && !info.get(TRANSIENT).isBoolean()) {
            return "的 valueInfo 须为对象，其中的 transient 须为 true 或 false；也可以不写";
        }
        if (!variable.hasNonNull("type")) {
            return null;
        }
        String name = variable.get("type").asText();
        Type type = name.isEmpty() ? null : KNOWN.get(Character.toLowerCase(name.charAt(0)) + name.substring(1));
        if (type == null) {
            return NOT_ACCEPTED;
        }
        if (JSON.equals(type) && !variable.path("value").isTextual()) {
            return "以 Json 类型提交的须为写成文本的 JSON，如 \"[]\"；没有内容的不写类型";
        }
        if (type.read() == null || !variable.hasNonNull("value")) {
            return null;
        }
        try {
            ENGINE.readValue(ENGINE.writeValueAsString(variable.get("value").asText()), type.read());
            return variable.get("value").isValueNode() ? null : type.problem();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return type.problem();
        }
    }
}
