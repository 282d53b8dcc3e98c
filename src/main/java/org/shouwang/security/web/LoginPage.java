package org.shouwang.security.web;

import jakarta.servlet.http.HttpSession;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.PageController;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.web.WebAttributes;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The login page; Spring Security takes what it posts. */
@PageController
class LoginPage {

    private final CurrentUsers users;

    LoginPage(CurrentUsers users) {
        this.users = users;
    }

    @GetMapping("/login")
    String show(@RequestParam(required = false) String error, @RequestParam(required = false) String logout,
                HttpSession session, Model model) {
        if (users.find().isPresent()) {
            return "redirect:/home";
        }
        if (error != null) {
            model.addAttribute("error",
                    session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION) instanceof LockedException
                            ? "登录失败次数过多，请稍后再试" : "用户名或密码错误");
        }
        model.addAttribute("loggedOut", logout != null);
        return "login";
    }
}
