package org.shouwang.household.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Set;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.household.Category;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.HouseholdStarts;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
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

/** Addresses under which other systems query households and start processes for them. */
@RestController
@RequestMapping("/api/households")
@Tag(name = "户")
class HouseholdApi {

    private final HouseholdSearch search;
    private final HouseholdViews views;
    private final HouseholdStarts starts;
    private final ProcessDoor door;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    HouseholdApi(HouseholdSearch search, HouseholdViews views, HouseholdStarts starts, ProcessDoor door,
                 RepeatedRequests requests, JsonBodies bodies) {
        this.search = search;
        this.views = views;
        this.starts = starts;
        this.door = door;
        this.requests = requests;
        this.bodies = bodies;
    }

    record StartRequest(@Schema(description = "户编号，可不填；填了须与地址中的一致") String householdNo,
                        @Schema(description = "发起理由，最多500字") String reason) {
    }

    record Started(String caseNo) {
    }

    record HouseholdItem(String householdNo, MonitoringStatus monitoringStatus, Category category, String villageCode,
                         String headName) {
    }

    @GetMapping
    @Operation(summary = "查询户", description = "只返回本辖区的户，最近登记的在前。status：MONITORED、ELIMINATED、NOT_MONITORED。"
            + "承办银行（本县）和业务系统（各县）为申请小额信贷也可以查询，不返回监测类别。")
    Page<HouseholdItem> list(@RequestParam(required = false) String status, @RequestParam(required = false) String region,
                       @RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        boolean toLend = search.isOnlyLender();
        Page<Household> found = toLend ? search.findToLendTo(status, region, cursor, limit)
                : search.find(status, region, null, cursor, limit);
        return found.map(household -> new HouseholdItem(household.householdNo(),
                household.status(), toLend ? null : household.category(), household.villageCode(), household.headName()));
    }

    @GetMapping("/{householdNo}")
    @Operation(summary = "查看一户：成员、风险、案件、公示、标注和状态变化")
    HouseholdView get(@PathVariable String householdNo) {
        return views.of(search.visible(householdNo));
    }

    @PostMapping(value = "/{householdNo}/{process}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "为一户发起流程（村、乡镇、县级乡村振兴部门）",
            description = "process：risk-elimination（风险消除，监测中的户）、risk-rollback（风险回退，风险已消除的户）、safety-net-recognition（兜底保障户认定，监测中、整户无劳动能力的户）。同一户同一流程同时只能有一个在办案件。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = StartRequest.class))))
    ResponseEntity<String> start(@PathVariable String householdNo, @PathVariable String process,
                                 @RequestBody(required = false) String body,
                                 @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        Household household = search.visible(householdNo);
        String processKey = starts.process(process).kind().process();
        starts.requireRight(household);
        Map<String, Object> fields = bodies.fields(body, Set.of("householdNo", "reason"));
        String named = JsonBodies.text(fields, "householdNo", "户编号");
        if (named != null && !named.equals(household.householdNo())) {
            throw new InvalidInputException("householdNo", "户编号", "与地址中的不一致");
        }
        JsonBodies.text(fields, "reason", "发起理由");
        fields.put("householdNo", household.householdNo());
        return requests.created(key, "POST /api/households/" + householdNo + "/" + processKey + " " + bodies.write(fields),
                () -> started(processKey, fields));
    }

    private String started(String processKey, Map<String, Object> fields) {
        return bodies.write(new Started(door.start(processKey, fields)));
    }
}
