package org.shouwang.administration.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.shouwang.administration.Posts;
import org.shouwang.administration.Staff;
import org.shouwang.administration.StaffImport;
import org.shouwang.administration.StaffTables;
import org.shouwang.export.TableFormat;
import org.shouwang.security.AccountLocks;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.shouwang.shared.Sha256;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages on which administrators look after users and posts. */
@PageController
@RequestMapping("/accounts")
class AccountPages {

    private static final int PAGE_SIZE = 30;
    private static final int MAX_SHOWN_LEFT_OUT = 50;

    private final AccountLocks locks;
    private final Staff staff;
    private final Posts posts;
    private final StaffImport imports;
    private final StaffTables tables;

    AccountPages(AccountLocks locks, Staff staff, Posts posts, StaffImport imports, StaffTables tables) {
        this.locks = locks;
        this.staff = staff;
        this.posts = posts;
        this.imports = imports;
        this.tables = tables;
    }

    /**
     * What was filled in for a user and a post.
     *
     * @param userId     the user's id
     * @param name       the user's name
     * @param role       the name of the post's role
     * @param place      the name or code of the post's region
     * @param department the code of the post's department
     */
    record PersonForm(String userId, String name, String role, String place, String department) {

        PersonForm {
            userId = userId == null ? "" : userId;
            name = name == null ? "" : name;
            role = role == null ? "" : role;
            place = place == null ? "" : place;
            department = department == null ? "" : department;
        }

        static final PersonForm EMPTY = new PersonForm("", "", "", "", "");
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
                .addObject("total", page.total())
                .addObject("paging", Paging.of("/accounts", cursor, page).with("q", q).with("state", state));
    }

    @GetMapping("/new")
    ModelAndView ask() {
        staff.requireAdministrator();
        return ask(PersonForm.EMPTY, HttpStatus.OK, List.of());
    }

    private ModelAndView ask(PersonForm form, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("account-new", status).addObject("form", form).addObject("errors", errors)
                .addObject("roles", Role.values()).addObject("departments", posts.departments());
    }

    /** Adds a user. The answer itself shows the password, so that no session keeps it. */
    @PostMapping("/new")
    ModelAndView add(PersonForm form) {
        staff.requireAdministrator();
        FieldErrors errors = new FieldErrors();
        Optional<Post> post = posts.book().find(form.role(), form.place(), form.department(), errors);
        try {
            String password = staff.add(form.userId(), form.name(), post.stream().toList(), errors);
            return shown(form.userId().strip(), password);
        } catch (InvalidInputException e) {
            return ask(form, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return ask(form, HttpStatus.CONFLICT, List.of(new FieldError("userId", "账号", e.getMessage())));
        }
    }

    private ModelAndView shown(String userId, String password) {
        return new ModelAndView("account-password").addObject("person", staff.get(userId)).addObject("password", password);
    }

    @GetMapping("/places")
    ModelAndView places(@RequestParam(defaultValue = "") String place) {
        staff.requireAdministrator();
        return new ModelAndView("account-places").addObject("places", posts.suggest(place));
    }

    @GetMapping("/posts")
    ModelAndView posts(@RequestParam(defaultValue = "") String role, @RequestParam(defaultValue = "") String place,
                       @RequestParam(defaultValue = "") String filling, @RequestParam(required = false) String cursor) {
        staff.requireAdministrator();
        Role wanted = Arrays.stream(Role.values()).filter(each -> each.name().equals(role)).findFirst().orElse(null);
        Staff.Filling few = Arrays.stream(Staff.Filling.values()).filter(each -> each.name().equals(filling)).findFirst().orElse(null);
        List<Posts.Place> found = posts.suggest(place);
        Optional<Posts.Place> region = found.stream().filter(each -> each.name().equals(place.strip()) || each.code().equals(place.strip()))
                .findFirst().or(() -> found.stream().findFirst());
        boolean unknown = !place.isBlank() && region.isEmpty();
        Page<Staff.Holders> page = unknown ? new Page<>(0L, List.of(), null, null)
                : staff.holders(wanted, region.filter(each -> !place.isBlank()).map(Posts.Place::code).orElse(""), few, cursor, PAGE_SIZE);
        return new ModelAndView("account-posts").addObject("rows", page.items()).addObject("total", page.total())
                .addObject("roles", Role.values()).addObject("role", role).addObject("place", region.map(Posts.Place::name).orElse(place))
                .addObject("filling", filling)
                .addObject("paging", Paging.of("/accounts/posts", cursor, page).with("role", role).with("place", place).with("filling", filling));
    }

    @GetMapping("/export")
    ResponseEntity<byte[]> export(@RequestParam(defaultValue = "xlsx") String format) {
        staff.requireAdministrator();
        TableFormat wanted = TableFormat.of(format, "格式");
        return file(StaffTables.NAME, wanted, tables.all(wanted));
    }

    private static ResponseEntity<byte[]> file(String name, TableFormat format, byte[] content) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, format.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(name + "." + format.extension(), StandardCharsets.UTF_8).build().toString())
                .body(content);
    }

    @GetMapping("/import")
    ModelAndView askForFile() {
        staff.requireAdministrator();
        return importPage(HttpStatus.OK, List.of());
    }

    private static ModelAndView importPage(HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("account-import", status).addObject("errors", errors).addObject("columns", StaffImport.columns());
    }

    /**
     * Previews a file, or imports it. A confirmed file is imported only if it is the file of the preview. The answer itself
     * shows the passwords, so that nothing keeps them.
     *
     * @param confirm true to import the file
     * @param digest  the SHA-256 digest of the file whose preview the user confirms
     */
    @PostMapping("/import")
    ModelAndView load(@RequestParam(required = false) MultipartFile file, @RequestParam(defaultValue = "false") boolean confirm,
                      @RequestParam(defaultValue = "") String digest) throws IOException {
        staff.requireAdministrator();
        byte[] bytes = file == null ? new byte[0] : file.getBytes();
        boolean sameFile = digest.equals(Sha256.hex(bytes));
        try {
            StaffImport.Report report = imports.load(bytes, confirm && sameFile);
            return importPage(HttpStatus.OK, List.of()).addObject("report", report).addObject("digest", Sha256.hex(bytes))
                    .addObject("changed", confirm && !sameFile)
                    .addObject("shownLeftOut", report.leftOut().stream().limit(MAX_SHOWN_LEFT_OUT).toList());
        } catch (InvalidInputException e) {
            return importPage(HttpStatus.BAD_REQUEST, e.errors());
        }
    }

    @GetMapping("/import/template")
    ResponseEntity<byte[]> template() {
        staff.requireAdministrator();
        return file(StaffTables.TEMPLATE, TableFormat.XLSX, tables.template());
    }

    @GetMapping("/{userId}")
    ModelAndView person(@PathVariable String userId) {
        return person(userId, PersonForm.EMPTY, HttpStatus.OK, List.of());
    }

    private ModelAndView person(String userId, PersonForm form, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("account", status).addObject("person", staff.get(userId)).addObject("form", form).addObject("errors", errors)
                .addObject("roles", Role.values()).addObject("departments", posts.departments());
    }

    @PostMapping("/{userId}/name")
    ModelAndView rename(@PathVariable String userId, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String mail,
                        RedirectAttributes redirect) {
        try {
            staff.rename(userId, name, mail);
        } catch (InvalidInputException e) {
            return person(userId, new PersonForm("", name, "", "", ""), HttpStatus.BAD_REQUEST, e.errors());
        }
        redirect.addFlashAttribute("done", "已保存。");
        return toPerson(userId);
    }

    private static ModelAndView toPerson(String userId) {
        ModelAndView answer = new ModelAndView("redirect:/accounts/{userId}");
        answer.addObject("userId", userId);
        return answer;
    }

    @PostMapping("/{userId}/posts")
    ModelAndView give(@PathVariable String userId, PersonForm form, RedirectAttributes redirect) {
        staff.get(userId);
        FieldErrors errors = new FieldErrors();
        Optional<Post> post = posts.book().find(form.role(), form.place(), form.department(), errors);
        try {
            errors.throwIfAny();
            staff.give(userId, post.orElseThrow());
        } catch (InvalidInputException e) {
            return person(userId, form, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return person(userId, form, HttpStatus.CONFLICT, List.of(new FieldError("role", "岗位", e.getMessage())));
        }
        redirect.addFlashAttribute("done", "已分配岗位：" + posts.nameOf(post.get()) + "。立即生效（其他节点最迟一分钟后）。");
        return toPerson(userId);
    }

    @PostMapping("/{userId}/posts/{group}/end")
    ModelAndView take(@PathVariable String userId, @PathVariable String group, RedirectAttributes redirect) {
        try {
            staff.take(userId, group);
        } catch (ConflictException e) {
            return person(userId, PersonForm.EMPTY, HttpStatus.CONFLICT, List.of(new FieldError("posts", "岗位", e.getMessage())));
        }
        redirect.addFlashAttribute("done", "已取消岗位，正在办理的待办退回岗位。");
        return toPerson(userId);
    }

    /** Sets a new password. The answer itself shows it, so that no session keeps it. */
    @PostMapping("/{userId}/password")
    ModelAndView resetPassword(@PathVariable String userId) {
        try {
            return shown(userId, staff.resetPassword(userId));
        } catch (ConflictException e) {
            return person(userId, PersonForm.EMPTY, HttpStatus.CONFLICT, List.of(new FieldError("password", "密码", e.getMessage())));
        }
    }

    @GetMapping("/{userId}/lock")
    ModelAndView askWhy(@PathVariable String userId) {
        return askWhy(locks.get(userId), "", HttpStatus.OK, List.of());
    }

    private static ModelAndView askWhy(AccountLocks.Account account, String reason, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("account-lock", status).addObject("account", account).addObject("reason", reason).addObject("errors", errors);
    }

    @PostMapping("/{userId}/lock")
    ModelAndView lock(@PathVariable String userId, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        AccountLocks.Account account = locks.get(userId);
        try {
            locks.lock(userId, reason);
        } catch (InvalidInputException e) {
            return askWhy(account, reason, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return askWhy(account, reason, HttpStatus.CONFLICT, List.of(new FieldError("reason", "停用", e.getMessage())));
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
