package org.shouwang.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.microloan.MicroLoanProcess.CONFIRM_SUBSIDY;
import static org.shouwang.microloan.MicroLoanProcess.CREDIT_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.DISBURSE;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATE;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATION_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_CREDIT;
import static org.shouwang.microloan.MicroLoanProcess.SUBSIDY_OUTCOME;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shouwang.support.TestPeople.Person;

/** A small loan on its way from the application to the last repayment. Users of the posts do the tasks. */
public final class LoanFlow extends Flow<LoanFlow> {

    public static final String BANK = "bank" + Shouwang.COUNTY;

    /** The bank's second user, who approves the loans that the first has investigated. */
    public static final String SECOND = BANK + "b";

    private final String loanNo;

    private LoanFlow(Shouwang shouwang, String loanNo) {
        super(shouwang);
        this.loanNo = loanNo;
    }

    /**
     * @return a person of 40 years
     */
    public static Person ofAge(TestClock clock) {
        return TestPeople.somebodyBorn(clock.today().minusYears(40));
    }

    /** Admits a household whose head may borrow. */
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

    @Override
    public String caseNo() {
        return loanNo;
    }

    public Shouwang.Session bank() {
        return shouwang.as(BANK);
    }

    public Shouwang.Session second() {
        return shouwang.as(SECOND);
    }

    public LoanFlow investigated() {
        return done(bank(), INVESTIGATE, Map.of(INVESTIGATION_OUTCOME, "SUITABLE"));
    }

    public LoanFlow approved() {
        return done(second(), REVIEW_CREDIT, Map.of(CREDIT_OUTCOME, "APPROVE"));
    }

    public LoanFlow confirmed() {
        return done(shouwang.county(), CONFIRM_SUBSIDY, Map.of(SUBSIDY_OUTCOME, "CONFIRMED"));
    }

    public LoanFlow disbursed() {
        return done(bank(), DISBURSE, Map.of("disbursedAmount", amount("principal"), "disbursedOn",
                shouwang.as("admin").get("/api/demo/clock").get("date")));
    }

    public LoanFlow untilDisbursed() {
        return investigated().approved().confirmed().disbursed();
    }

    public Answer repay(Object amount) {
        return bank().post("/api/loans/" + loanNo + "/repayments", Map.of("amount", amount));
    }

    @Override
    public Answer view() {
        return shouwang.partner().get("/api/loans/" + loanNo);
    }

    public BigDecimal amount(String name) {
        return new BigDecimal(view().get(name));
    }

    /**
     * Returns an amount in the last line of the repayment schedule.
     *
     * @param name interest, principal or balance
     */
    public BigDecimal inLastLine(String name) {
        var lines = view().body().path("schedule");
        return lines.path(lines.size() - 1).path(name).decimalValue();
    }

    public LocalDate dueOn() {
        return LocalDate.parse(view().get("dueOn"));
    }
}
