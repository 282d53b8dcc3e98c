package org.shouwang.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces the engine's answers to requests that it cannot read. They often have status 500, as if the program had a fault,
 * and contain the names of the engine's own classes.
 */
final class EngineFaults {

    private static final String WRONG = "请求的内容不对，请核对各项的名称、类型和搭配";
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int FAULT = 500;
    private static final String CLASH = "不能这样做：与已有的数据重复或不符，或者刚被别人改动，请重新查看后再办";
    private static final String UNREADABLE = "不能这样做：有的内容过长或者超出范围，请核对后再提交";
    private static final String OUR_FAULT = "系统出错，请稍后再试；如仍出错，请联系管理员";
    private static final String LOCKED = "OptimisticLockingException";
    private static final String DATABASE = "ProcessEnginePersistenceException";
    /**
     * The codes of answers about a clash: the engine's own for a deadlock and a missing row, and the product's for a clash
     * with stored data.
     */
    private static final Set<Integer> CLASHES = Set.of(10_000, 10_001, 23_000);
    /** The codes of answers about a value that cannot be read: the engine's own for a text that is too long, and the product's. */
    private static final Set<Integer> UNREADABLES = Set.of(10_002, 22_000);
    /** The types of errors that arise before anything is done. Other types could come from a step after a submission. */
    private static final Set<String> BEFORE_A_STEP = Set.of("InvalidRequestException", "RestException");
    /** The types of errors that arise while a question is read and built. Errors of the database have other types. */
    private static final Set<String> WHILE_READING = Set.of("NullPointerException", "NullValueException", "ClassCastException",
            "IllegalArgumentException", "NotValidException", "NumberFormatException", "UnsupportedOperationException",
            "ProcessEngineException", "InvalidRequestException", "RestException", "BadUserRequestException");
    private static final Pattern OF_A_CLASS = Pattern.compile("(org|java|com|jakarta)\\.[a-zA-Z]|JsonToken|\\w+@[0-9a-f]{4}|Cannot invoke|[A-Z]{2,}-[0-9]{5}");
    private static final Pattern PLACE = Pattern.compile("\\[\"([A-Za-z]{1,60})\"]");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final int MAX_DETAIL = 300;

    /**
     * An answer in place of the engine's.
     *
     * @param status  the HTTP status
     * @param message the Chinese message
     */
    record Told(int status, String message) {
    }

    private EngineFaults() {
    }

    /**
     * @param status the status of the engine's answer
     * @return whether the answer's body has to be looked at; most answers are passed on unread
     */
    static boolean isRefusal(int status) {
        return status == BAD_REQUEST || status == FAULT;
    }

    /**
     * Returns the answer that replaces a refusal of the engine.
     *
     * @param json       reads the answer
     * @param status     the status of the engine's answer
     * @param body       the body of the engine's answer, JSON or text
     * @param submission whether steps of the product may have run, whose errors are not the sender's fault
     * @return the new answer, or null if the engine's answer can stay
     */
    static Told toldInstead(ObjectMapper json, int status, String body, boolean submission) {
        String type = "";
        String message = body;
        int code = 0;
        try {
            JsonNode answer = json.readTree(body);
            type = answer.path("type").asText();
            message = answer.path("message").asText();
            code = answer.path("code").asInt();
        } catch (JsonProcessingException e) {
            // A request that is no JSON at all is answered with a text.
        }
        if (status == FAULT && (LOCKED.equals(type) || CLASHES.contains(code))) {
            return new Told(CONFLICT, CLASH);
        }
        if (status == FAULT && UNREADABLES.contains(code)) {
            return new Told(BAD_REQUEST, UNREADABLE);
        }
        if (status == FAULT && DATABASE.equals(type)) {
            return new Told(FAULT, OUR_FAULT);
        }
        if (status == FAULT && !(submission ? BEFORE_A_STEP : WHILE_READING).contains(type) || CHINESE.matcher(message).find()) {
            return null;
        }
        String place = PLACE.matcher(message).results().map(MatchResult::group).map(found -> found.substring(2, found.length() - 2))
                .distinct().collect(Collectors.joining("."));
        boolean telling = !OF_A_CLASS.matcher(message).find() && !message.isBlank() && message.length() <= MAX_DETAIL;
        return new Told(BAD_REQUEST, WRONG + (!place.isEmpty() ? "：" + place : telling ? "：" + message : ""));
    }
}
