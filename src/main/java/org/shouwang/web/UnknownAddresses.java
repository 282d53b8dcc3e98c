package org.shouwang.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Addresses behind which there is no controller: a page for people, a problem in JSON for programs. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownAddresses {

    @ExceptionHandler
    Object unknown(NoResourceFoundException exception, HttpServletRequest request) {
        return answer(exception, request, "error/404", "没有这个地址");
    }

    @ExceptionHandler
    Object wrongMethod(HttpRequestMethodNotSupportedException exception, HttpServletRequest request) {
        return answer(exception, request, "error/4xx", "这个地址不支持 " + exception.getMethod() + " 方法");
    }

    private static Object answer(ErrorResponse exception, HttpServletRequest request, String view, String detail) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE)) {
            return new ModelAndView(view, exception.getStatusCode());
        }
        return ResponseEntity.status(exception.getStatusCode()).headers(exception.getHeaders())
                .body(ProblemDetail.forStatusAndDetail(exception.getStatusCode(), detail));
    }
}
