package org.shouwang.policy.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.shouwang.engine.DecisionTables;
import org.shouwang.engine.TableVersion;
import org.shouwang.policy.PolicyRights;
import org.shouwang.policy.Replay;
import org.shouwang.policy.TableChange;
import org.shouwang.policy.TableChanges;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of decision tables: all of them, one with its versions, and one change with whom it would concern. */
@PageController
@RequestMapping("/tables")
class TablePages {

    private final TableChanges changes;
    private final DecisionTables tables;
    private final Replay replay;
    private final PolicyRights rights;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    TablePages(TableChanges changes, DecisionTables tables, Replay replay, PolicyRights rights, CurrentUsers users, AdjustableClock clock) {
        this.changes = changes;
        this.tables = tables;
        this.replay = replay;
        this.rights = rights;
        this.users = users;
        this.clock = clock;
    }

    /** What was filled in. */
    record Form(String from, String source, String reason) {
    }

    @GetMapping
    ModelAndView list() {
        List<DecisionTables.Table> all = changes.all();
        return new ModelAndView("tables").addObject("tables", all).addObject("waiting", changes.waiting())
                .addObject("titles", all.stream().collect(Collectors.toMap(DecisionTables.Table::key, DecisionTables.Table::title))).addObject("users", users);
    }

    @GetMapping("/{key}")
    ModelAndView table(@PathVariable String key) {
        return page(key, new Form("", "", ""), HttpStatus.OK, List.of());
    }

    private ModelAndView page(String key, Form form, HttpStatus status, List<FieldError> errors) {
        DecisionTables.Table table = changes.get(key);
        List<TableChange> all = changes.of(key);
        TableVersion present = changes.present(table);
        return new ModelAndView("decision-table", status).addObject("table", table).addObject("form", form).addObject("errors", errors)
                .addObject("versions", tables.versions(key)).addObject("changes", all).addObject("mayPropose", changes.mayPropose())
                .addObject("waiting", all.stream().filter(change -> change.status() == TableChange.Status.PROPOSED).findFirst().orElse(null))
                .addObject("columns", present.labels()).addObject("rows", present.written())
                .addObject("users", users).addObject("today", clock.today());
    }

    /** Proposes a new version; the file of a form that is refused has to be chosen again. */
    @PostMapping("/{key}")
    ModelAndView propose(@PathVariable String key, @RequestParam(required = false) MultipartFile file, @RequestParam(defaultValue = "") String from,
                         @RequestParam(defaultValue = "") String source, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect)
            throws IOException {
        changes.get(key);
        Form form = new Form(from, source, reason);
        try {
            TableChange change = changes.propose(key, file == null ? new byte[0] : file.getBytes(), from, source, reason);
            redirect.addFlashAttribute("done", "已上传，检查没有发现错误。请核对下面列出的不同和会影响谁，由另一人批准。");
            return new ModelAndView("redirect:/tables/changes/{changeId}").addObject("changeId", change.id());
        } catch (InvalidInputException e) {
            return page(key, form, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return page(key, form, HttpStatus.CONFLICT, List.of(new FieldError("file", "决策表文件", e.getMessage())));
        }
    }

    @GetMapping("/{key}/versions/{version}")
    ResponseEntity<byte[]> file(@PathVariable String key, @PathVariable int version) {
        changes.get(key);
        return download(key + "-" + version, tables.content(key, version).orElseThrow(() -> new NotFoundException("没有这个版本")));
    }

    @GetMapping("/changes/{changeId}/file")
    ResponseEntity<byte[]> proposed(@PathVariable long changeId) {
        return download(changes.change(changeId).tableKey() + "-change-" + changeId, changes.content(changeId));
    }

    private static ResponseEntity<byte[]> download(String name, String content) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name + ".dmn").build().toString())
                .body(content.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/changes/{changeId}")
    ModelAndView change(@PathVariable long changeId, @RequestParam(required = false) String cursor) {
        return change(changeId, cursor, "", HttpStatus.OK, List.of());
    }

    private ModelAndView change(long id, String cursor, String opinion, HttpStatus status, List<FieldError> errors) {
        TableChange change = changes.change(id);
        DecisionTables.Table table = changes.get(change.tableKey());
        TableVersion version = TableVersion.read(changes.content(id));
        boolean waits = change.status() == TableChange.Status.PROPOSED;
        ModelAndView page = new ModelAndView("table-change", status).addObject("change", change).addObject("table", table).addObject("errors", errors)
                .addObject("opinion", opinion).addObject("rules", version.rules()).addObject("users", users).addObject("today", clock.today())
                .addObject("mayDecide", waits && !change.proposedBy().equals(users.get().id()))
                .addObject("mayWithdraw", waits || change.status() == TableChange.Status.APPROVED && change.inForceFrom().isAfter(clock.today()));
        if (waits || change.inForceFrom().isAfter(clock.today())) {
            ReplayView found = ReplayView.of(replay.table(table, version), cursor);
            page.addObject("differences", changes.differences(id)).addObject("warnings", changes.warnings(id)).addObject("replay", found).addObject("paging", Paging.of("/tables/changes/" + id, cursor, found.cases()).at("cases"));
        }
        return page;
    }

    @PostMapping("/changes/{changeId}/approval")
    ModelAndView approve(@PathVariable long changeId, @RequestParam(required = false) String opinion, RedirectAttributes redirect) {
        return done(changeId, opinion, "已批准，到启用日期自动启用。", redirect, id -> {
            changes.approve(id, opinion);
            tables.deployDue();
        });
    }

    @PostMapping("/changes/{changeId}/rejection")
    ModelAndView reject(@PathVariable long changeId, @RequestParam(defaultValue = "") String opinion, RedirectAttributes redirect) {
        return done(changeId, opinion, "已登记：不批准。", redirect, id -> changes.reject(id, opinion));
    }

    @PostMapping("/changes/{changeId}/withdrawal")
    ModelAndView withdraw(@PathVariable long changeId, @RequestParam(defaultValue = "") String opinion, RedirectAttributes redirect) {
        return done(changeId, opinion, "已撤回，现在的表继续使用。", redirect, id -> changes.withdraw(id, opinion));
    }

    private ModelAndView done(long id, String opinion, String done, RedirectAttributes redirect, Consumer<Long> act) {
        rights.require();
        try {
            act.accept(id);
        } catch (InvalidInputException e) {
            return change(id, null, opinion, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return change(id, null, opinion, HttpStatus.CONFLICT, List.of(new FieldError("opinion", "意见", e.getMessage())));
        }
        redirect.addFlashAttribute("done", done);
        return new ModelAndView("redirect:/tables/changes/{changeId}").addObject("changeId", id);
    }
}
