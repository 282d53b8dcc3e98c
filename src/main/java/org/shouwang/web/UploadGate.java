package org.shouwang.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.table.Uploads;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets in only a few files at the same time, for all pages and addresses together, before a file is held in memory. */
@Component
class UploadGate implements HandlerInterceptor {

    private static final String LET_IN = UploadGate.class.getName() + ".user";

    private final Uploads uploads;
    private final CurrentUsers users;

    UploadGate(Uploads uploads, CurrentUsers users) {
        this.uploads = uploads;
        this.users = users;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Optional<CurrentUser> user = users.find();
        if (user.isPresent() && handler instanceof HandlerMethod method && takesFile(method)) {
            if (takesSeveral(method)) {
                uploads.beginInTurn(user.get().id());
            } else {
                uploads.begin(user.get().id());
            }
            request.setAttribute(LET_IN, user.get().id());
        }
        return true;
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        if (request.getAttribute(LET_IN) instanceof String userId) {
            request.removeAttribute(LET_IN);
            uploads.end(userId);
        }
    }

    private static boolean takesFile(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(UploadGate::isFile);
    }

    /** Tells whether several files come to an address, as pictures do from a phone. Their requests wait for each other. */
    private static boolean takesSeveral(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(UploadGate::isFiles);
    }

    private static boolean isFiles(MethodParameter parameter) {
        return parameter.getParameterType() == MultipartFile[].class;
    }

    private static boolean isFile(MethodParameter parameter) {
        return MultipartFile.class.isAssignableFrom(parameter.getParameterType()) || isFiles(parameter)
                || parameter.getParameterType() == byte[].class && parameter.hasParameterAnnotation(RequestBody.class);
    }
}
