package org.shouwang.household;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An out-of-poverty household as a file describes it.
 *
 * @param villageCode           the village's code, 12 digits
 * @param members               all members, exactly one of them the head
 * @param amounts               the amounts of the last twelve months in yuan with two decimals; every item is present
 * @param incomePerHeadLastYear last year's net income per head in yuan with two decimals; null if it is not known
 * @param guarantees            tells for each guarantee that the file mentions whether it is met
 */
record ImportedHousehold(String villageCode, List<Member> members, Map<AmountItem, BigDecimal> amounts,
                         BigDecimal incomePerHeadLastYear, Map<Guarantee, Boolean> guarantees) {

    Member head() {
        return members.stream().filter(member -> member.relation() == Relation.HEAD).findFirst().orElseThrow();
    }

    /** Tells whether two households are the same but for the order of their members. */
    boolean isSameAs(ImportedHousehold other) {
        return other != null && villageCode.equals(other.villageCode) && members.size() == other.members.size()
                && Set.copyOf(members).equals(Set.copyOf(other.members)) && amounts.equals(other.amounts)
                && Objects.equals(incomePerHeadLastYear, other.incomePerHeadLastYear)
                && guarantees.equals(other.guarantees);
    }

    /** Returns the household as the facts of a survey. They name no risks, since nobody has looked for any. */
    SurveyFacts facts(LocalDate day) {
        Set<Guarantee> met = EnumSet.noneOf(Guarantee.class);
        guarantees.forEach((guarantee, isMet) -> {
            if (isMet) {
                met.add(guarantee);
            }
        });
        return new SurveyFacts(day, false, RegisteredKind.OUT_OF_POVERTY, members, amounts, incomePerHeadLastYear, met,
                SuddenEvent.NONE, List.of(), "");
    }
}
