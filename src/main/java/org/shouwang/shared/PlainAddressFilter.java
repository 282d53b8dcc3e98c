package org.shouwang.shared;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 404 for addresses in any other spelling than the product's own: with parameters in the path, dots, empty parts or
 * encoded characters. Rules are looked up by the address as it was sent, servlets by the address as it was understood; if the
 * two differ, a rule could be evaded. A query of the REST interface that the server cannot read is answered with 400, since the
 * server would leave its parameters out and a filter that nobody applied would look like one that lets everything through.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class PlainAddressFilter extends OncePerRequestFilter {

    private static final String REST = "/api/";
    private static final Pattern BROKEN_CODE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPlain(request) && hasUnreadableQuery(request)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "地址中“?”后的参数编码有误");
        } else if (isPlain(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, "没有这个地址");
        }
    }

    private static boolean hasUnreadableQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null && request.getRequestURI().startsWith(REST) && BROKEN_CODE.matcher(query).find();
    }

    /** Tells whether the server understands a request's address exactly as it was sent. */
    public static boolean isPlain(HttpServletRequest request) {
        String info = request.getPathInfo();
        return request.getRequestURI().equals(request.getServletPath() + (info == null ? "" : info))
                && !request.getRequestURI().contains("//") && !request.getRequestURI().contains(";");
    }
}
