package org.shouwang.web;

import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PageController;
import org.shouwang.shared.UnavailableException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Errors of the pages, as pages. */
@ControllerAdvice(annotations = PageController.class)
class PageErrors {

    /** Says nothing of what is missing, so that it looks like any unknown address. */
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

    @ExceptionHandler
    ModelAndView unavailable(UnavailableException exception) {
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
