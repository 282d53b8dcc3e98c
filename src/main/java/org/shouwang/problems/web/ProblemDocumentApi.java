package org.shouwang.problems.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.shouwang.paper.web.DocumentFiles;
import org.shouwang.problems.ProblemDocuments;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of the papers of a problem. */
@RestController
@RequestMapping("/api/problems/{problemNo}/documents")
@Tag(name = "文书")
class ProblemDocumentApi {

    private final ProblemDocuments documents;

    ProblemDocumentApi(ProblemDocuments documents) {
        this.documents = documents;
    }

    @GetMapping
    @Operation(summary = "列出问题现在可以出具的文书")
    DocumentFiles.Items list(@PathVariable String problemNo) {
        return DocumentFiles.items(documents.of(problemNo));
    }

    @GetMapping("/{kind}")
    @Operation(summary = "取问题的一份文书", description = "责任单位取到的只有本单位的部分。")
    ResponseEntity<byte[]> get(@PathVariable String problemNo, @PathVariable String kind,
                               @Parameter(description = "docx 或 pdf") @RequestParam(defaultValue = "docx") String format,
                               @Parameter(description = "以前出具的某一版；不填为现在的") @RequestParam(required = false) Integer version) {
        return DocumentFiles.answer(documents.take(problemNo, kind, DocumentFiles.format(format), version));
    }
}
