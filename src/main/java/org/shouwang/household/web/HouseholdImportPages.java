package org.shouwang.household.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.shouwang.export.TableFormat;
import org.shouwang.export.TableWriter;
import org.shouwang.household.HouseholdImport;
import org.shouwang.household.ImportReport;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Sha256;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page 导入脱贫户, on which a file is previewed and then imported. The browser keeps the file and sends it twice, so that no
 * personal data waits on the server for a confirmation that may never come.
 */
@PageController
@RequestMapping("/households/import")
class HouseholdImportPages {

    private static final String NAME = "脱贫户导入模板";
    private static final int MAX_SHOWN_LEFT_OUT = 50;

    private final HouseholdImport imports;

    HouseholdImportPages(HouseholdImport imports) {
        this.imports = imports;
    }

    @GetMapping
    ModelAndView ask() {
        imports.requireRight();
        return page(HttpStatus.OK, List.of());
    }

    /**
     * Previews a file, or imports it. A confirmed file is imported only if it is the file of the preview.
     *
     * @param confirm true to import the file
     * @param digest  the SHA-256 digest of the file whose preview the user confirms
     */
    @PostMapping
    ModelAndView load(@RequestParam(required = false) MultipartFile file, @RequestParam(defaultValue = "false") boolean confirm,
                      @RequestParam(defaultValue = "") String digest) throws IOException {
        imports.requireRight();
        byte[] bytes = file == null ? new byte[0] : file.getBytes();
        boolean sameFile = digest.equals(Sha256.hex(bytes));
        try {
            ImportReport report = imports.load(bytes, confirm && sameFile);
            return page(HttpStatus.OK, List.of()).addObject("report", report).addObject("digest", Sha256.hex(bytes))
                    .addObject("changed", confirm && !sameFile)
                    .addObject("shownLeftOut", report.leftOut().stream().limit(MAX_SHOWN_LEFT_OUT).toList());
        } catch (InvalidInputException e) {
            return page(HttpStatus.BAD_REQUEST, e.errors());
        }
    }

    @GetMapping("/template")
    ResponseEntity<byte[]> template() throws IOException {
        imports.requireRight();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (TableWriter table = new TableWriter(TableFormat.XLSX, file, NAME, HouseholdImport.template().get(0))) {
            for (List<String> row : HouseholdImport.template().subList(1, HouseholdImport.template().size())) {
                table.add(row);
            }
        }
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, TableFormat.XLSX.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(NAME + "." + TableFormat.XLSX.extension(), StandardCharsets.UTF_8).build().toString())
                .body(file.toByteArray());
    }

    private ModelAndView page(HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("household-import", status).addObject("errors", errors)
                .addObject("columns", HouseholdImport.columns());
    }
}
