package org.shouwang.household.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.shouwang.household.Health;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.Labour;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.Member;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.JsonBodies;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The address under which other systems record a change of a member's ability to work. */
@RestController
@Tag(name = "户")
class LabourApi {

    private static final Set<String> FIELDS = Set.of("health", "labour", "foundOn", "reason");

    private final HouseholdSearch search;
    private final LabourChanges changes;
    private final JsonBodies bodies;
    private final AdjustableClock clock;

    LabourApi(HouseholdSearch search, LabourChanges changes, JsonBodies bodies, AdjustableClock clock) {
        this.search = search;
        this.changes = changes;
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

    @PostMapping("/api/households/{householdNo}/members/{memberNo}/labour")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "登记成员的劳动能力变化（村）",
            description = "memberNo 为成员在户中的序号，从1起。整户无劳动能力兜底保障户中有人有了劳动能力的，标注随之终止（markEnded 为 true）。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = LabourRequest.class))))
    LabourRecorded record(@PathVariable String householdNo, @PathVariable int memberNo,
                          @RequestBody(required = false) String body) {
        Household household = search.visible(householdNo);
        changes.requireRight(household);
        Member before = changes.member(household, memberNo);
        Map<String, Object> fields = bodies.fields(body, FIELDS);
        LabourForm.Change change = new LabourForm(JsonBodies.text(fields, "health", "健康状况"),
                JsonBodies.text(fields, "labour", "劳动能力"), JsonBodies.text(fields, "foundOn", "发现日期"),
                JsonBodies.text(fields, "reason", "变化原因")).read(before.health(), clock.today());
        boolean ended = changes.record(household, memberNo, change.health(), change.labour(), change.foundOn(), change.reason());
        return new LabourRecorded(memberNo, change.health(), change.labour(), change.foundOn(), ended);
    }
}
