package org.shouwang.notice.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.notice.Notice;
import org.shouwang.notice.NoticeEntry;
import org.shouwang.notice.NoticeOutcome;
import org.shouwang.notice.Notices;
import org.shouwang.notice.ObjectionOutcome;
import org.shouwang.notice.process.ObjectionIntake;
import org.shouwang.shared.JsonBodies;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The addresses under which other systems query public notices and hand in objections. */
@RestController
@RequestMapping("/api/notices/{noticeNo}")
@Tag(name = "公示")
class NoticeApi {

    private final ObjectionIntake intake;
    private final Notices notices;
    private final JsonBodies bodies;

    NoticeApi(ObjectionIntake intake, Notices notices, JsonBodies bodies) {
        this.intake = intake;
        this.notices = notices;
        this.bodies = bodies;
    }

    record ObjectionRequest(String statement) {
    }

    record ObjectionReceived(long objectionId, String noticeNo) {
    }

    record ObjectionView(long objectionId, String statement, ObjectionOutcome outcome, String opinion) {
    }

    record NoticeView(String noticeNo, String postedAt, LocalDate postedFrom, LocalDate endsOn, NoticeOutcome outcome,
                      List<NoticeEntry> entries, List<ObjectionView> objections) {
    }

    @GetMapping
    @Operation(summary = "查看公示及其异议")
    NoticeView get(@PathVariable String noticeNo) {
        Notice notice = intake.visible(noticeNo);
        return new NoticeView(notice.noticeNo(), notice.postedAt(), notice.postedFrom(), notice.endsOn(),
                notice.outcome(), notices.entriesOf(notice.id()),
                notices.objectionsOf(notice.id()).stream().map(objection -> new ObjectionView(objection.id(),
                        objection.statement(), objection.outcome(), objection.opinion())).toList());
    }

    @PostMapping("/objections")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "受理异议（村、乡镇）；自张贴起至公示结束，可多次",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = ObjectionRequest.class))))
    ObjectionReceived object(@PathVariable String noticeNo, @RequestBody(required = false) String body) {
        intake.requireRight(noticeNo);
        return new ObjectionReceived(intake.receive(noticeNo, bodies.text(body, "statement", "异议内容")), noticeNo);
    }
}
