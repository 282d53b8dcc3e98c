package org.shouwang.policy.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.policy.Parameter;
import org.shouwang.policy.Parameters;
import org.shouwang.policy.PolicyRights;
import org.shouwang.policy.Replay;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
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

/** The REST interface of dated parameters. */
@RestController
@RequestMapping("/api/parameters")
@Tag(name = "政策参数")
class ParameterApi {

    private static final Set<String> FIELDS = Set.of("code", "value", "from", "source", "reason");

    private final Parameters parameters;
    private final PolicyRights rights;
    private final Replay replay;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;
    private final AdjustableClock clock;

    ParameterApi(Parameters parameters, PolicyRights rights, Replay replay, RepeatedRequests requests, JsonBodies bodies, AdjustableClock clock) {
        this.parameters = parameters;
        this.rights = rights;
        this.replay = replay;
        this.requests = requests;
        this.bodies = bodies;
        this.clock = clock;
    }

    record ParameterRequest(@Schema(description = "参数代码；按县设定的后面加下划线和县代码", example = "REFERENCE_LINE") String code,
                            @Schema(description = "值，单位见查询结果的 unit", example = "8000") BigDecimal value,
                            @Schema(description = "生效日期，不早于今天") LocalDate from,
                            @Schema(description = "依据文件的文号、名称和条款，最多200字") String source,
                            @Schema(description = "登记理由，最多200字") String reason) {
    }

    record RowView(BigDecimal value, LocalDate from, String source, String reason) {
    }

    /** A parameter with the row that holds today; without one, the values are null. */
    record ParameterView(String code, String title, String theme, String unit, BigDecimal value, LocalDate from, String source, String effect,
                         List<RowView> history) {
    }

    record ParameterList(List<ParameterView> items) {
    }

    @GetMapping
    @Operation(summary = "查询政策参数（系统管理员、市级督导）",
            description = "每个参数今天的值、单位、生效日期和依据；history 是各行，新的在前，含尚未生效的。金额为元，天数为天，比例为0到1的小数。")
    ParameterList list() {
        return new ParameterList(parameters.find("").stream().map(this::view).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "登记政策参数的新值（系统管理员、市级督导）",
            description = "从 from 起生效，不改变以前的。有错的字段都在 errors 中。同一 Idempotency-Key 重复提交只登记一次。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = ParameterRequest.class))))
    ResponseEntity<ParameterView> enter(@RequestBody(required = false) String body,
                                        @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        rights.require();
        Map<String, Object> fields = bodies.fields(body, FIELDS);
        return requests.created(key, "POST /api/parameters " + bodies.write(fields), () -> parameters.enter(wish(fields)).parameter().code(),
                code -> view(parameters.get(code)));
    }

    record WithdrawalRequest(@Schema(description = "该行的生效日期") LocalDate from, @Schema(description = "撤回理由，最多200字") String why) {
    }

    @PostMapping("/{code}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "撤回登记错的一行（系统管理员、市级督导）",
            description = "尚未生效的，或者当天登记的。撤回的一行连同理由留存；其间已经按它办理的不变。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = WithdrawalRequest.class))))
    void withdraw(@PathVariable String code, @RequestBody(required = false) String body) {
        rights.require();
        Map<String, Object> fields = bodies.fields(body, Set.of("from", "why"));
        FieldErrors errors = new FieldErrors();
        LocalDate from = errors.day("from", "生效日期", text(errors, fields, "from", "生效日期"));
        if (from == null && !errors.has("from")) {
            errors.add("from", "生效日期", "为必填项");
        }
        errors.throwIfAny();
        parameters.withdraw(code, from, JsonBodies.text(fields, "why", "撤回理由"));
    }

    @PostMapping("/preview")
    @Operation(summary = "试算政策参数的新值（系统管理员、市级督导）",
            description = "按新值重算在办的和近一年办结的，不登记、不改变什么：open、closed 是会不同的案件数，cases 分页列出。replayed 为 false 的参数不能逐件重算。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = ParameterRequest.class))))
    ReplayView preview(@RequestBody(required = false) String body, @RequestParam(required = false) String cursor) {
        rights.require();
        Parameters.Checked row = parameters.check(wish(bodies.fields(body, FIELDS)));
        return ReplayView.of(replay.parameter(row.parameter(), row.value()), cursor);
    }

    /** Reads what was sent, and names every field of a wrong type together. */
    private static Parameters.Wish wish(Map<String, Object> fields) {
        FieldErrors errors = new FieldErrors();
        Object value = fields.get("value");
        if (value != null && !(value instanceof Number || value instanceof String)) {
            errors.add("value", "值", "须为数字");
        }
        Parameters.Wish wish = new Parameters.Wish(text(errors, fields, "code", "参数"), value == null ? null : value.toString(),
                text(errors, fields, "from", "生效日期"), text(errors, fields, "source", "依据文件"), text(errors, fields, "reason", "登记理由"));
        errors.throwIfAny();
        return wish;
    }

    private static String text(FieldErrors errors, Map<String, Object> fields, String name, String label) {
        try {
            return JsonBodies.text(fields, name, label);
        } catch (InvalidInputException e) {
            errors.addAll(e.errors());
            return null;
        }
    }

    private ParameterView view(Parameter item) {
        Optional<Parameter.Row> now = item.on(clock.today());
        return new ParameterView(item.code(), item.title(), item.theme(), item.unit(), now.map(row -> plain(row.value())).orElse(null),
                now.map(Parameter.Row::from).orElse(null), now.map(Parameter.Row::source).orElse(null), item.effect(),
                item.rows().stream().map(row -> new RowView(plain(row.value()), row.from(), row.source(), row.reason())).toList());
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 0 ? Decimals.exact(plain, 0) : plain;
    }
}
