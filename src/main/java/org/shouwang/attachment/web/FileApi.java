package org.shouwang.attachment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.shouwang.attachment.Attachments;
import org.shouwang.attachment.CheckedFile;
import org.shouwang.attachment.FileCheck;
import org.shouwang.attachment.FileKind;
import org.shouwang.attachment.FileOwner;
import org.shouwang.attachment.KeptFile;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The REST interface of the files of cases, problems, notices and visits. */
@RestController
@RequestMapping({"/api/cases/{caseNo}/files", "/api/problems/{problemNo}/files", "/api/notices/{noticeNo}/files",
        "/api/households/{householdNo}/visits/{visitId}/files"})
@Tag(name = "材料")
class FileApi {

    private static final String ID = "id";

    private final Attachments files;
    private final FileCheck check;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    FileApi(Attachments files, FileCheck check, RepeatedRequests requests, JsonBodies bodies) {
        this.files = files;
        this.check = check;
        this.requests = requests;
        this.bodies = bodies;
    }

    record FileRequest(@Schema(description = "一个文件", type = "string", format = "binary") String file,
                       @Schema(description = "材料种类", example = "承诺授权书") String kind) {
    }

    record FileAdded(long id) {
    }

    record FileItem(long id, String kind, String kindCode, String name, int size, String type, String sha256, String uploadedBy,
                    Instant uploadedAt, boolean takenOut, String takenOutBy, Instant takenOutAt, String takenOutReason) {

        private static FileItem of(KeptFile file) {
            return new FileItem(file.id(), file.kind().title(), file.kind().name(), file.name(), file.size(), file.contentType(), file.sha256(),
                    file.uploadedBy(), file.uploadedAt(), file.isTakenOut(), file.takenOutBy(), file.takenOutAt(), file.takenOutReason());
        }
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "上传一份材料（multipart：file、kind）", description = "JPG、PNG、WebP、HEIC 图片和 PDF、docx、xlsx，每份最多10MB，一个案件合计最多100MB（413）；"
            + "类型按内容识别（415）。图片重新生成，不保留拍摄地点等信息；WebP、HEIC 存为 JPG。kind 为材料种类，如 承诺授权书、公示照片。发现病毒的答 422。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = FileRequest.class))))
    ResponseEntity<String> add(@Parameter(hidden = true) @PathVariable Map<String, String> path,
                               @Parameter(hidden = true) @RequestParam(required = false) MultipartFile[] file,
                               @Parameter(hidden = true) @RequestParam(required = false) String kind,
                               @RequestHeader(name = "Idempotency-Key", required = false) String key, HttpServletRequest request)
            throws IOException {
        FileOwner owner = files.owner(path);
        files.requireToAddAny(owner);
        FileKind known = FileKind.of(kind);
        files.requireToAdd(owner, known);
        CheckedFile checked = checked(file, known);
        return requests.created(key, "POST " + request.getRequestURI() + " " + known + " " + checked.name() + " " + checked.handedInAs(),
                () -> bodies.write(new FileAdded(files.add(owner, known, checked))));
    }

    private CheckedFile checked(MultipartFile[] file, FileKind kind) throws IOException {
        if (file == null || file.length == 0) {
            throw new InvalidInputException("file", "文件", "为必填项，请以 multipart/form-data 的 file 上传");
        }
        if (file.length > 1) {
            throw new InvalidInputException("file", "文件", "一次只能上传一份");
        }
        FileCheck.requireSize(file[0].getSize());
        return check.check(file[0].getOriginalFilename(), kind, file[0].getBytes());
    }

    @GetMapping
    @Operation(summary = "材料目录，最近上传的在前；已撤下的也在，takenOut 为 true")
    Page<FileItem> list(@Parameter(hidden = true) @PathVariable Map<String, String> path, @RequestParam(required = false) String cursor,
                        @RequestParam(defaultValue = "50") int limit) {
        return files.page(files.owner(path), cursor, limit).map(FileItem::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "下载一份材料（记录在案）；带 thumbnail 参数的，图片答缩略图", description = "已撤下的，上传人和县级乡村振兴部门可以下载。")
    void get(@Parameter(hidden = true) @PathVariable Map<String, String> path, @RequestParam(required = false) String thumbnail,
             HttpServletResponse response) throws IOException {
        if (thumbnail != null) {
            thumbnail(path, response);
            return;
        }
        FileOwner owner = files.owner(path);
        KeptFile file = files.get(owner, path.get(ID));
        files.requireToOpen(owner, file);
        head(response, file.contentType(), file.name());
        response.setContentLength(file.size());
        files.open(owner, file, response.getOutputStream());
    }

    @GetMapping("/{id}/thumbnail")
    @Operation(summary = "图片的缩略图（JPG）；不是图片的答 404")
    void thumbnail(@Parameter(hidden = true) @PathVariable Map<String, String> path, HttpServletResponse response) throws IOException {
        FileOwner owner = files.owner(path);
        KeptFile file = files.get(owner, path.get(ID));
        files.requireToOpen(owner, file);
        byte[] picture = files.thumbnail(file);
        head(response, MediaType.IMAGE_JPEG_VALUE, file.id() + ".jpg");
        response.setContentLength(picture.length);
        response.getOutputStream().write(picture);
    }

    /** Lets browsers save a file, and never show it as a page of the product. */
    private static void head(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "撤下一份材料（上传人、县级乡村振兴部门），须写明原因；材料和原因都保留",
            description = "原因写在 reason 参数，或者正文 {\"reason\": \"…\"}。")
    FileItem takeOut(@Parameter(hidden = true) @PathVariable Map<String, String> path,
                     @Parameter(description = "撤下原因，最多200字", example = "传错了户") @RequestParam(required = false) String reason,
                     @RequestBody(required = false) String body) {
        FileOwner owner = files.owner(path);
        files.requireToTakeOut(owner, path.get(ID));
        return FileItem.of(files.takeOut(owner, path.get(ID), reason != null ? reason : bodies.text(body, "reason", "撤下原因")));
    }
}
