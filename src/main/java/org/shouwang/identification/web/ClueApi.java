package org.shouwang.identification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Map;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.identification.ClueSource;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.shared.JsonBodies;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The address under which other systems register risk clues. */
@RestController
@Tag(name = "线索")
class ClueApi {

    private final ProcessDoor door;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    ClueApi(ProcessDoor door, RepeatedRequests requests, JsonBodies bodies) {
        this.door = door;
        this.requests = requests;
        this.bodies = bodies;
    }

    record ClueRequest(ClueSource source,
                       @Schema(description = "线索发现日期，不能晚于今天", example = "2026-03-02") LocalDate foundOn,
                       @Schema(description = "12位村代码；村级用户可不填", example = "411081101201") String villageCode,
                       @Schema(description = "户主姓名，最多50字") String headName,
                       @Schema(description = "户主身份证号，18位") String headIdNumber,
                       @Schema(description = "风险情况") String riskDescription,
                       @Schema(description = "来源系统中的编号，可不填") String externalReference) {
    }

    record ClueRegistered(String caseNo) {
    }

    @PostMapping(value = "/api/clues", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "登记风险线索，发起监测对象识别认定",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = ClueRequest.class))))
    ResponseEntity<String> register(@RequestBody(required = false) String body,
                                    @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        Map<String, Object> fields = bodies.fields(body);
        return requests.created(key, "POST /api/clues " + bodies.write(fields), () -> start(fields));
    }

    private String start(Map<String, Object> fields) {
        return bodies.write(new ClueRegistered(door.start(MonitoringIdentificationProcess.KEY, fields)));
    }
}
