package org.shouwang.web;

import java.util.Map;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/** What a user is told of an error nobody foresaw: nothing of its inside, which may hold statements and values. */
@Component
class ErrorTexts extends DefaultErrorAttributes {

    private static final int FIRST_FAULT = 500;

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Map<String, Object> attributes = super.getErrorAttributes(request, options);
        if (attributes.get("status") instanceof Integer status && status >= FIRST_FAULT) {
            attributes.put("message", "系统出错，请稍后再试；如仍出错，请联系管理员");
        }
        return attributes;
    }
}
