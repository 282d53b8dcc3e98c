package org.shouwang.microloan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.shouwang.microloan.LoanSchedule.Instalment;
import org.shouwang.microloan.LoanSchedule.Payment;
import org.shouwang.microloan.LoanSchedule.Suspension;

/** Tests interest and schedules against the test's own calculation, in whole fen and day by day (LN-3, LN-4). */
class LoanScheduleTest {

    private static final Set<Month> QUARTER_ENDS = Set.of(Month.MARCH, Month.JUNE, Month.SEPTEMBER, Month.DECEMBER);

    @Property
    void principalIsRepaidToTheFenAndTheBalanceIsNeverNegative(@ForAll @LongRange(min = 1, max = 10_000_000) long fen,
            @ForAll @IntRange(min = 1, max = 50_000) int rate, @ForAll @IntRange(min = 0, max = 3000) int start,
            @ForAll @IntRange(min = 1, max = 36) int months, @ForAll long seed, @ForAll @IntRange(max = 5) int payments) {
        LocalDate disbursedOn = LocalDate.of(2021, 3, 4).plusDays(start);
        LocalDate dueOn = disbursedOn.plusMonths(months);
        List<Payment> paid = payments(fen, disbursedOn, dueOn.plusDays(60), payments, new Random(seed));

        LocalDate today = lastDay(disbursedOn, paid);

        List<Instalment> lines = LoanSchedule.of(yuan(fen), rate(rate), disbursedOn, dueOn, paid, today);

        BigDecimal owed = today.isAfter(dueOn) ? yuan(fen).subtract(paid.stream().map(Payment::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                : BigDecimal.ZERO;
        assertThat(lines.get(lines.size() - 1).balance()).as("what is owed now, nothing after a due day to come").isEqualByComparingTo(owed);
        assertThat(lines.stream().map(Instalment::principal).reduce(owed, BigDecimal::add)).isEqualByComparingTo(yuan(fen));
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.balance().signum()).isNotNegative();
            assertThat(line.principal().signum()).isNotNegative();
            assertThat(line.interest().signum()).isNotNegative();
        });
        assertThat(lines).extracting(Instalment::on).isSorted().doesNotHaveDuplicates().allMatch(day -> !day.isBefore(disbursedOn));
    }

    @Property
    void interestIsWhatCountingEachDayGives(@ForAll @LongRange(min = 1, max = 10_000_000) long fen,
            @ForAll @IntRange(min = 1, max = 50_000) int rate, @ForAll @IntRange(min = 0, max = 3000) int start,
            @ForAll @IntRange(min = 1, max = 36) int months, @ForAll long seed, @ForAll @IntRange(max = 5) int payments) {
        LocalDate disbursedOn = LocalDate.of(2021, 3, 4).plusDays(start);
        LocalDate dueOn = disbursedOn.plusMonths(months);
        List<Payment> paid = payments(fen, disbursedOn, dueOn.plusDays(60), payments, new Random(seed));

        List<Instalment> lines = LoanSchedule.of(yuan(fen), rate(rate), disbursedOn, dueOn, paid, lastDay(disbursedOn, paid));

        int next = 0;
        BigInteger fenDays = BigInteger.ZERO;
        for (LocalDate day = disbursedOn; next < lines.size(); day = day.plusDays(1)) {
            LocalDate today = day;
            boolean settled = today.isAfter(disbursedOn) && today.isBefore(dueOn) && today.getDayOfMonth() == 20
                    && QUARTER_ENDS.contains(today.getMonth()) || today.equals(dueOn) || paid.stream().anyMatch(payment -> payment.on().equals(today));
            if (settled) {
                assertThat(lines.get(next).on()).isEqualTo(today);
                assertThat(lines.get(next).interest()).isEqualByComparingTo(interestInFen(fenDays, rate));
                next++;
                fenDays = BigInteger.ZERO;
            }
            long repaid = paid.stream().filter(payment -> !payment.on().isAfter(today))
                    .mapToLong(payment -> payment.amount().movePointRight(2).longValueExact()).sum();
            fenDays = fenDays.add(BigInteger.valueOf(fen - repaid));
        }
    }

    @Test
    void whatIsRepaidLateBearsInterestUntilThenAndTheRestStaysOwed() {
        LocalDate disbursedOn = LocalDate.of(2025, 3, 10);
        LocalDate dueOn = LocalDate.of(2026, 3, 10);
        List<Payment> paid = List.of(new Payment(dueOn.plusDays(10), new BigDecimal("7000.00")));

        List<Instalment> lines = LoanSchedule.of(new BigDecimal("27000.00"), new BigDecimal("3"), disbursedOn, dueOn, paid,
                dueOn.plusDays(10));

        assertThat(lines.subList(lines.size() - 2, lines.size())).containsExactly(
                new Instalment(dueOn, new BigDecimal("180.00"), new BigDecimal("0.00"), new BigDecimal("27000.00")),
                new Instalment(dueOn.plusDays(10), new BigDecimal("22.50"), new BigDecimal("7000.00"), new BigDecimal("20000.00")));
    }

    @Property
    void anExtensionKeepsThePrincipalAndWhatWasDueBefore(@ForAll @LongRange(min = 1, max = 10_000_000) long fen,
            @ForAll @IntRange(min = 0, max = 3000) int start, @ForAll @IntRange(min = 1, max = 36) int months,
            @ForAll @IntRange(min = 1, max = 36) int more) {
        LocalDate disbursedOn = LocalDate.of(2021, 3, 4).plusDays(start);
        LocalDate dueOn = disbursedOn.plusMonths(months);

        List<Instalment> before = LoanSchedule.of(yuan(fen), rate(30_000), disbursedOn, dueOn, List.of(), disbursedOn);
        List<Instalment> after = LoanSchedule.of(yuan(fen), rate(30_000), disbursedOn, dueOn.plusMonths(more), List.of(), disbursedOn);

        assertThat(after.subList(0, before.size() - 1)).isEqualTo(before.subList(0, before.size() - 1));
        assertThat(after.get(after.size() - 1).principal()).isEqualByComparingTo(yuan(fen));
        assertThat(after.get(after.size() - 1).on()).isEqualTo(dueOn.plusMonths(more));
    }

    @Property(tries = 300)
    void theQuartersSubsidyIsCountedByTheDayOnTheCoveredPartAndNotWhileMisusedOrOverdue(
            @ForAll @LongRange(min = 100, max = 10_000_000) long fen, @ForAll @IntRange(min = 1, max = 50_000) int rate,
            @ForAll @IntRange(min = 0, max = 400) int start, @ForAll @IntRange(min = 1, max = 12) int months,
            @ForAll long seed, @ForAll @IntRange(max = 4) int payments, @ForAll @IntRange(max = 90) int misused) {
        LocalDate disbursedOn = LocalDate.of(2025, 1, 1).plusDays(start);
        LocalDate dueOn = disbursedOn.plusMonths(months);
        long covered = Math.min(fen, 5_000_000);
        List<Payment> paid = payments(fen, disbursedOn, dueOn.plusDays(30), payments, new Random(seed));
        Loan loan = loan(fen, covered, rate, disbursedOn, dueOn);
        LocalDate from = LocalDate.of(2025, 10, 1);
        LocalDate until = LocalDate.of(2026, 1, 1);
        Suspension suspension = new Suspension(from.plusDays(10), from.plusDays(10L + misused));

        BigInteger fenDays = BigInteger.ZERO;
        for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
            LocalDate today = day;
            long owed = fen - paid.stream().filter(payment -> !payment.on().isAfter(today))
                    .mapToLong(payment -> payment.amount().movePointRight(2).longValueExact()).sum();
            boolean counts = !day.isBefore(disbursedOn) && day.isBefore(dueOn)
                    && (day.isBefore(suspension.from()) || !day.isBefore(suspension.until()));
            fenDays = fenDays.add(BigInteger.valueOf(counts ? Math.min(owed, covered) : 0));
        }

        assertThat(LoanSchedule.subsidy(loan, paid, List.of(suspension), from, until))
                .isEqualByComparingTo(interestInFen(fenDays, rate));
    }

    /**
     * Computes interest in whole numbers, rounded half up: fen-days times ten-thousandths of a percent, divided by 360 days
     * and a million.
     */
    private static BigDecimal interestInFen(BigInteger fenDays, int rate) {
        BigInteger divisor = BigInteger.valueOf(360_000_000L);
        BigInteger twice = fenDays.multiply(BigInteger.valueOf(rate)).multiply(BigInteger.TWO).add(divisor);
        return new BigDecimal(twice.divide(divisor.multiply(BigInteger.TWO))).movePointLeft(2);
    }

    private static LocalDate lastDay(LocalDate disbursedOn, List<Payment> paid) {
        return paid.isEmpty() ? disbursedOn : paid.get(paid.size() - 1).on();
    }

    private static List<Payment> payments(long fen, LocalDate from, LocalDate until, int howMany, Random random) {
        List<Payment> payments = new ArrayList<>();
        long left = fen;
        LocalDate day = from;
        for (int i = 0; i < howMany && left > 0; i++) {
            day = day.plusDays(random.nextInt(90));
            if (day.isAfter(until)) {
                break;
            }
            long amount = 1 + (long) (random.nextDouble() * (left - 1));
            payments.add(new Payment(day, yuan(amount)));
            left -= amount;
        }
        return payments;
    }

    private static Loan loan(long fen, long covered, int rate, LocalDate disbursedOn, LocalDate dueOn) {
        BigDecimal zero = BigDecimal.ZERO.setScale(2);
        return new Loan(1, "XD", 1, "HU", "411081101201", "411081", "bank411081", "张试", "", Purpose.TRADE, 12, disbursedOn,
                LoanStatus.DISBURSED, yuan(fen), yuan(covered), true, rate(rate), disbursedOn, dueOn, zero, zero, 0, null, null);
    }

    private static BigDecimal yuan(long fen) {
        return BigDecimal.valueOf(fen, 2);
    }

    private static BigDecimal rate(int tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, 4);
    }
}
