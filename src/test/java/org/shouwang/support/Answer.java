package org.shouwang.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An answer over HTTP.
 *
 * @param status     the status code
 * @param body       the body as JSON; a text node if it is not JSON
 * @param text       the body as text
 * @param location   the address to which the answer redirects, or null
 * @param retryAfter the number of seconds after which the request may be sent again, or null
 */
public record Answer(int status, JsonNode body, String text, String location, String retryAfter) {

    /**
     * @return the keys of all fields that the answer names as wrong
     */
    public List<String> wrongFields() {
        return StreamSupport.stream(body.path("errors").spliterator(), false)
                .map(error -> error.path("field").asText()).toList();
    }

    /**
     * @return the message about a field, or an empty text
     */
    public String messageOf(String field) {
        return StreamSupport.stream(body.path("errors").spliterator(), false)
                .filter(error -> error.path("field").asText().equals(field))
                .map(error -> error.path("message").asText()).findFirst().orElse("");
    }

    /**
     * @return the text of a field of the body; null if the field is null or missing
     */
    public String get(String name) {
        return body.hasNonNull(name) ? body.get(name).asText() : null;
    }
}
