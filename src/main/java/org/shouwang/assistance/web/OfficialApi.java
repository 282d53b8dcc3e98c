package org.shouwang.assistance.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.assistance.Official;
import org.shouwang.assistance.OfficialEntry;
import org.shouwang.assistance.Officials;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** REST interface for the register of responsible people. */
@RestController
@RequestMapping("/api/officials")
@Tag(name = "帮扶责任人")
class OfficialApi {

    private final Officials officials;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    OfficialApi(Officials officials, RepeatedRequests requests, JsonBodies bodies) {
        this.officials = officials;
        this.requests = requests;
        this.bodies = bodies;
    }

    record OfficialRequest(@Schema(description = "姓名，最多50字") String name,
                           @Schema(description = "单位职务，最多100字") String post,
                           @Schema(description = "联系电话，印在明白卡上；修改时不填为不变，空为没有", example = "13800000000") String phone,
                           @Schema(description = "是否国家公职人员") Boolean publicOfficial,
                           @Schema(description = "所在县（6位代码）或乡镇（9位代码）") String regionCode,
                           @Schema(description = "是否可以选择，不填为 true") Boolean active) {
    }

    record OfficialView(Official official, List<Officials.Version> history) {
    }

    @GetMapping
    @Operation(summary = "查询帮扶责任人", description = "只返回本县的，最近登记的在前。")
    Page<Official> list(@RequestParam(required = false) String region, @RequestParam(required = false) Boolean active,
                        @RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        return officials.find(region, null, active, cursor, limit);
    }

    @GetMapping("/{officialId}")
    @Operation(summary = "查看一名帮扶责任人及其登记的变化")
    OfficialView get(@PathVariable long officialId) {
        return new OfficialView(officials.visible(officialId), officials.historyOf(officialId));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "登记帮扶责任人（乡镇、县级乡村振兴部门，本辖区的）",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = OfficialRequest.class))))
    ResponseEntity<Official> add(@RequestBody(required = false) String body,
                                 @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        officials.requireKeeper();
        return requests.created(key, "POST /api/officials " + bodies.write(bodies.fields(body)), () -> officials.add(entry(body)),
                id -> officials.visible(Long.parseLong(id)));
    }

    @PutMapping("/{officialId}")
    @Operation(summary = "修改、停用或恢复一名帮扶责任人，原来的登记保留",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = OfficialRequest.class))))
    Official change(@PathVariable long officialId, @RequestBody(required = false) String body) {
        officials.requireKeeper();
        officials.visible(officialId);
        officials.change(officialId, entry(body));
        return officials.visible(officialId);
    }

    private OfficialEntry entry(String body) {
        Map<String, Object> fields = bodies.fields(body, Set.of("name", "post", "phone", "publicOfficial", "regionCode", "active"));
        Boolean active = flag(fields, "active", "是否可以选择");
        return new OfficialEntry(JsonBodies.text(fields, "name", "姓名"), JsonBodies.text(fields, "post", "单位职务"),
                JsonBodies.text(fields, "phone", "联系电话"),
                flag(fields, "publicOfficial", "是否国家公职人员"), JsonBodies.text(fields, "regionCode", "所在县或乡镇"),
                active == null || active);
    }

    static Boolean flag(Map<String, Object> fields, String name, String label) {
        Object value = fields.get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw new InvalidInputException(name, label, "须为 true 或 false");
        }
        return (Boolean) value;
    }
}
