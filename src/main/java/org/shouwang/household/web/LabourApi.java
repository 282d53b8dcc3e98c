package org.shouwang.household.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.household.Health;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.Labour;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.Member;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.JsonBodies;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The address under which other systems record a change of a member's ability to work. */
@RestController
@Tag(name = "户")
class LabourApi {

    private static final Set<String> FIELDS = Set.of("health", "labour", "foundOn", "reason");

    private final HouseholdSearch search;
    private final LabourChanges changes;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;
    private final AdjustableClock clock;

    LabourApi(HouseholdSearch search, LabourChanges changes, RepeatedRequests requests, JsonBodies bodies, AdjustableClock clock) {
        this.search = search;
        this.changes = changes;
        this.requests = requests;
        this.bodies = bodies;
        this.clock = clock;
    }

    record LabourRequest(@Schema(description = "现在的健康状况；不填表示没有变化") Health health,
                         @Schema(description = "现在的劳动能力") Labour labour,
                         @Schema(description = "发现日期；不填就按今天登记", example = "2026-03-02") LocalDate foundOn,
                         @Schema(description = "变化原因，最多500字") String reason) {
    }

    record LabourRecorded(int memberNo, Health health, Labour labour, LocalDate foundOn, boolean markEnded) {
    }

    @PostMapping(value = "/api/households/{householdNo}/members/{memberNo}/labour", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "登记成员的劳动能力变化（村）",
            description = "memberNo 为成员在户中的序号，从1起。整户无劳动能力兜底保障户中有人有了劳动能力的，标注随之终止（markEnded 为 true）。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = LabourRequest.class))))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LabourRecorded.class)))
    ResponseEntity<String> record(@PathVariable String householdNo, @PathVariable int memberNo,
                                  @RequestBody(required = false) String body,
                                  @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        Household household = search.visible(householdNo);
        changes.requireRight(household);
        changes.member(household, memberNo);
        Map<String, Object> fields = bodies.fields(body, FIELDS);
        return requests.created(key, "POST /api/households/" + householdNo + "/members/" + memberNo + "/labour " + bodies.write(fields),
                () -> bodies.write(record(search.visible(householdNo), memberNo, fields)));
    }

    private LabourRecorded record(Household household, int memberNo, Map<String, Object> fields) {
        Member before = changes.member(household, memberNo);
        LabourForm.Change change = new LabourForm(JsonBodies.text(fields, "health", "健康状况"),
                JsonBodies.text(fields, "labour", "劳动能力"), JsonBodies.text(fields, "foundOn", "发现日期"),
                JsonBodies.text(fields, "reason", "变化原因")).read(before.health(), clock.today());
        boolean ended = changes.record(household, memberNo, change.health(), change.labour(), change.foundOn(), change.reason());
        return new LabourRecorded(memberNo, change.health(), change.labour(), change.foundOn(), ended);
    }
}
