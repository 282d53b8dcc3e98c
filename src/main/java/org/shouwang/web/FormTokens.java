package org.shouwang.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.web.servlet.support.RequestDataValueProcessor;

/**
 * Gives a token to every form of the product's pages that changes something, beside the token against forged requests. The
 * form for signing out gets none: its request never reaches the check of the token, and signing out twice does no harm.
 */
class FormTokens implements RequestDataValueProcessor {

    /** The name of the hidden field with the token. */
    static final String FIELD = "_once";

    private static final String SIGN_OUT = "/logout";
    private static final String CHANGES = FormTokens.class.getName() + ".changes";

    private final RequestDataValueProcessor against;
    private final Supplier<Optional<String>> pass;

    /**
     * @param against the processor that protects forms against forged requests
     * @param pass    gives a new token to the user who looks at the page; empty if nobody has signed in
     */
    FormTokens(RequestDataValueProcessor against, Supplier<Optional<String>> pass) {
        this.against = against;
        this.pass = pass;
    }

    @Override
    public String processAction(HttpServletRequest request, String action, String httpMethod) {
        request.setAttribute(CHANGES, "post".equalsIgnoreCase(httpMethod) && !action.endsWith(SIGN_OUT));
        return against.processAction(request, action, httpMethod);
    }

    @Override
    public String processFormFieldValue(HttpServletRequest request, String name, String value, String type) {
        return against.processFormFieldValue(request, name, value, type);
    }

    @Override
    public Map<String, String> getExtraHiddenFields(HttpServletRequest request) {
        Map<String, String> given = against.getExtraHiddenFields(request);
        if (!Boolean.TRUE.equals(request.getAttribute(CHANGES))) {
            return given;
        }
        Map<String, String> fields = given == null ? new HashMap<>() : new HashMap<>(given);
        pass.get().ifPresent(token -> fields.put(FIELD, token));
        return fields;
    }

    @Override
    public String processUrl(HttpServletRequest request, String url) {
        return against.processUrl(request, url);
    }
}
