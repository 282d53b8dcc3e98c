package org.shouwang.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.Decimals;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** Tests what the server computes from a household's amounts (ID-2): whatever the amounts are, the result is sound. */
class SurveyFactsTest {

    @Test
    void incomePerHeadIsAllIncomeLessWhatEarningItCostDividedByEverybody() {
        SurveyFacts facts = household(3, amounts(12000, 3000, 1000, 0, 1200.5, 20000, 0, 0, 500), null, 2);

        assertThat(facts.netIncome()).isEqualByComparingTo("15200.5");
        assertThat(facts.incomePerHead()).isEqualTo("5066.83");
        assertThat(facts.rigidSpending()).isEqualByComparingTo("20500");
        assertThat(facts.spendingRatio()).isCloseTo(new BigDecimal("1.3486"), within(new BigDecimal("0.0001")));
        assertThat(facts.ableToWork()).isEqualTo(2);
    }

    @Test
    void aLossIsBelowNothingAndAnySpendingIsBeyondIt() {
        SurveyFacts facts = household(1, amounts(0, 1000, 5000, 0, 0, 1, 0, 0, 0), BigDecimal.TEN, 0);

        assertThat(facts.incomePerHead()).isEqualTo("-4000.00");
        assertThat(facts.spendingRatio()).isGreaterThan(new BigDecimal("100"));
        assertThat(facts.incomeChange()).isNegative();
    }

    @Test
    void noIncomeAndNoSpendingIsNoBurden() {
        SurveyFacts facts = household(1, amounts(0, 0, 0, 0, 0, 0, 0, 0, 0), BigDecimal.ZERO, 0);

        assertThat(facts.spendingRatio()).isZero();
        assertThat(facts.incomeChange()).as("nothing to compare with").isNull();
    }

    @Test
    void whatIsJustShortOfABorderIsNotRoundedOntoIt() {
        SurveyFacts facts = household(1, amounts(7000, 0, 0, 0, 0, 2099.7, 0, 0, 0), new BigDecimal("8749.99"), 1);

        assertThat(facts.spendingRatio()).as("29.996 %").isLessThan(new BigDecimal("0.3"));
        assertThat(facts.incomeChange()).as("a fall of 19.9999 %").isGreaterThan(new BigDecimal("-0.2"));
        assertThat(Decimals.share(new BigDecimal("7499.70"), new BigDecimal("7500"))).as("0.30 yuan below the line")
                .isLessThan(BigDecimal.ONE);
    }

    @Property(tries = 300)
    void whateverTheAmountsTheRatiosCanBeComputed(
            @ForAll @Size(9) List<@BigRange(min = "0", max = "10000000") @Scale(2) BigDecimal> values,
            @ForAll @IntRange(min = 1, max = 30) int members,
            @ForAll @BigRange(min = "0", max = "10000000") @Scale(2) BigDecimal lastYear) {
        Map<AmountItem, BigDecimal> amounts = new EnumMap<>(AmountItem.class);
        for (AmountItem item : AmountItem.values()) {
            amounts.put(item, values.get(item.ordinal()));
        }
        SurveyFacts facts = household(members, amounts, lastYear, members);

        assertThat(facts.spendingRatio()).isNotNegative();
        assertThat(facts.incomePerHead().multiply(BigDecimal.valueOf(members)).subtract(facts.netIncome()).abs())
                .as("rounding loses less than a fen a head").isLessThanOrEqualTo(new BigDecimal("0.005")
                        .multiply(BigDecimal.valueOf(members)));
        assertThat(facts.incomeChange() == null).isEqualTo(lastYear.signum() == 0);
    }

    private static Map<AmountItem, BigDecimal> amounts(double... values) {
        Map<AmountItem, BigDecimal> amounts = new EnumMap<>(AmountItem.class);
        for (AmountItem item : AmountItem.values()) {
            amounts.put(item, BigDecimal.valueOf(values[item.ordinal()]));
        }
        return amounts;
    }

    private static SurveyFacts household(int size, Map<AmountItem, BigDecimal> amounts, BigDecimal lastYear, int ableToWork) {
        List<Member> members = IntStream.range(0, size).mapToObj(i -> {
            Person person = TestPeople.somebody();
            return new Member(person.name(), person.idNumber(), i == 0 ? Relation.HEAD : Relation.OTHER, Health.HEALTHY,
                    i < ableToWork ? Labour.WEAK : Labour.NONE, Schooling.NONE);
        }).toList();
        return new SurveyFacts(LocalDate.of(2026, 3, 2), true, RegisteredKind.GENERAL, members, amounts, lastYear,
                Set.of(Guarantee.values()), SuddenEvent.NONE, List.of(Risk.OTHER), "说明");
    }
}
