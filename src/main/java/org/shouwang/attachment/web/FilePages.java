package org.shouwang.attachment.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.shouwang.attachment.Attachments;
import org.shouwang.attachment.DemandedFiles;
import org.shouwang.attachment.FileCheck;
import org.shouwang.attachment.FileKind;
import org.shouwang.attachment.FileOwner;
import org.shouwang.attachment.KeptFile;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.UnavailableException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The pages of the files of cases, problems, notices and visits. The list can be shown inside another page: whoever asks with the
 * header {@code HX-Request} gets the list alone.
 */
@PageController
@RequestMapping({"/cases/{caseNo}/files", "/problems/{problemNo}/files", "/notices/{noticeNo}/files",
        "/households/{householdNo}/visits/{visitId}/files"})
class FilePages {

    private static final int PAGE_SIZE = 20;
    private static final String ID = "id";
    private static final String PART = "files :: panel";
    private static final String INSIDE = "HX-Request";
    private static final int KILO = 1024;

    private final Attachments files;
    private final FileCheck check;
    private final DemandedFiles demanded;
    private final CurrentUsers users;

    FilePages(Attachments files, FileCheck check, DemandedFiles demanded, CurrentUsers users) {
        this.files = files;
        this.demanded = demanded;
        this.check = check;
        this.users = users;
    }

    record FileRow(KeptFile file, String size, String type, String address, String download, String uploadedBy, String takenOutBy, boolean mayOpen,
                   boolean mayTakeOut) {
    }

    @GetMapping
    String list(@PathVariable Map<String, String> path, @RequestParam(required = false) String cursor,
                @RequestParam(defaultValue = "") String kind, @RequestHeader(name = INSIDE, required = false) String inside, Model model) {
        return list(path, files.owner(path), cursor, kind, List.of(), inside, model);
    }

    private String list(Map<String, String> path, FileOwner owner, String cursor, String kind, List<FieldError> errors, String inside, Model model) {
        Page<KeptFile> page = files.page(owner, cursor, PAGE_SIZE);
        model.addAttribute("owner", owner);
        model.addAttribute("rows", page.items().stream().map(file -> row(owner, file)).toList());
        model.addAttribute("paging", Paging.of(owner.filesPath(), cursor, page));
        model.addAttribute("missing", !owner.isInside() ? List.of() : demanded.missing(owner.wanted(),
                Stream.concat(Stream.of(owner.number()), owner.related().stream()).toArray(String[]::new)));
        model.addAttribute("kinds", files.kindsFor(path, owner));
        model.addAttribute("kind", kind);
        model.addAttribute("errors", errors);
        return inside == null ? "files" : PART;
    }

    private FileRow row(FileOwner owner, KeptFile file) {
        String type = file.name().substring(file.name().lastIndexOf('.') + 1);
        return new FileRow(file, sizeText(file.size()), type, owner.filesPath() + "/" + file.id(), "/api" + owner.filesPath() + "/" + file.id(),
                users.displayName(file.uploadedBy()), file.isTakenOut() ? users.displayName(file.takenOutBy()) : null,
                files.mayOpen(owner, file), !file.isTakenOut() && files.mayTakeOut(owner, file));
    }

    private static String sizeText(int bytes) {
        return bytes < KILO * KILO ? Math.max(1, bytes / KILO) + " KB" : bytes * 10L / (KILO * KILO) / 10 + "." + bytes * 10L / (KILO * KILO) % 10 + " MB";
    }

    /** Takes several files at once, each by itself; those that cannot be taken are named. */
    @PostMapping
    String add(@PathVariable Map<String, String> path, @RequestParam(required = false) MultipartFile[] file,
               @RequestParam(defaultValue = "") String kind, @RequestHeader(name = INSIDE, required = false) String inside, Model model,
               HttpServletResponse response, RedirectAttributes redirect) throws IOException {
        FileOwner owner = files.owner(path);
        files.requireToAddAny(owner);
        List<FieldError> errors = new ArrayList<>();
        List<MultipartFile> chosen = file == null ? List.of() : Arrays.stream(file).filter(each -> !each.isEmpty()).toList();
        HttpStatus status = HttpStatus.BAD_REQUEST;
        int added = 0;
        try {
            FileKind known = FileKind.of(kind);
            files.requireToAdd(owner, known);
            if (chosen.isEmpty()) {
                errors.add(new FieldError("file", "文件", "没有选择，或是空的"));
            }
            for (MultipartFile each : chosen) {
                try {
                    FileCheck.requireSize(each.getSize());
                    files.add(owner, known, check.check(each.getOriginalFilename(), known, each.getBytes()));
                    added++;
                } catch (RefusedFileException e) {
                    status = e.why() == RefusedFileException.Why.TOO_LARGE ? HttpStatus.PAYLOAD_TOO_LARGE
                            : e.why() == RefusedFileException.Why.INFECTED ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.UNSUPPORTED_MEDIA_TYPE;
                    errors.add(new FieldError("file", each.getOriginalFilename(), e.getMessage()));
                } catch (UnavailableException e) {
                    status = HttpStatus.SERVICE_UNAVAILABLE;
                    errors.add(new FieldError("file", each.getOriginalFilename(), e.getMessage()));
                    break;
                }
            }
        } catch (InvalidInputException e) {
            errors.addAll(e.errors());
        }
        String done = added == 0 ? null : "已上传 " + added + " 份材料。";
        if (!errors.isEmpty()) {
            response.setStatus(status.value());
            model.addAttribute("done", done);
            return list(path, owner, null, kind, errors, inside, model);
        }
        redirect.addFlashAttribute("done", done);
        return "redirect:" + owner.filesPath();
    }

    @GetMapping("/{id}")
    String show(@PathVariable Map<String, String> path, Model model) {
        return show(files.owner(path), path.get(ID), "", List.of(), model);
    }

    private String show(FileOwner owner, String id, String reason, List<FieldError> errors, Model model) {
        KeptFile file = files.get(owner, id);
        files.requireToOpen(owner, file);
        model.addAttribute("owner", owner);
        model.addAttribute("row", row(owner, file));
        model.addAttribute("reason", reason);
        model.addAttribute("errors", errors);
        return "file";
    }

    @PostMapping("/{id}/taking-out")
    String takeOut(@PathVariable Map<String, String> path, @RequestParam(defaultValue = "") String reason, Model model,
                   HttpServletResponse response, RedirectAttributes redirect) {
        FileOwner owner = files.owner(path);
        try {
            KeptFile file = files.takeOut(owner, path.get(ID), reason);
            redirect.addFlashAttribute("done", "已撤下“" + file.name() + "”，原因保留在目录中。");
            return "redirect:" + owner.filesPath();
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return show(owner, path.get(ID), reason, e.errors(), model);
        }
    }
}
