package org.shouwang.shared;

import java.util.List;
import java.util.Map;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns the errors of {@code /api} into RFC 9457 problems in Chinese that name every wrong field. */
@RestControllerAdvice(annotations = RestController.class)
class ApiErrors extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail invalid(InvalidInputException exception) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "输入有误", exception.getMessage());
        problem.setProperty("errors", exception.errors());
        if (exception.more() > 0) {
            problem.setProperty("moreErrors", exception.more());
        }
        return problem;
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFoundException exception) {
        return problem(HttpStatus.NOT_FOUND, "未找到", exception.getMessage());
    }

    @ExceptionHandler
    ProblemDetail forbidden(ForbiddenException exception) {
        return problem(HttpStatus.FORBIDDEN, "没有权限", exception.getMessage());
    }

    @ExceptionHandler
    ProblemDetail conflict(ConflictException exception) {
        ProblemDetail problem = problem(HttpStatus.CONFLICT, "与当前状态冲突", exception.getMessage());
        if (exception.caseNo() != null) {
            problem.setProperty("caseNo", exception.caseNo());
        }
        return problem;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(UnavailableException exception) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(UnavailableException.RETRY_AFTER_SECONDS))
                .body(problem(HttpStatus.SERVICE_UNAVAILABLE, "暂时不能办理", exception.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail refusedFile(RefusedFileException exception) {
        ProblemDetail problem = switch (exception.why()) {
            case TOO_LARGE -> problem(HttpStatus.PAYLOAD_TOO_LARGE, "文件过大", exception.getMessage());
            case WRONG_TYPE -> problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "文件不能上传", exception.getMessage());
            case INFECTED -> problem(HttpStatus.UNPROCESSABLE_ENTITY, "文件有病毒", exception.getMessage());
        };
        problem.setProperty("errors", List.of(new FieldError("file", "文件", exception.getMessage())));
        return problem;
    }

    @ExceptionHandler
    ProblemDetail keyReused(IdempotentRequests.KeyReusedException exception) {
        return problem(HttpStatus.UNPROCESSABLE_ENTITY, "重复使用的键", exception.getMessage());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException exception,
                                                                  HttpHeaders headers, HttpStatusCode status,
                                                                  WebRequest request) {
        if (exception.getCause() instanceof BodyTooLargeException) {
            return handleExceptionInternal(exception, tooLarge(), headers, HttpStatus.PAYLOAD_TOO_LARGE, request);
        }
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "输入有误", "请求正文不是有效的 JSON");
        problem.setProperty("errors", List.of(Map.of("field", "body", "message", "不是有效的 JSON")));
        return handleExceptionInternal(exception, problem, headers, HttpStatus.BAD_REQUEST, request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(TypeMismatchException exception, HttpHeaders headers,
                                                        HttpStatusCode status, WebRequest request) {
        String name = exception.getPropertyName();
        return handleExceptionInternal(exception, invalid(new InvalidInputException(name, name, "格式不正确")), headers,
                status, request);
    }

    static ProblemDetail tooLarge() {
        return problem(HttpStatus.PAYLOAD_TOO_LARGE, "内容过大", BodyTooLargeException.TEXT);
    }

    private static ProblemDetail problem(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }
}
