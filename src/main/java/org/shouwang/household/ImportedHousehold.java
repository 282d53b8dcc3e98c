package org.shouwang.household;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An out-of-poverty household as a file says it is.
 *
 * @param villageCode           its village
 * @param members               everybody in it, exactly one of them the head
 * @param amounts               yuan of the last twelve months by item, with fen; every item is there
 * @param incomePerHeadLastYear yuan per head of last year, with fen, or null if not known
 * @param guarantees            whether the guarantees are met, those that the file knows of
 */
record ImportedHousehold(String villageCode, List<Member> members, Map<AmountItem, BigDecimal> amounts,
                         BigDecimal incomePerHeadLastYear, Map<Guarantee, Boolean> guarantees) {

    Member head() {
        return members.stream().filter(member -> member.relation() == Relation.HEAD).findFirst().orElseThrow();
    }

    /** Whether nothing differs but the order of the members. */
    boolean isSameAs(ImportedHousehold other) {
        return other != null && villageCode.equals(other.villageCode) && members.size() == other.members.size()
                && Set.copyOf(members).equals(Set.copyOf(other.members)) && amounts.equals(other.amounts)
                && Objects.equals(incomePerHeadLastYear, other.incomePerHeadLastYear)
                && guarantees.equals(other.guarantees);
    }

    /** The same as a visit would have found it; nobody looked for risks. */
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
