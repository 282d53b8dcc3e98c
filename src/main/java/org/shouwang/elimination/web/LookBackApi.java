package org.shouwang.elimination.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.elimination.LookBack;
import org.shouwang.elimination.LookBackHouseholds;
import org.shouwang.elimination.LookBackPlan;
import org.shouwang.elimination.LookBackRights;
import org.shouwang.elimination.LookBackStart;
import org.shouwang.elimination.LookBacks;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.InvalidInputException;
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

/** The REST interface of look-back campaigns for other systems. */
@RestController
@RequestMapping("/api/look-backs")
@Tag(name = "回头看")
class LookBackApi {

    private static final Set<String> FIELDS = Set.of("name", "regions", "sharePercent", "dueOn", "seed");

    private final LookBacks lookBacks;
    private final LookBackRights rights;
    private final LookBackHouseholds households;
    private final LookBackStart start;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    LookBackApi(LookBacks lookBacks, LookBackRights rights, LookBackHouseholds households, LookBackStart start,
                RepeatedRequests requests, JsonBodies bodies) {
        this.lookBacks = lookBacks;
        this.rights = rights;
        this.households = households;
        this.start = start;
        this.requests = requests;
        this.bodies = bodies;
    }

    record LookBackRequest(@Schema(description = "名称，最多50字") String name,
                           @Schema(description = "县或乡镇的代码", example = "[\"411081101\"]") List<String> regions,
                           @Schema(description = "每个乡镇抽查的百分比，向上取整，至少1户；不填表示全部", example = "10") BigDecimal sharePercent,
                           @Schema(description = "完成期限，不能早于今天", example = "2026-05-31") LocalDate dueOn) {
    }

    record View(long id, String name, LookBack.Status status, List<String> regions, BigDecimal sharePercent,
                @Schema(description = "随机种子，由系统产生，只给组织回头看的部门看") Long seed, LocalDate dueOn,
                LookBackHouseholds.Progress progress, List<LookBackHouseholds.Share> townships,
                @Schema(description = "上次启动以来，这些地区作废过几次抽取") long discardedBefore) {
    }

    record Item(long id, String name, LookBack.Status status, List<String> regions, LocalDate dueOn) {
    }

    @GetMapping
    @Operation(summary = "回头看列表", description = "只返回涉及本辖区的，最近的在前；还没有启动的和作废的，只给能组织的部门看。")
    Page<Item> list(@RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        rights.requireViewer();
        return lookBacks.find(cursor, limit).map(item -> new Item(item.id(), item.name(), item.status(), item.regions(),
                item.dueOn()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "组织一次回头看并抽取（县级乡村振兴部门、市级）",
            description = "抽取后先是 DRAFT，只有能组织的部门可以查看抽到的户；启动（begin）以后才给村里派任务。种子由系统产生；同一种子、同样的户，抽取结果相同。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = LookBackRequest.class))))
    ResponseEntity<View> create(@RequestBody(required = false) String body,
                                @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        rights.requireMaker();
        Map<String, Object> fields = bodies.fields(body, FIELDS);
        return requests.created(key, "POST /api/look-backs " + bodies.write(fields), () -> lookBacks.create(new LookBackPlan(
                JsonBodies.text(fields, "name", "名称"), regions(fields.get("regions")),
                number(fields.get("sharePercent"), "sharePercent", "抽查比例"), JsonBodies.text(fields, "dueOn", "完成期限"),
                number(fields.get("seed"), "seed", "随机种子"))), id -> view(lookBacks.visible(Long.parseLong(id))));
    }

    @GetMapping("/unseen")
    @Operation(summary = "已标注风险消除、以后还没有回头看过的户（本辖区）", description = "文件要求逐户回头看；按比例抽查是本系统设计。")
    Page<LookBackHouseholds.Unseen> unseen(@RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        rights.requireViewer();
        return households.unseen(cursor, limit);
    }

    @GetMapping("/{lookBackId}")
    @Operation(summary = "查看一次回头看：进度和结果（本辖区）")
    View get(@PathVariable long lookBackId) {
        return view(lookBacks.visible(lookBackId));
    }

    @GetMapping("/{lookBackId}/households")
    @Operation(summary = "抽到的户（本辖区）")
    Page<LookBackHouseholds.Row> households(@PathVariable long lookBackId, @RequestParam(required = false) String cursor,
                                           @RequestParam(defaultValue = "50") int limit) {
        return households.rowsOf(lookBacks.visible(lookBackId), cursor, limit);
    }

    @GetMapping("/{lookBackId}/draw")
    @Operation(summary = "重新抽取一次，用于核对（组织回头看的部门）", description = "按保存的种子和当时可抽取的户重抽；same 说明是否与当时抽到的相同。"
            + "每个乡镇的户按“种子:户编号”的 SHA-256（十六进制）排序，取前若干户。")
    LookBacks.Redraw draw(@PathVariable long lookBackId) {
        return lookBacks.drawAgain(lookBacks.visible(lookBackId));
    }

    @PostMapping("/{lookBackId}/begin")
    @Operation(summary = "启动回头看", description = "每户派一项入户核查任务；户多的在几秒内陆续派出。")
    View begin(@PathVariable long lookBackId) {
        start.begin(lookBackId);
        return view(lookBacks.visible(lookBackId));
    }

    @PostMapping("/{lookBackId}/discard")
    @Operation(summary = "作废还没有启动的回头看")
    View discard(@PathVariable long lookBackId) {
        lookBacks.move(lookBackId, LookBack.Status.DISCARDED);
        return view(lookBacks.visible(lookBackId));
    }

    private View view(LookBack item) {
        return new View(item.id(), item.name(), item.status(), item.regions(), item.sharePercent(),
                rights.mayManage(item) ? item.seed() : null, item.dueOn(), households.progressOf(item), households.sharesOf(item),
                lookBacks.discardedBefore(item));
    }

    private static List<String> regions(Object given) {
        if (given == null) {
            return List.of();
        }
        if (!(given instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw new InvalidInputException("regions", "地区", "须为县或乡镇代码的列表");
        }
        List<String> codes = new ArrayList<>();
        list.forEach(code -> codes.add((String) code));
        return codes;
    }

    private static String number(Object given, String field, String label) {
        if (given != null && !(given instanceof Number)) {
            throw new InvalidInputException(field, label, "须为数字");
        }
        return given == null ? null : Decimals.plain(Decimals.parse(given.toString()).orElseThrow());
    }
}
