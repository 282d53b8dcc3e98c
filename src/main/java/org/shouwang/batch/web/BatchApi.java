package org.shouwang.batch.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.shouwang.batch.BatchDecisions.Item;
import org.shouwang.batch.BatchDecisions.Result;
import org.shouwang.batch.Batches;
import org.shouwang.engine.BatchSteps;
import org.shouwang.engine.BatchSteps.BatchStep;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Texts;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of decisions on many cases at once. */
@RestController
@Tag(name = "待办")
class BatchApi {

    private static final Set<String> FIELDS = Set.of("process", "task", "values", "items");
    private static final Set<String> ITEM_FIELDS = Set.of("caseNo", "values");
    private static final int MAX_NUMBER = 100;

    private final Batches batches;
    private final BatchSteps steps;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    BatchApi(Batches batches, BatchSteps steps, RepeatedRequests requests, JsonBodies bodies) {
        this.batches = batches;
        this.steps = steps;
        this.requests = requests;
        this.bodies = bodies;
    }

    record BatchRequest(@Schema(description = "流程", example = "monitoring-identification") String process,
                        @Schema(description = "环节，userTask_ 可以不写", example = "reviewAtTownship") String task,
                        @Schema(description = "各案相同的内容：该环节表单的字段",
                                example = "{\"opinion\":\"情况属实\"}") Map<String, Object> values,
                        @Schema(description = "1至500个案件，每案一次") List<BatchRequestItem> items) {
    }

    record BatchRequestItem(@Schema(description = "案号", example = "JC-411081-2026-000001") String caseNo,
                            @Schema(description = "本案不同的内容，替换 values 中的同名字段；没有不同的不填") Map<String, Object> values) {
    }

    record BatchAnswer(List<Result> results) {
    }

    @PostMapping(path = "/api/tasks/batch", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "批量办理同一环节的待办", description = "每案与单独办理一样检查，各自保存；一案没有办成不影响其他案。results 与 items 顺序相同，没有办成的说明原因。"
            + "带 Idempotency-Key 重发的，不重复办理，答复相同；中断的接着办。入户等须逐户办理的环节不能批量。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = BatchRequest.class))))
    BatchAnswer decide(@RequestBody(required = false) String body,
                       @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        Map<String, Object> fields = bodies.fields(body, FIELDS);
        List<Item> items = items(fields);
        BatchStep step = steps.require(required(fields, "process", "流程"), required(fields, "task", "环节"));
        String batch = requests.once(key, "POST /api/tasks/batch " + bodies.write(fields), () -> String.valueOf(batches.store(step, items))).body();
        return new BatchAnswer(batches.run(Long.parseLong(batch)));
    }

    private static String required(Map<String, Object> fields, String name, String label) {
        String value = JsonBodies.text(fields, name, label);
        if (value == null || value.isBlank()) {
            throw new InvalidInputException(name, label, "为必填项");
        }
        return value.strip();
    }

    private static List<Item> items(Map<String, Object> fields) {
        Map<String, Object> common = values(fields.get("values"), "values", "各案相同的内容");
        if (!(fields.get("items") instanceof List<?> list) || list.isEmpty() || list.size() > Batches.MOST) {
            throw new InvalidInputException("items", "案件", "须为1至" + Batches.MOST + "个案件的列表");
        }
        FieldErrors errors = new FieldErrors();
        Map<String, Integer> seen = new HashMap<>();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String place = "items[" + i + "]";
            String label = "第" + (i + 1) + "案";
            if (!(list.get(i) instanceof Map<?, ?> item) || !ITEM_FIELDS.containsAll(item.keySet())) {
                errors.add(place, label, "须为 {\"caseNo\":…,\"values\":{…}}");
                continue;
            }
            if (!(item.get("caseNo") instanceof String caseNo) || caseNo.isBlank() || caseNo.length() > MAX_NUMBER) {
                errors.add(place + ".caseNo", label + "的案号", "须为案号");
                continue;
            }
            Integer before = seen.putIfAbsent(Texts.number(caseNo), i);
            if (before != null) {
                errors.add(place + ".caseNo", label + "的案号", "与第" + (before + 1) + "案重复");
            }
            if (item.get("values") != null && !(item.get("values") instanceof Map)) {
                errors.add(place + ".values", label + "的内容", "须为字段和值");
                continue;
            }
            Map<String, Object> all = new TreeMap<>(common);
            all.putAll(values(item.get("values"), place + ".values", label + "的内容"));
            items.add(new Item(caseNo.strip(), all));
        }
        errors.throwIfAny();
        return items;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> values(Object value, String field, String label) {
        if (value != null && !(value instanceof Map)) {
            throw new InvalidInputException(field, label, "须为字段和值");
        }
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
