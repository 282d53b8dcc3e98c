package org.shouwang.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PageController;
import org.shouwang.shared.UnavailableException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.ModelAndView;

/** Turns the errors of pages into pages. */
@ControllerAdvice(annotations = PageController.class)
class PageErrors {

    /** Answers like for an unknown address, so that the page does not tell whether the thing exists. */
    @ExceptionHandler(NotFoundException.class)
    ModelAndView notFound() {
        return new ModelAndView("error/404", HttpStatus.NOT_FOUND);
    }

    @ExceptionHandler
    ModelAndView forbidden(ForbiddenException exception) {
        return page("error/403", HttpStatus.FORBIDDEN, exception);
    }

    @ExceptionHandler
    ModelAndView conflict(ConflictException exception) {
        return page("error/409", HttpStatus.CONFLICT, exception).addObject("caseNo", exception.caseNo());
    }

    /**
     * Shows what was filled in again with a new token, so that the user can check and send it; a file has to be chosen again.
     */
    @ExceptionHandler
    ModelAndView unknownForm(UnknownFormException exception, HttpServletRequest request) {
        List<Map.Entry<String, String>> fields = request.getParameterMap().entrySet().stream()
                .filter(field -> !field.getKey().equals(FormTokens.FIELD) && !field.getKey().equals("_csrf"))
                .flatMap(field -> Stream.of(field.getValue()).map(value -> Map.entry(field.getKey(), value))).toList();
        boolean hasFile = request instanceof MultipartHttpServletRequest;
        ModelAndView page = page("error/unknown-form", HttpStatus.CONFLICT, exception).addObject("fields", fields)
                .addObject("action", request.getRequestURI()).addObject("hasFile", hasFile)
                .addObject("secret", request.getRequestURI().equals("/password"));
        return hasFile ? page.addObject("detail", "没有登记：这一页打开得太久，或者不是从本系统的页面提交的。请刷新页面，重新选择文件，再提交一次") : page;
    }

    @ExceptionHandler
    ModelAndView unavailable(UnavailableException exception, HttpServletResponse response) {
        response.setIntHeader(HttpHeaders.RETRY_AFTER, UnavailableException.RETRY_AFTER_SECONDS);
        return page("error/503", HttpStatus.SERVICE_UNAVAILABLE, exception);
    }

    @ExceptionHandler
    ModelAndView invalid(InvalidInputException exception) {
        return page("error/4xx", HttpStatus.BAD_REQUEST, exception);
    }

    private static ModelAndView page(String view, HttpStatus status, RuntimeException exception) {
        return new ModelAndView(view, status).addObject("detail", exception.getMessage());
    }
}
