package org.shouwang.security.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Passwords;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which users change their own password. */
@PageController
@RequestMapping(PasswordPage.ADDRESS)
class PasswordPage {

    static final String ADDRESS = "/password";

    private final Passwords passwords;
    private final CurrentUsers users;

    PasswordPage(Passwords passwords, CurrentUsers users) {
        this.passwords = passwords;
        this.users = users;
    }

    @GetMapping
    ModelAndView show() {
        return page(HttpStatus.OK, List.of());
    }

    @PostMapping
    ModelAndView change(@RequestParam(defaultValue = "") String current, @RequestParam(defaultValue = "") String chosen,
                        @RequestParam(defaultValue = "") String again, HttpServletRequest request,
                        RedirectAttributes redirect) {
        try {
            passwords.change(current, chosen, again, request.getRemoteAddr());
        } catch (InvalidInputException e) {
            return page(HttpStatus.BAD_REQUEST, e.errors());
        }
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        redirect.addFlashAttribute("done", "密码已修改。");
        return new ModelAndView("redirect:/home");
    }

    private ModelAndView page(HttpStatus status, List<?> errors) {
        return new ModelAndView("password", status).addObject("errors", errors).addObject("rules", Passwords.RULES)
                .addObject("must", users.get().mustChangePassword());
    }
}
