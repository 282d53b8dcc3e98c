package org.shouwang.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.web.servlet.support.RequestDataValueProcessor;

/**
 * Gives every form of our pages that changes something a token of its own, beside the one against forged requests. Signing out
 * needs none: it never reaches what would claim the token, and twice is as good as once.
 */
class FormTokens implements RequestDataValueProcessor {

    /** The name of the hidden field. */
    static final String FIELD = "_once";

    private static final String SIGN_OUT = "/logout";
    private static final String CHANGES = FormTokens.class.getName() + ".changes";

    private final RequestDataValueProcessor against;
    private final Supplier<Optional<String>> pass;

    /**
     * @param against what protects forms against forged requests
     * @param pass    gives a new token for whoever looks at the page; empty for somebody who has not signed in
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
