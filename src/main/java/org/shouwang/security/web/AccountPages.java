package org.shouwang.security.web;

import java.util.List;
import org.shouwang.security.AccountLocks;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages on which administrators lock and unlock accounts. */
@PageController
@RequestMapping("/accounts")
class AccountPages {

    private static final int PAGE_SIZE = 30;

    private final AccountLocks locks;

    AccountPages(AccountLocks locks) {
        this.locks = locks;
    }

    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String state, @RequestParam(required = false) String cursor) {
        return find("", state, cursor);
    }

    /**
     * Searches accounts. The search is posted, since browsers and proxies keep addresses and no address should hold a person's
     * name.
     */
    @PostMapping
    ModelAndView find(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String state,
                      @RequestParam(required = false) String cursor) {
        Page<AccountLocks.Account> page = locks.find(q, state.equals("locked"), cursor, PAGE_SIZE);
        return new ModelAndView("accounts").addObject("q", q.strip()).addObject("state", state).addObject("rows", page.items())
                .addObject("paging", Paging.of("/accounts", cursor, page).with("q", q).with("state", state));
    }

    @GetMapping("/{userId}/lock")
    ModelAndView ask(@PathVariable String userId) {
        return ask(locks.get(userId), "", HttpStatus.OK, List.of());
    }

    private static ModelAndView ask(AccountLocks.Account account, String reason, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("account-lock", status).addObject("account", account).addObject("reason", reason).addObject("errors", errors);
    }

    @PostMapping("/{userId}/lock")
    ModelAndView lock(@PathVariable String userId, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        AccountLocks.Account account = locks.get(userId);
        try {
            locks.lock(userId, reason);
        } catch (InvalidInputException e) {
            return ask(account, reason, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return ask(account, reason, HttpStatus.CONFLICT, List.of(new FieldError("reason", "停用", e.getMessage())));
        }
        redirect.addFlashAttribute("done", "已停用账号 " + userId + "，正在办理的待办已退回岗位。");
        return new ModelAndView("redirect:/accounts?state=locked");
    }

    @PostMapping("/{userId}/unlock")
    String unlock(@PathVariable String userId, RedirectAttributes redirect) {
        locks.unlock(userId);
        redirect.addFlashAttribute("done", "已启用账号 " + userId + "，可以登录。");
        return "redirect:/accounts";
    }
}
