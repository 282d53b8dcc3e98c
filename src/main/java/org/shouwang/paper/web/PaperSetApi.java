package org.shouwang.paper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.paper.PaperSets;
import org.shouwang.shared.JsonBodies;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of printed sets: one kind of paper for many cases. */
@RestController
@Tag(name = "文书")
class PaperSetApi {

    private final PaperSets sets;
    private final JsonBodies bodies;

    PaperSetApi(PaperSets sets, JsonBodies bodies) {
        this.sets = sets;
        this.bodies = bodies;
    }

    record PaperSetRequest(@Schema(description = "文书种类", example = "help-card") String kind,
                           @Schema(description = "案号，最多200件") List<String> caseNos) {
    }

    @PostMapping("/api/documents")
    @Operation(summary = "一次出具多件案件的同一种文书（zip）", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
            content = @Content(schema = @Schema(implementation = PaperSetRequest.class))))
    ResponseEntity<byte[]> make(@RequestBody(required = false) String body) {
        Map<String, Object> fields = bodies.fields(body, Set.of("kind", "caseNos"));
        return DocumentFiles.answer(sets.make(JsonBodies.text(fields, "kind", "文书"), JsonBodies.texts(fields, "caseNos", "案件")));
    }
}
