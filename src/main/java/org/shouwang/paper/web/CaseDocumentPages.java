package org.shouwang.paper.web;

import org.shouwang.paper.CaseDocuments;
import org.shouwang.shared.PageController;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the papers of a case, which other pages also show as a part, and the papers themselves. */
@PageController
@RequestMapping("/cases/{caseNo}/documents")
class CaseDocumentPages {

    private final CaseDocuments documents;

    CaseDocumentPages(CaseDocuments documents) {
        this.documents = documents;
    }

    @GetMapping
    String list(@PathVariable String caseNo, @RequestHeader(name = "HX-Request", required = false) String part, Model model) {
        return DocumentFiles.show(model, documents.of(caseNo), "cases", caseNo, part);
    }

    @GetMapping("/{kind}")
    ResponseEntity<byte[]> get(@PathVariable String caseNo, @PathVariable String kind, @RequestParam(defaultValue = "docx") String format,
                               @RequestParam(required = false) Integer version) {
        return DocumentFiles.answer(documents.take(caseNo, kind, DocumentFiles.format(format), version));
    }
}
