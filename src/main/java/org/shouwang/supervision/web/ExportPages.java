package org.shouwang.supervision.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.export.Export;
import org.shouwang.export.Exports;
import org.shouwang.export.TableFormat;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Paging;
import org.shouwang.supervision.LimitExports;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages on which a user exports the list of limits as a file: at once, or in the background while a page shows the
 * progress.
 */
@PageController
@RequestMapping("/supervision")
class ExportPages {

    private static final int PAGE_SIZE = 20;

    private final LimitExports limits;
    private final Exports exports;
    private final SupervisorRights rights;
    private final AdjustableClock clock;

    ExportPages(LimitExports limits, Exports exports, SupervisorRights rights, AdjustableClock clock) {
        this.limits = limits;
        this.exports = exports;
        this.rights = rights;
        this.clock = clock;
    }

    @GetMapping("/export")
    ResponseEntity<byte[]> now(ListQuery query, @RequestParam(required = false) String format) {
        rights.require();
        TableFormat wanted = TableFormat.of(format, "文件格式");
        byte[] file = limits.now(query.asked(), wanted);
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, wanted.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(wanted, clock.today())).body(file);
    }

    @PostMapping("/exports")
    String later(ListQuery query, @RequestParam(required = false) String format) {
        rights.require();
        return "redirect:/supervision/exports/" + limits.later(query.asked(), TableFormat.of(format, "文件格式"));
    }

    @GetMapping("/exports")
    String list(@RequestParam(required = false) String before, Model model) {
        rights.require();
        PageRequest asked = PageRequest.of(before, PAGE_SIZE);
        Page<Export> page = asked.page(exports.own(asked.before(), asked.rows()), Export::id);
        model.addAttribute("exports", page.items());
        model.addAttribute("paging", Paging.of("/supervision/exports", before, page).by("before"));
        model.addAttribute("name", LimitExports.NAME);
        model.addAttribute("hours", Exports.KEPT.toHours());
        return "supervision-exports";
    }

    @GetMapping("/exports/{exportId}")
    String show(@PathVariable long exportId, Model model) {
        rights.require();
        model.addAttribute("export", exports.own(exportId));
        model.addAttribute("name", LimitExports.NAME);
        model.addAttribute("hours", Exports.KEPT.toHours());
        return "supervision-export";
    }

    @PostMapping("/exports/{exportId}/cancel")
    String cancel(@PathVariable long exportId) {
        rights.require();
        exports.cancel(exportId);
        return "redirect:/supervision/exports/" + exportId;
    }

    @GetMapping("/exports/{exportId}/file")
    void download(@PathVariable long exportId, HttpServletResponse response) throws IOException {
        rights.require();
        Export export = exports.own(exportId);
        if (export.status() != Export.Status.DONE) {
            throw new ConflictException("这份导出" + export.status().title() + "，没有文件可以下载");
        }
        response.setContentType(export.format().contentType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(export.format(), ChinaTime.dayOf(export.madeAt())));
        try (OutputStream target = response.getOutputStream()) {
            exports.copy(export, target);
        }
    }

    private static String disposition(TableFormat format, LocalDate day) {
        return ContentDisposition.attachment().filename(LimitExports.NAME + "-" + day + "." + format.extension(),
                StandardCharsets.UTF_8).build().toString();
    }
}
