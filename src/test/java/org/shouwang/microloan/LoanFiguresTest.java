package org.shouwang.microloan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.microloan.MicroLoanProcess.CHECK_USE;
import static org.shouwang.microloan.MicroLoanProcess.CLEAR_FINDING;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATE;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATION_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.REFUSAL_REVIEW_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_REFUSAL;
import static org.shouwang.microloan.MicroLoanProcess.USE_CHECK_OUTCOME;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.PersonalData;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tests the figures of loans that supervisors see: the table of LN-6, the refusals, and the subsidy of a quarter, on the page
 * and as files.
 */
class LoanFiguresTest extends IntegrationTest {

    /** The overdue yuan of each county according to the city's circular of 2023-07-25 (LN-6). */
    private static final Map<String, String> CIRCULAR = Map.of("411025", "4910000", "411082", "1538500",
            "411003", "1100000", "411081", "407000", "411024", "130000");

    @Autowired
    private PersonalData personal;

    @Test
    void theRankingOfTheCircularComesOutOfGeneratedLoans() throws Exception {
        List<String> generated = new ArrayList<>();
        CIRCULAR.forEach((county, amount) -> generated.addAll(overdueLoans(county, new BigDecimal(amount))));
        try {
            List<List<String>> table = rows(shouwang.as("city411000").download("/supervision/loans/export?table=counties&format=xlsx"));

            assertThat(table.subList(1, 6)).extracting(row -> row.get(1) + " " + wan(row.get(7)))
                    .containsExactly("襄城县 491", "长葛市 153.85", "建安区 110", "禹州市 40.7", "鄢陵县 13");
            assertThat(wan(table.get(6).get(7))).isEqualTo("808.55");
            assertThat(shouwang.as("city411000").get("/supervision/loans").text()).contains("8085500.00", "4910000.00");
            assertThat(rows(shouwang.county().download("/supervision/loans/export?table=counties"))).as("the own county only")
                    .extracting(row -> row.get(1)).containsExactly("县", "禹州市", "合计");
        } finally {
            generated.forEach(loanNo -> database.sql("update shouwang.micro_loan set repaid = principal, status = 'REPAID' where loan_no = ?")
                    .param(loanNo).update());
        }
    }

    @Test
    void refusalsAreCountedByBankAndReason() throws Exception {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 1000);
        loan.done(loan.bank(), INVESTIGATE, Map.of(INVESTIGATION_OUTCOME, "UNSUITABLE", "opinion", "项目亏损", "refusalGround", "PROJECT"));
        loan.done(shouwang.county(), REVIEW_REFUSAL, Map.of(REFUSAL_REVIEW_OUTCOME, "SENT_BACK", "opinion", "项目可行"));

        List<List<String>> table = rows(loan.bank().download("/supervision/loans/export?table=refusals"));

        assertThat(table).anySatisfy(row -> assertThat(row).startsWith("bank411081", "项目不可行"));
        assertThat(shouwang.county().get("/supervision/loans").text()).contains("项目不可行", "禹州市承办银行");
    }

    @Test
    void theQuartersSubsidyIsOnTheCoveredPartAndStopsWhileMisused() throws Exception {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 80000).untilDisbursed();
        LocalDate disbursed = clock.today();
        clock.advanceDays(10);
        loan.done(loan.bank(), CHECK_USE, Map.of(USE_CHECK_OUTCOME, "MISUSED", "opinion", "用于建房"));
        clock.advanceDays(5);
        loan.done(shouwang.county(), CLEAR_FINDING, Map.of("opinion", "已收回"));
        clock.setTo("2026-04-10T09:00");
        assertThat(disbursed.toString()).isEqualTo("2026-03-08");

        List<List<String>> table = rows(shouwang.county().download("/supervision/loans/export?table=subsidies&quarter=2026Q1"));

        // The subsidy is for the 24 days from the 8th to the 31st less 5, on 50,000 yuan at 3 percent a year of 360 days.
        assertThat(table).filteredOn(row -> row.get(0).equals(loan.loanNo())).singleElement()
                .satisfies(row -> assertThat(row.get(9)).isEqualTo("79.17"));
        assertThat(shouwang.county().get("/supervision/loans/export?table=subsidies&quarter=2026Q5").status()).isEqualTo(400);
        assertThat(shouwang.county().get("/supervision/loans/export?table=everything").status()).isEqualTo(400);
        assertThat(shouwang.county().get("/supervision/loans/export?table=counties&format=doc").status()).isEqualTo(400);
    }

    private List<String> overdueLoans(String county, BigDecimal amount) {
        List<String> loanNos = new ArrayList<>();
        BigDecimal left = amount;
        while (left.signum() > 0) {
            BigDecimal principal = left.min(new BigDecimal("100000"));
            loanNos.add(overdueLoan(county, principal));
            left = left.subtract(principal);
        }
        return loanNos;
    }

    /** Stores a loan that was due a week ago, and returns its number. */
    private String overdueLoan(String county, BigDecimal principal) {
        TestPeople.Person head = LoanFlow.ofAge(clock);
        String village = database.sql("select min(code) from shouwang.region where level = 'VILLAGE' and code like ?").param(county + "%")
                .query(String.class).single();
        long number = database.sql("select nextval('shouwang.household_number_seq')").query(Long.class).single();
        String loanNo = "XD-" + county + "-2025-9" + number;
        long household = database.sql("""
                        insert into shouwang.household (household_no, village_code, head_name, head_id_cipher, head_id_hash, status,
                            created_at, updated_at)
                        values (?, ?, ?, ?, ?, 'NOT_MONITORED', current_timestamp, current_timestamp) returning id
                        """)
                .params("HU-" + county + "-" + number, village, head.name(),
                        personal.encrypt(head.idNumber(), EncryptedColumn.HOUSEHOLD_HEAD.at("HU-" + county + "-" + number)),
                        personal.fingerprint(head.idNumber())).query(Long.class).single();
        database.sql("""
                        insert into shouwang.case_file (case_no, process_key, status, village_code, township_code, county_code,
                            household_id, head_name, head_id_cipher, reason, registered_by, registered_at, bank_code)
                        values (?, 'micro-loan', 'APPROVED', ?, ?, ?, ?, ?, ?, '申请小额信贷', 'partner', current_timestamp, ?)
                        """)
                .params(loanNo, village, village.substring(0, 9), county, household, head.name(),
                        personal.encrypt(head.idNumber(), EncryptedColumn.CASE_HEAD.at(loanNo)),
                        "bank" + county).update();
        database.sql("""
                        insert into shouwang.micro_loan (loan_no, household_id, village_code, township_code, county_code, bank_code,
                            borrower_name, borrower_id_cipher, purpose, term_months, applied_on, status, principal,
                            covered_principal, subsidised, annual_rate, disbursed_on, due_on)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 'BREEDING', 12, '2025-02-20', 'DISBURSED', ?, least(?, 50000), true, 3, '2025-02-23',
                            '2026-02-23')
                        """)
                .params(loanNo, household, village, village.substring(0, 9), county, "bank" + county, head.name(),
                        personal.encrypt(head.idNumber(), EncryptedColumn.BORROWER.at(loanNo)), principal, principal).update();
        return loanNo;
    }

    private static String wan(String yuan) {
        return new BigDecimal(yuan).movePointLeft(4).stripTrailingZeros().toPlainString();
    }

    private static List<List<String>> rows(HttpResponse<byte[]> file) throws Exception {
        assertThat(file.statusCode()).isEqualTo(200);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file.body()));
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            return rows.map(row -> row.stream().map(cell -> cell == null ? "" : cell.getText()).toList()).toList();
        }
    }
}
