package org.shouwang.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An answer over HTTP.
 *
 * @param status   its status
 * @param body     its body as JSON; a text node where it is none
 * @param text     its body as it came
 * @param location where it leads, or null
 * @param retryAfter in how many seconds it may be tried again, or null
 */
public record Answer(int status, JsonNode body, String text, String location, String retryAfter) {

    /**
     * @return the keys of all fields that are named as wrong
     */
    public List<String> wrongFields() {
        return StreamSupport.stream(body.path("errors").spliterator(), false)
                .map(error -> error.path("field").asText()).toList();
    }

    /**
     * @param field a field's key
     * @return what is said of it, or an empty text
     */
    public String messageOf(String field) {
        return StreamSupport.stream(body.path("errors").spliterator(), false)
                .filter(error -> error.path("field").asText().equals(field))
                .map(error -> error.path("message").asText()).findFirst().orElse("");
    }

    /**
     * @param name a field of the body
     * @return its text, null where it is null or missing
     */
    public String get(String name) {
        return body.hasNonNull(name) ? body.get(name).asText() : null;
    }
}
