package org.shouwang.problems.web;

import org.shouwang.paper.web.DocumentFiles;
import org.shouwang.problems.ProblemDocuments;
import org.shouwang.shared.PageController;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the papers of a problem, which the problem's page also shows as a part, and the papers themselves. */
@PageController
@RequestMapping("/problems/{problemNo}/documents")
class ProblemDocumentPages {

    private final ProblemDocuments documents;

    ProblemDocumentPages(ProblemDocuments documents) {
        this.documents = documents;
    }

    @GetMapping
    String list(@PathVariable String problemNo, @RequestHeader(name = "HX-Request", required = false) String part, Model model) {
        return DocumentFiles.show(model, documents.of(problemNo), "problems", problemNo, part);
    }

    @GetMapping("/{kind}")
    ResponseEntity<byte[]> get(@PathVariable String problemNo, @PathVariable String kind, @RequestParam(defaultValue = "docx") String format,
                               @RequestParam(required = false) Integer version) {
        return DocumentFiles.answer(documents.take(problemNo, kind, DocumentFiles.format(format), version));
    }
}
