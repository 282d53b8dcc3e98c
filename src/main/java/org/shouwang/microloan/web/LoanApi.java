package org.shouwang.microloan.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.microloan.LoanCases;
import org.shouwang.microloan.LoanRecords.ExtensionKind;
import org.shouwang.microloan.LoanRights;
import org.shouwang.microloan.LoanSearch;
import org.shouwang.microloan.LoanStatus;
import org.shouwang.microloan.Purpose;
import org.shouwang.microloan.process.LoanServicing;
import org.shouwang.shared.AdjustableClock;
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

/** REST interface for microloans, used by banks and other systems. */
@RestController
@RequestMapping("/api/loans")
@Tag(name = "小额信贷")
class LoanApi {

    private static final Set<String> REPAYMENT = Set.of("amount", "paidOn", "receiptNo");
    private static final Set<String> EXTENSION = Set.of("kind", "termMonths", "reason");

    private final LoanSearch search;
    private final LoanRights rights;
    private final LoanViews views;
    private final LoanServicing servicing;
    private final ProcessDoor door;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;
    private final AdjustableClock clock;

    LoanApi(LoanSearch search, LoanRights rights, LoanViews views, LoanServicing servicing, ProcessDoor door,
            RepeatedRequests requests, JsonBodies bodies, AdjustableClock clock) {
        this.search = search;
        this.rights = rights;
        this.views = views;
        this.servicing = servicing;
        this.door = door;
        this.requests = requests;
        this.bodies = bodies;
        this.clock = clock;
    }

    record LoanRequest(@Schema(description = "户编号", example = "HU-411081-000123") String householdNo,
                       @Schema(description = "申请金额，元，最多两位小数", example = "50000") BigDecimal amount,
                       @Schema(description = "用途；禁止的用途按名称拒绝") Purpose purpose,
                       @Schema(description = "期限，整月数，最长36", example = "24") Integer termMonths,
                       @Schema(description = "该户所在县的承办银行", example = "bank411081") String bankCode,
                       @Schema(description = "借款人身份证号，不填为户主") String borrowerIdNumber) {
    }

    record Applied(String loanNo) {
    }

    record LoanItem(String loanNo, String householdNo, String bankCode, LoanStatus status, Purpose purpose, BigDecimal principal,
                    BigDecimal subsidisedPrincipal, BigDecimal outstanding, LocalDate dueOn, long overdueDays, int extensions) {
    }

    record RepaymentRequest(@Schema(description = "还款金额（本金），元，最多两位小数") BigDecimal amount,
                            @Schema(description = "还款日期，不填为今天；不能早于上一次还款") LocalDate paidOn,
                            @Schema(description = "银行凭证号，可不填；同一凭证不能登记两次") String receiptNo) {
    }

    record ExtensionRequest(@Schema(description = "EXTENSION（展期，默认）或 RENEWAL（续贷）") ExtensionKind kind,
                            @Schema(description = "延长的月数，不填为原期限") Integer termMonths,
                            @Schema(description = "原因，可不填") String reason) {
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "申请小额信贷（业务系统、承办银行、村）",
            description = "不符合条件的回答 400 或 409，写明规则和依据。相同的 Idempotency-Key 和内容得到相同的回答。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = LoanRequest.class))))
    ResponseEntity<String> apply(@RequestBody(required = false) String body,
                                 @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        rights.requireApplicant();
        Map<String, Object> fields = bodies.fields(body);
        return requests.created(key, "POST /api/loans " + bodies.write(fields),
                () -> bodies.write(new Applied(door.start(LoanCases.PROCESS, fields))));
    }

    @GetMapping
    @Operation(summary = "查询小额信贷", description = "承办银行只看到本行的贷款，各级只看到本辖区的。status：APPLIED、REFUSED、APPROVED、"
            + "DISBURSED、OVERDUE、REPAID、COMPENSATED、WITHDRAWN。")
    Page<LoanItem> list(@RequestParam(required = false) String status, @RequestParam(required = false) String bankCode,
                  @RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        LocalDate today = clock.today();
        return search.find(status, bankCode, null, cursor, limit).map(loan -> new LoanItem(loan.loanNo(), loan.householdNo(), loan.bankCode(),
                loan.status(today), loan.purpose(), loan.principal(), loan.subsidisedPrincipal(), loan.outstanding(),
                loan.dueOn(), loan.overdueDays(today), loan.extensions()));
    }

    @GetMapping("/{loanNo}")
    @Operation(summary = "查看一笔贷款：状态、还款计划、还款、用途核查和问题")
    LoanView get(@PathVariable String loanNo) {
        return views.of(rights.visible(loanNo));
    }

    @PostMapping(value = "/{loanNo}/repayments", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "登记还款（业务系统、承办银行）", description = "登记本金的偿还，可提前。还清后贷款结清，可以再次申请。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = RepaymentRequest.class))))
    ResponseEntity<String> repay(@PathVariable String loanNo, @RequestBody(required = false) String body,
                                 @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        rights.toServe(loanNo);
        Map<String, Object> fields = bodies.fields(body, REPAYMENT);
        return requests.created(key, "POST /api/loans/" + loanNo + "/repayments " + bodies.write(fields), () -> {
            servicing.repay(loanNo, JsonBodies.number(fields, "amount", "还款金额"), JsonBodies.day(fields, "paidOn", "还款日期"),
                    JsonBodies.text(fields, "receiptNo", "凭证号"));
            return bodies.write(get(loanNo));
        });
    }

    @PostMapping(value = "/{loanNo}/extensions", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "办理续贷或展期（业务系统、承办银行）", description = "到期前办理，只能一次；未还本金不变。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
                    content = @Content(schema = @Schema(implementation = ExtensionRequest.class))))
    ResponseEntity<String> extend(@PathVariable String loanNo, @RequestBody(required = false) String body,
                                  @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        rights.toServe(loanNo);
        Map<String, Object> fields = bodies.fields(body, EXTENSION);
        return requests.created(key, "POST /api/loans/" + loanNo + "/extensions " + bodies.write(fields), () -> {
            servicing.extend(loanNo, kind(JsonBodies.text(fields, "kind", "方式")),
                    months(JsonBodies.number(fields, "termMonths", "延长的月数")), JsonBodies.text(fields, "reason", "原因"));
            return bodies.write(get(loanNo));
        });
    }

    static ExtensionKind kind(String name) {
        return name == null || name.isBlank() ? null : Arrays.stream(ExtensionKind.values())
                .filter(kind -> kind.name().equals(name)).findFirst()
                .orElseThrow(() -> new InvalidInputException("kind", "方式", "须为 EXTENSION（展期）或 RENEWAL（续贷）"));
    }

    static Integer months(BigDecimal number) {
        try {
            return number == null ? null : number.intValueExact();
        } catch (ArithmeticException e) {
            throw new InvalidInputException("termMonths", "延长的月数", "须为整数");
        }
    }
}
