package org.shouwang.meeting.web;

import static org.shouwang.casefile.SharedSteps.PRESELECTION_OUTCOME;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.engine.Submission;
import org.shouwang.meeting.Meeting;
import org.shouwang.meeting.MeetingPapers;
import org.shouwang.meeting.MeetingRoom;
import org.shouwang.meeting.Meetings;
import org.shouwang.meeting.Verdict;
import org.shouwang.paper.web.DocumentFiles;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The addresses under which villages record their meetings, and under which these are read. */
@RestController
@RequestMapping("/api/meetings")
@Tag(name = "村级研判会")
class MeetingApi {

    private static final Set<String> FIELDS = Set.of("village", "heldOn", "place", "chair", "present", "items");
    private static final Set<String> CORRECTION = Set.of("heldOn", "place", "chair", "present", "reason");
    private static final Set<String> ITEM = Set.of("caseNo", PRESELECTION_OUTCOME, Submission.OPINION);

    private final MeetingRoom room;
    private final Meetings meetings;
    private final MeetingPapers papers;
    private final RepeatedRequests requests;
    private final CurrentUsers users;
    private final JsonBodies bodies;

    MeetingApi(MeetingRoom room, Meetings meetings, MeetingPapers papers, RepeatedRequests requests, CurrentUsers users, JsonBodies bodies) {
        this.room = room;
        this.meetings = meetings;
        this.papers = papers;
        this.requests = requests;
        this.users = users;
        this.bodies = bodies;
    }

    record MeetingRequest(@Schema(description = "12位村代码；只有一个村的可不填", example = "411081101201") String village,
                          @Schema(description = "研判会日期，不晚于今天，不早于各户的入户日期", example = "2026-03-02") LocalDate heldOn,
                          @Schema(description = "地点，最多100字", example = "村委会会议室") String place,
                          @Schema(description = "主持人姓名") String chair,
                          @Schema(description = "参加人员姓名；连主持人至少2人") List<String> present,
                          @Schema(description = "研判的户，最多200户，每户一次") List<ItemRequest> items) {
    }

    record ItemRequest(@Schema(description = "等待村级初选的案件编号") String caseNo,
                       @Schema(description = "PRESELECT（初选）或 REJECT（不予初选）") String preselectionOutcome,
                       @Schema(description = "研判意见，最多500字；不予初选或与研判参考不一致的必填") String opinion) {
    }

    record ItemsRequest(List<ItemRequest> items) {
    }

    record CorrectionRequest(LocalDate heldOn, String place, String chair, List<String> present,
                             @Schema(description = "更正原因，最多200字") String reason) {
    }

    record Held(String meetingNo, List<MeetingRoom.Result> results) {
    }

    record MeetingRow(String meetingNo, String village, LocalDate heldOn, String place, String chair, int households, int preselected,
                      int undone) {
    }

    /**
     * A household of a meeting; the outcome is DONE or REFUSED, or null while it is carried out. A decision that was taken back
     * is DONE and {@code takenBack}.
     */
    record ItemView(String caseNo, String headName, String kind, String advice, String preselectionOutcome, String opinion,
                    String outcome, List<FieldError> errors,
                    @Schema(description = "已办结的初选后来是否撤回") boolean takenBack) {
    }

    record VersionView(int version, LocalDate heldOn, String place, String chair, List<String> present, String reason,
                       Instant recordedAt) {
    }

    record MeetingView(String meetingNo, String village, LocalDate heldOn, String place, String chair, List<String> present,
                       String recordedBy, Instant recordedAt, List<ItemView> items, List<VersionView> versions) {
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "登记村级研判会并办理各户的村级初选（村）", description = "会议记录先保存，各户再逐一办理，每户与单独办理一样检查；"
            + "没有办成的一户写明原因，不影响其他户，改正后交到 /api/meetings/{meetingNo}/items。"
            + "带 Idempotency-Key 重发的，不重复登记；中断的接着办。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = MeetingRequest.class))))
    ResponseEntity<String> hold(@RequestBody(required = false) String body,
                                @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        room.requireRight();
        Map<String, Object> fields = bodies.fields(body, FIELDS);
        Village village = room.village(JsonBodies.text(fields, "village", "村"));
        MeetingRoom.Draft draft = room.check(village, typed(fields), verdicts(fields));
        return requests.created(key, "POST /api/meetings " + bodies.write(fields), () -> room.record(draft),
                meetingNo -> bodies.write(new Held(meetingNo, room.carryOut(meetingNo))));
    }

    @GetMapping
    @Operation(summary = "查询村级研判会", description = "各级只看到本辖区的，最近的在前。village：12位村代码，可不填。")
    Page<MeetingRow> list(@RequestParam(required = false) String village, @RequestParam(required = false) String cursor,
                          @RequestParam(defaultValue = "50") int limit) {
        return meetings.visible(village == null || village.isBlank() ? null : village.strip(), PageRequest.of(cursor, limit)).map(entry ->
                new MeetingRow(entry.meeting().meetingNo(), entry.meeting().villageCode(), entry.meeting().minutes().heldOn(),
                        entry.meeting().minutes().place(), entry.meeting().minutes().chair(), entry.households(), entry.preselected(),
                        entry.undone()));
    }

    @GetMapping("/{meetingNo}")
    @Operation(summary = "查看一次村级研判会：会议记录、各户的研判结果、更正")
    MeetingView get(@PathVariable String meetingNo) {
        Meeting meeting = meetings.visible(meetingNo);
        return new MeetingView(meeting.meetingNo(), meeting.villageCode(), meeting.minutes().heldOn(), meeting.minutes().place(),
                meeting.minutes().chair(), meeting.minutes().present(), users.displayName(meeting.recordedBy()), meeting.recordedAt(),
                meetings.itemsOf(meeting.id()).stream().map(item -> new ItemView(item.caseNo(), item.headName(), item.kindTitle(),
                        item.advice(), item.preselectionOutcome(), item.opinion(), item.outcome(), room.errorsOf(item), item.takenBack())).toList(),
                meetings.versionsOf(meeting.id()).stream().map(version -> new VersionView(version.version(), version.minutes().heldOn(),
                        version.minutes().place(), version.minutes().chair(), version.minutes().present(), version.reason(),
                        version.recordedAt())).toList());
    }

    @GetMapping("/{meetingNo}/document")
    @Operation(summary = "下载村级研判会议记录，供参加人员签字", description = "format：docx（默认）或 pdf（服务器装有 LibreOffice 时）。")
    ResponseEntity<byte[]> document(@PathVariable String meetingNo, @RequestParam(defaultValue = "docx") String format) {
        return DocumentFiles.answer(papers.take(meetingNo, DocumentFiles.format(format)));
    }

    @PostMapping("/{meetingNo}/items")
    @Operation(summary = "重新提交研判会上没有办成的户（村）", description = "只能提交本次研判会中 REFUSED 的户；items 为空列表的，只把中断的户接着办完。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = ItemsRequest.class))))
    Held again(@PathVariable String meetingNo, @RequestBody(required = false) String body,
               @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        room.requireOwn(meetingNo);
        Map<String, Object> fields = bodies.fields(body, Set.of("items"));
        List<Verdict> verdicts = verdicts(fields);
        if (verdicts == null || !verdicts.isEmpty()) {
            requests.done(key, "POST /api/meetings/" + meetingNo + "/items " + bodies.write(fields), () -> room.again(meetingNo, verdicts));
        }
        return new Held(meetings.visible(meetingNo).meetingNo(), room.carryOut(meetingNo));
    }

    @PostMapping("/{meetingNo}/correction")
    @Operation(summary = "更正会议记录的日期、地点、主持人、参加人员（村）", description = "原来的记录保留。各户的研判结果不在此更正。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = CorrectionRequest.class))))
    MeetingView correct(@PathVariable String meetingNo, @RequestBody(required = false) String body,
                        @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        room.requireOwn(meetingNo);
        Map<String, Object> fields = bodies.fields(body, CORRECTION);
        requests.done(key, "POST /api/meetings/" + meetingNo + "/correction " + bodies.write(fields),
                () -> room.correct(meetingNo, typed(fields), JsonBodies.text(fields, "reason", "更正原因")));
        return get(meetingNo);
    }

    private static MeetingRoom.Typed typed(Map<String, Object> fields) {
        return new MeetingRoom.Typed(JsonBodies.day(fields, "heldOn", "研判会日期"), JsonBodies.text(fields, "place", "地点"),
                JsonBodies.text(fields, "chair", "主持人"), JsonBodies.texts(fields, "present", "参加人员"));
    }

    private static List<Verdict> verdicts(Map<String, Object> fields) {
        Object value = fields.get("items");
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> list)) {
            throw new InvalidInputException("items", "研判的户", "须为列表");
        }
        FieldErrors errors = new FieldErrors();
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> item && ITEM.containsAll(item.keySet())
                    && item.values().stream().allMatch(each -> each == null || each instanceof String)) {
                verdicts.add(new Verdict((String) item.get("caseNo"), (String) item.get(PRESELECTION_OUTCOME),
                        (String) item.get(Submission.OPINION)));
            } else {
                errors.add("items[" + i + "]", "第" + (i + 1) + "户", "须为带 caseNo、" + PRESELECTION_OUTCOME + "、opinion 的对象，值为文字");
            }
        }
        errors.throwIfAny();
        return verdicts;
    }
}
