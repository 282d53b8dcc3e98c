package org.shouwang.notice.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.notice.Notice;
import org.shouwang.notice.NoticeOutcome;
import org.shouwang.notice.Notices;
import org.shouwang.notice.ObjectionOutcome;
import org.shouwang.notice.process.ObjectionIntake;
import org.shouwang.notice.process.SharedNotices;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.JsonBodies;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The addresses under which villages post notices, and under which they are queried and objections handed in. */
@RestController
@RequestMapping("/api/notices")
@Tag(name = "公示")
class NoticeApi {

    private static final Set<String> REQUEST = Set.of("caseNos", "postedAt", "postedFrom");
    private static final Set<String> OBJECTION = Set.of("caseNo", "statement");

    private final ObjectionIntake intake;
    private final SharedNotices shared;
    private final Notices notices;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;
    private final AdjustableClock clock;

    NoticeApi(ObjectionIntake intake, SharedNotices shared, Notices notices, RepeatedRequests requests, JsonBodies bodies,
              AdjustableClock clock) {
        this.intake = intake;
        this.shared = shared;
        this.notices = notices;
        this.requests = requests;
        this.bodies = bodies;
        this.clock = clock;
    }

    record NoticeRequest(@Schema(description = "同一个村、同一事项、都在“张贴公示”环节的案件编号，最多100个") List<String> caseNos,
                         @Schema(description = "张贴地点，最多100字", example = "村委会公示栏") String postedAt,
                         @Schema(description = "公示起始日，不早于今天；不填为今天", example = "2026-03-02") LocalDate postedFrom) {
    }

    record Posted(String noticeNo, LocalDate postedFrom, LocalDate endsOn, List<Result> results) {
    }

    /**
     * How it went for one case. Since one paper is posted for all or not at all, each is {@code DONE}.
     */
    record Result(String caseNo, String outcome) {
    }

    record ObjectionRequest(@Schema(description = "异议所指的户的案件编号；公示只有一户时可不填") String caseNo,
                            @Schema(description = "异议内容，最多1000字") String statement) {
    }

    record ObjectionReceived(long objectionId, String noticeNo, String caseNo) {
    }

    record ObjectionView(long objectionId, String caseNo, String statement, ObjectionOutcome outcome, String opinion) {
    }

    /**
     * A household in the notice. The outcome is null while the notice runs for it; {@code OBJECTION_UPHELD} and
     * {@code WITHDRAWN} mean that it was taken out, and the others go on.
     */
    record EntryView(String caseNo, String headName, int memberCount, String category, NoticeOutcome outcome) {
    }

    record NoticeView(String noticeNo, String postedAt, LocalDate postedFrom, LocalDate endsOn, NoticeOutcome outcome,
                      List<EntryView> entries, List<ObjectionView> objections) {
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "为多户张贴一份公示（村）", description = "一个编号，一个公示期；异议、撤出和期满按户分别计算。全部张贴或者全部不张贴，"
            + "不能张贴的回答写明是哪一件。相同的 Idempotency-Key 和内容得到相同的回答。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = NoticeRequest.class))))
    ResponseEntity<String> post(@RequestBody(required = false) String body,
                                @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        shared.requireRight();
        Map<String, Object> fields = bodies.fields(body, REQUEST);
        return requests.created(key, "POST /api/notices " + bodies.write(fields), () -> post(fields));
    }

    private String post(Map<String, Object> fields) {
        LocalDate from = JsonBodies.day(fields, "postedFrom", "公示起始日");
        String noticeNo = shared.post(JsonBodies.texts(fields, "caseNos", "公示的户"),
                JsonBodies.text(fields, "postedAt", "张贴地点"), from == null ? clock.today() : from);
        Notice notice = notices.find(noticeNo).orElseThrow();
        return bodies.write(new Posted(noticeNo, notice.postedFrom(), notice.endsOn(), notices.householdsOf(notice.id()).stream()
                .map(household -> new Result(household.caseNo(), "DONE")).toList()));
    }

    @GetMapping("/{noticeNo}")
    @Operation(summary = "查看公示、其中的户及对各户的异议")
    NoticeView get(@PathVariable String noticeNo) {
        Notice notice = intake.visible(noticeNo);
        return new NoticeView(notice.noticeNo(), notice.postedAt(), notice.postedFrom(), notice.endsOn(), notice.outcome(),
                notices.householdsOf(notice.id()).stream().map(household -> new EntryView(household.caseNo(), household.headName(),
                        household.memberCount(), household.category(), household.outcome())).toList(),
                notices.objectionsOf(notice.id()).stream().map(objection -> new ObjectionView(objection.id(), objection.caseNo(),
                        objection.statement(), objection.outcome(), objection.opinion())).toList());
    }

    @PostMapping("/{noticeNo}/objections")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "受理对一户的异议（村、乡镇）；自张贴起至公示对该户结束，可多次",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = ObjectionRequest.class))))
    ResponseEntity<ObjectionReceived> object(@PathVariable String noticeNo, @RequestBody(required = false) String body,
                                             @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        intake.requireRight(noticeNo);
        Map<String, Object> fields = bodies.fields(body, OBJECTION);
        return requests.created(key, "POST /api/notices/" + noticeNo + "/objections " + bodies.write(fields), () -> intake.receive(noticeNo,
                JsonBodies.text(fields, "caseNo", "异议所指的户"), JsonBodies.text(fields, "statement", "异议内容")),
                id -> new ObjectionReceived(Long.parseLong(id), noticeNo, notices.objection(Long.parseLong(id)).caseNo()));
    }
}
