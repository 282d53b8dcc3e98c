package org.shouwang.demonstration;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.shouwang.demonstration.DemoMaking.Progress;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody work before the demonstration is complete. Pages redirect to the start page, which shows the progress; all other
 * requests are answered by 503 with the progress. Signing in works already.
 */
@Component
@Profile("demo")
@Order(SecurityProperties.DEFAULT_FILTER_ORDER + 1)
class DemoGate extends OncePerRequestFilter {

    private static final List<String> OPEN = List.of("/assets/", "/webjars/", "/actuator/", "/login", "/logout", "/error",
            "/favicon");
    private static final String SOON = "2";

    private final DemoMaking making;
    private final ObjectMapper json;

    DemoGate(DemoMaking making, ObjectMapper json) {
        this.making = making;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Progress> progress = making.progress();
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (progress.isEmpty() || path.equals("/") || OPEN.stream().anyMatch(path::startsWith)) {
            chain.doFilter(request, response);
        } else if (HttpMethod.GET.matches(request.getMethod()) && isPage(request)) {
            response.sendRedirect(request.getContextPath() + "/");
        } else {
            refuse(response, progress.get());
        }
    }

    private static boolean isPage(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    private void refuse(HttpServletResponse response, Progress progress) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, progress.text());
        problem.setTitle("演示数据正在准备");
        problem.setProperty("progress", progress.percent());
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, SOON);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        json.writeValue(response.getWriter(), problem);
    }
}
