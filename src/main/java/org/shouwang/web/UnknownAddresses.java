package org.shouwang.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Answers requests that no controller can take: an unknown address, a wrong method or content type, a body that cannot be
 * read. People get a page, programs a problem in JSON.
 */
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

    @ExceptionHandler
    Object wrongContentType(HttpMediaTypeNotSupportedException exception, HttpServletRequest request) {
        return answer(exception, request, "error/4xx", "这个地址不接受此类型的内容（Content-Type）");
    }

    @ExceptionHandler
    Object wrongAccept(HttpMediaTypeNotAcceptableException exception, HttpServletRequest request) {
        return answer(exception, request, "error/4xx", "这个地址不能以所要求的类型（Accept）应答");
    }

    /**
     * Refuses a body that claims to be a form with files and is not, or is incomplete. The controller of its address is not
     * known yet.
     */
    @ExceptionHandler
    Object noMultipart(MultipartException exception, HttpServletRequest request) {
        if (exception instanceof MaxUploadSizeExceededException) {
            // A body that is too large is refused before it is parsed, and that answer is on its way already.
            throw exception;
        }
        return answer(ErrorResponse.create(exception, HttpStatus.BAD_REQUEST, ""), request, "error/4xx",
                "请求正文不是完整的 multipart/form-data，请重新选择文件后再提交");
    }

    /** Refuses a field of a form with files that holds a NUL; those of other requests are refused before a controller is looked for. */
    @ExceptionHandler
    Object wrongText(RequestRejectedException exception, HttpServletRequest request) {
        return answer(ErrorResponse.create(exception, HttpStatus.BAD_REQUEST, ""), request, "error/4xx", "请求有误，请核对各项参数的名称和格式");
    }

    private static Object answer(ErrorResponse exception, HttpServletRequest request, String view, String detail) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE)) {
            return new ModelAndView(view, exception.getStatusCode());
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(exception.getStatusCode(), detail);
        problem.setTitle("无法处理");
        return ResponseEntity.status(exception.getStatusCode()).headers(exception.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }
}
