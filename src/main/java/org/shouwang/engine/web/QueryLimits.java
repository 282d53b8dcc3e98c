package org.shouwang.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The limits on the size of a query to the engine. Each part of an "or" and each condition on a variable becomes a join or a
 * subquery, and three hundred of them keep the database busy for a minute. Submissions are no queries and are checked against
 * their forms.
 */
final class QueryLimits {

    private static final int MAX_CONDITIONS = 10;
    private static final int MAX_LIST = 50;
    private static final int MAX_BODY = 20 * 1024;
    private static final Pattern SUBMISSION = Pattern.compile("/task/[^/]+/.+|/process-definition/.+/(start|submit-form)");
    private static final String OR = "orQueries";
    /** The field with the query of a saved filter. */
    private static final String QUERY = "query";
    /** The field with the display settings of a saved filter. */
    private static final String LOOKS = "properties";
    /** The names of parameters and lists with conditions on variables, such as {@code processVariables=a_eq_1,b_eq_2}. */
    private static final Pattern VARIABLES = Pattern.compile("(?i).*variables");

    /** The names of conditions on cases of CMMN, for which the engine has no tables. */
    private static final Pattern CASES = Pattern.compile("(super|sub)?[cC]ase(Definition|Instance|Execution|Activity).*");

    private QueryLimits() {
    }

    /**
     * @param path an address of the engine's REST interfaces
     * @return whether requests to this address are queries
     */
    static boolean applyTo(String path) {
        return !SUBMISSION.matcher(path).matches();
    }

    /**
     * @param request a query
     * @return the message about too many conditions in the parameters, or null
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
     * @param body the body of a query
     * @return the message about a body that is too large to be read, or null
     */
    static String problemOfSize(byte[] body) {
        return body.length > MAX_BODY ? "查询的内容过大，最多20KB" : null;
    }

    /**
     * Returns the fault in a query's body: too many conditions, or a condition without a name, which the engine would report
     * as a fault of its own.
     *
     * @param body the body of a query
     * @return the message, or null
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

    /**
     * Counts the parts of an "or" with everything in them, the conditions on variables, and the sort keys. Other conditions
     * are joined by "and" and cost little.
     */
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
