package org.shouwang.assistance.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.assistance.AssistanceRights;
import org.shouwang.assistance.HouseholdMeasures;
import org.shouwang.assistance.Measure;
import org.shouwang.assistance.MeasureCatalogue;
import org.shouwang.assistance.MeasureKind;
import org.shouwang.assistance.Responsibilities;
import org.shouwang.assistance.Visits;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.Risk;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** REST interface for the assistance of households: measures, visits and responsible people. */
@RestController
@RequestMapping("/api")
@Tag(name = "帮扶")
class AssistanceApi {

    private final HouseholdSearch search;
    private final HouseholdMeasures measures;
    private final MeasureCatalogue catalogue;
    private final Visits visits;
    private final Responsibilities responsibilities;
    private final AssistanceRights rights;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    AssistanceApi(HouseholdSearch search, HouseholdMeasures measures, MeasureCatalogue catalogue, Visits visits,
                  Responsibilities responsibilities, AssistanceRights rights, RepeatedRequests requests, JsonBodies bodies) {
        this.search = search;
        this.measures = measures;
        this.catalogue = catalogue;
        this.visits = visits;
        this.responsibilities = responsibilities;
        this.rights = rights;
        this.requests = requests;
        this.bodies = bodies;
    }

    record MeasureView(long measureId, String caseNo, String code, MeasureKind kind, String title, Risk risk, String member,
                       BigDecimal amount, String notes, LocalDate plannedOn, LocalDate confirmedOn, LocalDate carriedOutOn,
                       String result, LocalDate endedOn) {

        static MeasureView of(HouseholdMeasures.Item item) {
            return new MeasureView(item.id(), item.caseNo(), item.planned().measure().code(), item.planned().measure().kind(),
                    item.planned().measure().title(), item.planned().risk(), item.planned().memberName(), item.planned().amount(),
                    item.planned().notes(), item.planned().plannedOn(), item.confirmedOn(), item.carriedOutOn(), item.result(),
                    item.endedOn());
        }
    }

    record MeasureList(List<MeasureView> items) {
    }

    record VisitCreated(long visitId) {
    }

    record VisitRequest(@Schema(description = "走访日期，不能晚于今天", example = "2026-03-02") String visitedOn,
                        @Schema(description = "帮扶责任人的编号；由该户现任或曾任的帮扶责任人走访时填写，计入一年一访") String officialId,
                        @Schema(description = "走访人姓名，几人的用“、”分开，最多50字；没有填 officialId 时必填") String visitedBy,
                        @Schema(description = "该户是否知道帮扶人是谁；没有问的不填") Boolean knowsHelper,
                        @Schema(description = "了解到的情况，最多1000字") String found) {
    }

    record CorrectionRequest(String visitedOn, String officialId, String visitedBy, Boolean knowsHelper, String found,
                             @Schema(description = "更正原因，最多500字") String reason) {
    }

    record OutcomeRequest(@Schema(description = "落实日期，不早于县级确认之日", example = "2026-03-20") String carriedOutOn,
                          @Schema(description = "落实情况，最多500字") String result,
                          @Schema(description = "结束日期，措施已经结束的填", example = "2026-09-20") String endedOn,
                          @Schema(description = "更正原因，更正已有记录时必填") String reason) {
    }

    record ResponsibleRequest(@Schema(description = "帮扶责任人的编号") String officialId,
                              @Schema(description = "更换原因，最多500字") String reason) {
    }

    record CatalogueView(List<Measure> items) {
    }

    @GetMapping("/measure-catalogue")
    @Operation(summary = "帮扶措施目录")
    CatalogueView catalogue() {
        return new CatalogueView(catalogue.all());
    }

    @GetMapping("/households/{householdNo}/measures")
    @Operation(summary = "一户的帮扶措施，最早的在前")
    MeasureList measures(@PathVariable String householdNo) {
        return new MeasureList(measures.of(search.visible(householdNo).id()).stream().map(MeasureView::of).toList());
    }

    @PostMapping("/households/{householdNo}/measures/{measureId}/carried-out")
    @Operation(summary = "登记措施落实情况（村、乡镇、县级乡村振兴部门），再次登记为更正，须写明原因",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = OutcomeRequest.class))))
    MeasureView carriedOut(@PathVariable String householdNo, @PathVariable long measureId,
                           @RequestBody(required = false) String body,
                           @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        Household household = search.visible(householdNo);
        rights.requireToRecord(household);
        measures.get(household, measureId);
        Map<String, Object> fields = bodies.fields(body, Set.of("carriedOutOn", "result", "endedOn", "reason"));
        requests.done(key, "POST /api/households/" + householdNo + "/measures/" + measureId + "/carried-out " + bodies.write(fields),
                () -> measures.record(household, measureId, new HouseholdMeasures.Outcome(
                        JsonBodies.day(fields, "carriedOutOn", "落实日期"), JsonBodies.text(fields, "result", "落实情况"),
                        JsonBodies.day(fields, "endedOn", "结束日期"), JsonBodies.text(fields, "reason", "更正原因"))));
        return MeasureView.of(measures.get(household, measureId));
    }

    @GetMapping("/households/{householdNo}/visits")
    @Operation(summary = "一户的走访记录，最近登记的在前；被更正的也在，correctedBy 为更正它的记录")
    Page<Visits.Visit> visits(@PathVariable String householdNo, @RequestParam(required = false) String cursor,
                       @RequestParam(defaultValue = "50") int limit) {
        return visits.page(search.visible(householdNo).id(), cursor, limit);
    }

    @PostMapping("/households/{householdNo}/visits")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "登记走访（村、乡镇、县级乡村振兴部门）",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = VisitRequest.class))))
    ResponseEntity<VisitCreated> visit(@PathVariable String householdNo, @RequestBody(required = false) String body,
                                       @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        Household household = search.visible(householdNo);
        rights.requireToRecord(household);
        Map<String, Object> fields = bodies.fields(body, Set.of("visitedOn", "officialId", "visitedBy", "knowsHelper", "found"));
        return requests.created(key, "POST /api/households/" + householdNo + "/visits " + bodies.write(fields),
                () -> visits.add(household, report(fields)), id -> new VisitCreated(Long.parseLong(id)));
    }

    @PostMapping("/households/{householdNo}/visits/{visitId}/correction")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "更正一条走访记录，原记录保留",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = CorrectionRequest.class))))
    ResponseEntity<VisitCreated> correct(@PathVariable String householdNo, @PathVariable long visitId,
                                         @RequestBody(required = false) String body,
                                         @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        Household household = search.visible(householdNo);
        rights.requireToRecord(household);
        visits.get(household, visitId);
        Map<String, Object> fields = bodies.fields(body, Set.of("visitedOn", "officialId", "visitedBy", "knowsHelper", "found", "reason"));
        return requests.created(key, "POST /api/households/" + householdNo + "/visits/" + visitId + "/correction " + bodies.write(fields),
                () -> visits.correct(household, visitId, report(fields), JsonBodies.text(fields, "reason", "更正原因")),
                id -> new VisitCreated(Long.parseLong(id)));
    }

    @PostMapping("/households/{householdNo}/responsible")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "更换帮扶责任人（乡镇、县级乡村振兴部门），原责任人及其起止日期保留",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = ResponsibleRequest.class))))
    void changeResponsible(@PathVariable String householdNo, @RequestBody(required = false) String body,
                           @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        Household household = search.visible(householdNo);
        rights.requireToName(household);
        Map<String, Object> fields = bodies.fields(body, Set.of("officialId", "reason"));
        Object official = fields.get("officialId");
        requests.done(key, "POST /api/households/" + householdNo + "/responsible " + bodies.write(fields),
                () -> responsibilities.change(household, official == null ? null : official.toString(),
                        JsonBodies.text(fields, "reason", "更换原因")));
    }

    private static Visits.Report report(Map<String, Object> fields) {
        Object official = fields.get("officialId");
        return new Visits.Report(JsonBodies.day(fields, "visitedOn", "走访日期"), official == null ? null : official.toString(),
                JsonBodies.text(fields, "visitedBy", "走访人"), OfficialApi.flag(fields, "knowsHelper", "是否知道帮扶人"), JsonBodies.text(fields, "found", "了解到的情况"));
    }
}
