package org.shouwang.shared;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Answers 503 to browsers, programs and the engine's pages, without using the database, a session or a template. */
@Component
public class Unavailable {

    private static final String PLACE = "{text}";

    private final ObjectMapper json;
    private final String page;

    /**
     * @param json the writer of the answers to programs
     * @throws IOException if the program has no page for browsers
     */
    public Unavailable(ObjectMapper json) throws IOException {
        this.json = json;
        this.page = new ClassPathResource("unavailable.html").getContentAsString(StandardCharsets.UTF_8);
    }

    /**
     * Answers a request that cannot be carried out now.
     *
     * @param request    the request
     * @param response   the answer, of which nothing may be sent yet
     * @param text       the message, in Chinese
     * @param retryAfter the seconds after which the client may try again
     * @throws IOException if the client has closed the connection
     */
    public void answer(HttpServletRequest request, HttpServletResponse response, String text, int retryAfter) throws IOException {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setIntHeader(HttpHeaders.RETRY_AFTER, retryAfter);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        String path = request.getRequestURI();
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE)) {
            response.setContentType(MediaType.TEXT_HTML_VALUE);
            response.getWriter().write(page.replace(PLACE, text));
        } else if (path.startsWith("/engine-rest") || path.startsWith("/camunda")) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            json.writeValue(response.getWriter(), Map.of("type", "UnavailableException", "message", text));
        } else {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            json.writeValue(response.getWriter(), Map.of("type", "about:blank", "title", "暂时不能办理", "status",
                    HttpStatus.SERVICE_UNAVAILABLE.value(), "detail", text));
        }
    }
}
