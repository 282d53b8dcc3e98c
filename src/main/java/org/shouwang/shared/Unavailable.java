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

/** Says 503 to browsers, programs and the engine's pages alike, without database, session or template. */
@Component
public class Unavailable {

    private static final String PLACE = "{text}";

    private final ObjectMapper json;
    private final String page;

    /**
     * @param json writes the answers to programs
     * @throws IOException if the page for browsers is not in the program
     */
    public Unavailable(ObjectMapper json) throws IOException {
        this.json = json;
        this.page = new ClassPathResource("unavailable.html").getContentAsString(StandardCharsets.UTF_8);
    }

    /**
     * Answers a request that cannot be carried out now.
     *
     * @param request    the request
     * @param response   its answer; nothing of it is sent yet
     * @param text       what is told, in Chinese
     * @param retryAfter after how many seconds it may be tried again
     * @throws IOException if nobody listens any more
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
