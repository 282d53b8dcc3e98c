package org.shouwang.security.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The login page. Spring Security handles what it posts. */
@PageController
class LoginPage {

    /** The request attribute with the message about a login that was just refused. */
    static final String ERROR = "org.shouwang.login.error";

    private static final String SIGNED_OUT = "SIGNED-OUT";
    private static final Duration STILL_TOLD = Duration.ofSeconds(30);

    private final CurrentUsers users;

    LoginPage(CurrentUsers users) {
        this.users = users;
    }

    /** Lets the login page say for half a minute that the user has signed out, from whichever page or webapp. */
    static void signedOut(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(SIGNED_OUT, "1").path("/login").maxAge(STILL_TOLD)
                .httpOnly(true).sameSite("Lax").secure(request.isSecure()).build().toString());
    }

    @GetMapping("/login")
    String show(@RequestParam(required = false) String error, @CookieValue(name = SIGNED_OUT, required = false) String signedOut,
                @RequestAttribute(name = ERROR, required = false) String refused, Model model) {
        if (users.find().isPresent()) {
            return "redirect:/home";
        }
        String told = refused == null && error != null ? "用户名或密码错误" : refused;
        model.addAttribute("error", told);
        model.addAttribute("loggedOut", signedOut != null && told == null);
        return "login";
    }
}
