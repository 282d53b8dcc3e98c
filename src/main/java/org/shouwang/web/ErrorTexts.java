package org.shouwang.web;

import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/**
 * The message in Chinese to a user about an error that nobody foresaw. It reveals nothing of the error's inside, which may
 * contain SQL statements and values.
 */
@Component
class ErrorTexts extends DefaultErrorAttributes {

    private static final int FIRST_FAULT = 500;
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Map<Object, String> TEXTS = Map.of(401, "请先登录", 403, "您没有权限", 404, "没有这个地址", 413, "内容过大");

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Map<String, Object> attributes = super.getErrorAttributes(request, options);
        if (attributes.get("status") instanceof Integer status && status >= FIRST_FAULT) {
            attributes.put("message", "系统出错，请稍后再试；如仍出错，请联系管理员");
        } else if (!CHINESE.matcher(String.valueOf(attributes.get("message"))).find()) {
            boolean named = getError(request) instanceof TypeMismatchException;
            attributes.put("message", named ? "参数“" + ((TypeMismatchException) getError(request)).getPropertyName() + "”格式不正确"
                    : TEXTS.getOrDefault(attributes.get("status"), "请求有误，请核对各项参数的名称和格式"));
        }
        return attributes;
    }
}
