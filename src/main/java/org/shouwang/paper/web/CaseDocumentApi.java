package org.shouwang.paper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.shouwang.paper.CaseDocuments;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of the papers of a case. */
@RestController
@RequestMapping("/api/cases/{caseNo}/documents")
@Tag(name = "文书")
class CaseDocumentApi {

    private final CaseDocuments documents;

    CaseDocumentApi(CaseDocuments documents) {
        this.documents = documents;
    }

    @GetMapping
    @Operation(summary = "列出现在可以出具的文书")
    DocumentFiles.Items list(@PathVariable String caseNo) {
        return DocumentFiles.items(documents.of(caseNo));
    }

    @GetMapping("/{kind}")
    @Operation(summary = "取一份文书", description = "内容没有变化时，取到的是原来那一版；有变化时出具新的一版。每次取用都有记录。")
    ResponseEntity<byte[]> get(@PathVariable String caseNo, @PathVariable String kind,
                               @Parameter(description = "docx 或 pdf") @RequestParam(defaultValue = "docx") String format,
                               @Parameter(description = "以前出具的某一版；不填为现在的") @RequestParam(required = false) Integer version) {
        return DocumentFiles.answer(documents.take(caseNo, kind, DocumentFiles.format(format), version));
    }
}
