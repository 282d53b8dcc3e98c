package org.shouwang.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.support.TestPeople.Person;

/** Walks a small loan through its life, as the users of its posts do. */
public final class LoanFlow {

    public static final String BANK = "bank" + Shouwang.COUNTY;

    private final Shouwang shouwang;
    private final String loanNo;

    private LoanFlow(Shouwang shouwang, String loanNo) {
        this.shouwang = shouwang;
        this.loanNo = loanNo;
    }

    /**
     * @return somebody of 40 years
     */
    public static Person ofAge(TestClock clock) {
        return TestPeople.somebodyBorn(clock.today().minusYears(40));
    }

    /**
     * @return a monitored household whose head may borrow
     */
    public static HouseholdFlow household(Shouwang shouwang, TestClock clock) {
        return HouseholdFlow.monitored(shouwang, clock, ofAge(clock), Map.of());
    }

    /**
     * @return an application that meets every condition
     */
    public static Map<String, Object> application(String householdNo, Object amount) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("householdNo", householdNo);
        fields.put("amount", amount);
        fields.put("purpose", "BREEDING");
        fields.put("termMonths", 12);
        fields.put("bankCode", BANK);
        return fields;
    }

    public static LoanFlow applied(Shouwang shouwang, String householdNo, Object amount) {
        Answer answer = shouwang.partner().post("/api/loans", application(householdNo, amount));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new LoanFlow(shouwang, answer.get("loanNo"));
    }

    public static LoanFlow of(Shouwang shouwang, String loanNo) {
        return new LoanFlow(shouwang, loanNo);
    }

    public String loanNo() {
        return loanNo;
    }

    public Shouwang.Session bank() {
        return shouwang.as(BANK);
    }

    public LoanFlow investigated() {
        return done(bank(), "userTask_investigate", Map.of("investigationOutcome", "SUITABLE"));
    }

    public LoanFlow approved() {
        return done(bank(), "userTask_reviewCredit", Map.of("creditOutcome", "APPROVE"));
    }

    public LoanFlow confirmed() {
        return done(shouwang.county(), "userTask_confirmSubsidy", Map.of("subsidyOutcome", "CONFIRMED"));
    }

    public LoanFlow disbursed() {
        return done(bank(), "userTask_disburse", Map.of());
    }

    public LoanFlow untilDisbursed() {
        return investigated().approved().confirmed().disbursed();
    }

    public LoanFlow done(Shouwang.Session who, String taskKey, Map<String, ?> values) {
        Answer answer = who.submit(loanNo, taskKey, values);
        assertThat(answer.status()).as(taskKey + ": " + answer.text()).isEqualTo(204);
        return this;
    }

    public Answer repay(Object amount) {
        return bank().post("/api/loans/" + loanNo + "/repayments", Map.of("amount", amount));
    }

    public Answer view() {
        return shouwang.partner().get("/api/loans/" + loanNo);
    }

    public String status() {
        return view().get("status");
    }

    public BigDecimal amount(String name) {
        return new BigDecimal(view().get(name));
    }

    /**
     * @param name interest, principal or balance
     * @return the amount in the last line of the schedule
     */
    public BigDecimal inLastLine(String name) {
        var lines = view().body().path("schedule");
        return lines.path(lines.size() - 1).path(name).decimalValue();
    }

    public LocalDate dueOn() {
        return LocalDate.parse(view().get("dueOn"));
    }

    public List<String> openTasks() {
        return shouwang.as("admin").tasks(loanNo);
    }

    public void awaitTask(String taskKey) {
        await().atMost(CaseFlow.TIMER).pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(openTasks()).contains(taskKey));
    }
}
