package org.shouwang.security.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * The answer to requests that Tomcat refuses before the application sees them, such as those with {@code %00} in their path.
 * It is in Chinese and tells nothing about the server. Tomcat makes it, by its name.
 */
public class RefusedRequests extends ErrorReportValve {

    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"无法处理\",\"status\":%d,\"detail\":\"%s\"}";
    private static final String PAGE = "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + "content=\"width=device-width, initial-scale=1\"><title>无法处理 · 守望</title></head><body><main><h1>无法处理</h1><p>%s</p>"
            + "<p><a href=\"/\">回到首页</a></p></main></body></html>";

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        if (status < HttpServletResponse.SC_BAD_REQUEST || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean open = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
        if (!open.get()) {
            return;
        }
        String text = status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR ? "请求的地址或内容不正确，请核对后再试"
                : "系统不能处理这个地址的请求，请稍后再试；如仍出错，请联系管理员";
        boolean program = isOfPrograms(request.getRequestURI());
        try {
            response.setContentType(program ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.TEXT_HTML_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            if (response.getReporter() != null) {
                response.getReporter().write(program ? PROBLEM.formatted(status, text) : PAGE.formatted(text));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException e) {
            // Nobody waits for the answer any more.
            container.getLogger().debug("No answer could be given", e);
        }
    }

    private static boolean isOfPrograms(String path) {
        return path != null && (path.startsWith("/api") || path.startsWith("/engine-rest"));
    }
}
