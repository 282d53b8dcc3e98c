package org.shouwang.setup;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.Enumeration;
import org.shouwang.shared.DatabaseLimits;
import org.shouwang.shared.Unavailable;
import org.shouwang.shared.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 with an explanation at once while the database is gone, before the request waits for it; even the session is in
 * the database. A request that was running when the database went gets the same answer some seconds later, as soon as its
 * connection fails or is cut. Work that the database stopped since it took too long is answered with 503 too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseGuard extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseGuard.class);
    private static final String HEALTH = "/actuator/health/";
    private static final String TEXT = "数据库暂时没有应答，请稍后再试。刚才填写的内容可能没有保存，恢复后请先查看再重新提交。";

    private final DatabaseWatch database;
    private final Unavailable unavailable;

    DatabaseGuard(DatabaseWatch database, Unavailable unavailable) {
        this.database = database;
        this.unavailable = unavailable;
    }

    /**
     * A request without cookies and without a wanted format. A browser that asks for the health sends a session, which every
     * page would look for in the database; and the answer has to come in whatever format was asked for.
     */
    private static final class Plain extends HttpServletRequestWrapper {

        private Plain(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Cookie[] getCookies() {
            return null;
        }

        @Override
        public String getHeader(String name) {
            return HttpHeaders.ACCEPT.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return HttpHeaders.ACCEPT.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/assets/") || path.equals("/favicon.ico");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().startsWith(HEALTH)) {
            chain.doFilter(new Plain(request), response);
            return;
        }
        if (database.isGone()) {
            unavailable.answer(request, response, TEXT, UnavailableException.RETRY_AFTER_SECONDS);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            boolean limit = DatabaseLimits.isReached(e);
            if (response.isCommitted() || !limit && !isOfTheConnection(e) && database.answers()) {
                throw e;
            }
            LOG.warn("{} was given up, since the database {}", request.getMethod(), limit ? "took too long" : "did not answer");
            response.reset();
            unavailable.answer(request, response, limit ? DatabaseLimits.TOLD : TEXT, UnavailableException.RETRY_AFTER_SECONDS);
        }
    }

    /**
     * Tells whether a failure comes from the connection, or from a pool without a free connection. SQL states of class 08 say
     * that the connection failed, those of 57P that the server shuts down or starts.
     */
    private static boolean isOfTheConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException || cause instanceof SQLException sql && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
                return true;
            }
        }
        return false;
    }
}
