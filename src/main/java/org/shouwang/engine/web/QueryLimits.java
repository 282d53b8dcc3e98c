package org.shouwang.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How large a question to the engine may be. Each part of an "or" and each condition on a variable becomes a join or a subquery;
 * three hundred of them hold the database for a minute. What people submit is no question and is checked against its form.
 */
final class QueryLimits {

    private static final int MAX_CONDITIONS = 10;
    private static final int MAX_LIST = 50;
    private static final int MAX_BODY = 20 * 1024;
    private static final Pattern SUBMISSION = Pattern.compile("/task/[^/]+/.+|/process-definition/.+/(start|submit-form)");
    private static final String OR = "orQueries";
    /** What a saved filter asks for. */
    private static final String QUERY = "query";
    /** How a saved filter is shown. */
    private static final String LOOKS = "properties";
    /** {@code processVariables=a_eq_1,b_eq_2} and its likes. */
    private static final Pattern VARIABLES = Pattern.compile("(?i).*variables");

    /** The engine has no tables for them. */
    private static final Pattern CASES = Pattern.compile("(super|sub)?[cC]ase(Definition|Instance|Execution|Activity).*");

    private QueryLimits() {
    }

    /**
     * @param path an address behind a door
     * @return whether what is sent there is a question
     */
    static boolean applyTo(String path) {
        return !SUBMISSION.matcher(path).matches();
    }

    /**
     * @param request a question
     * @return what is too much in its parameters, or null
     */
    static String problemOfParameters(HttpServletRequest request) {
        int conditions = 0;
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (CASES.matcher(parameter.getKey()).matches()) {
                return noCases(parameter.getKey());
            }
            for (String value : parameter.getValue()) {
                int items = value.split(",", -1).length;
                if (items > MAX_LIST) {
                    return tooLong(parameter.getKey());
                }
                conditions += isCondition(parameter.getKey()) && !value.isEmpty() ? items : 0;
            }
        }
        return conditions > MAX_CONDITIONS ? tooMany() : null;
    }

    /**
     * @param body the body of a question
     * @return what is said if it is too large to be read, or null
     */
    static String problemOfSize(byte[] body) {
        return body.length > MAX_BODY ? "查询的内容过大，最多20KB" : null;
    }

    /**
     * @param body the body of a question
     * @return what is too much in it, or where it names nothing, which the engine takes for a fault of its own; or null
     */
    static String problemOf(JsonNode body) {
        String list = problemOfList("", body);
        return list != null ? list : conditions(body, false) > MAX_CONDITIONS ? tooMany() : null;
    }

    private static String problemOfList(String name, JsonNode node) {
        if (node.isArray() && node.size() > MAX_LIST) {
            return tooLong(name);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String found = CASES.matcher(field.getKey()).matches() && isSomething(field.getValue()) ? noCases(field.getKey())
                    : QUERY.equals(field.getKey()) && !field.getValue().isObject() ? "“query”须为 JSON 对象"
                    : problemOfList(field.getKey(), field.getValue());
            if (found != null) {
                return found;
            }
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                String found = item.isNull() ? "“" + name + "”中不能有空的项（null）"
                        : isCondition(name) && !isNamed(item) ? "“" + name + "”中的每个条件须写明变量名，形如 {\"name\": …, \"operator\": …, \"value\": …}"
                        : problemOfList(name, item);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean isSomething(JsonNode value) {
        return !value.isNull() && (value.isValueNode() || !value.isEmpty());
    }

    private static boolean isCondition(String list) {
        return VARIABLES.matcher(list).matches();
    }

    private static boolean isNamed(JsonNode condition) {
        return condition.path("name").isTextual() && !condition.get("name").textValue().isEmpty();
    }

    /** Parts of an "or" with everything in them, conditions on variables, and what is sorted by. Others are joined by "and" and cost little. */
    private static int conditions(JsonNode query, boolean or) {
        int count = 0;
        for (Map.Entry<String, JsonNode> field : query.properties()) {
            JsonNode value = field.getValue();
            if (LOOKS.equals(field.getKey())) {
                continue;
            }
            if (value.isArray()) {
                boolean parts = OR.equals(field.getKey());
                for (JsonNode item : value) {
                    count += parts ? Math.max(1, conditions(item, true)) : item.isContainerNode() ? 1 : 0;
                }
                count += or && !value.isEmpty() && value.get(0).isValueNode() ? 1 : 0;
            } else if (value.isObject()) {
                count += conditions(value, or);
            } else if (or && !value.isNull()) {
                count++;
            }
        }
        return count;
    }

    private static String noCases(String name) {
        return "没有 CMMN 的案例，不能用“" + name + "”查询；案件编号在变量 caseNo 和 businessKey 中";
    }

    private static String tooMany() {
        return "查询条件过多：“或”条件、变量条件和排序合计最多" + MAX_CONDITIONS + "个";
    }

    private static String tooLong(String name) {
        return "“" + name + "”中最多列" + MAX_LIST + "项";
    }
}
