package org.shouwang.identification;

import java.math.BigDecimal;
import java.util.Optional;
import org.shouwang.household.Households;
import org.shouwang.household.Survey;
import org.shouwang.household.Surveys;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.PolicyParameters;
import org.springframework.stereotype.Component;

/**
 * Finds incomes that were verified at the home and differ from the register's by 1,000 yuan or more per head (DC-3,
 * 禹巩固脱贫组〔2023〕5号三（三）14: 相差1000元以上; 1,000 yuan is included). Only a record of the last year before the visit is compared, since
 * incomes change over the years; this limit is the product's own rule.
 */
@Component
class IncomeDeviation {

    private static final String LEAST = "INCOME_DEVIATION";

    private final Households households;
    private final Surveys surveys;
    private final PolicyParameters parameters;

    IncomeDeviation(Households households, Surveys surveys, PolicyParameters parameters) {
        this.households = households;
        this.surveys = surveys;
        this.parameters = parameters;
    }

    /**
     * Compares a verified income with the register.
     *
     * @param verified   the survey made at the home
     * @param countyCode the code of the county in whose register the household is looked up
     * @return the finding in Chinese; empty if the incomes agree or the register has no income to compare
     */
    Optional<String> of(Survey verified, String countyCode) {
        return households.findHead(verified.facts().head().idNumber(), countyCode)
                .map(id -> surveys.get(households.get(id).surveyId()))
                .filter(recorded -> recorded.id() != verified.id()
                        && !recorded.facts().verifiedOn().isBefore(verified.facts().verifiedOn().minusYears(1)))
                .flatMap(recorded -> text(recorded, verified));
    }

    private Optional<String> text(Survey recorded, Survey verified) {
        BigDecimal before = recorded.facts().incomePerHead();
        BigDecimal now = verified.facts().incomePerHead();
        BigDecimal least = parameters.value(LEAST, verified.facts().verifiedOn());
        BigDecimal difference = now.subtract(before).abs();
        return difference.compareTo(least) < 0 ? Optional.empty() : Optional.of("核实的人均纯收入 " + Decimals.money(now) + "，与 "
                + recorded.facts().verifiedOn() + " 登记的 " + Decimals.money(before) + "相差 " + Decimals.money(difference)
                + "；相差 " + Decimals.money(least) + "以上（含）的列为收入数据不实，请核对（禹巩固脱贫组〔2023〕5号三（三）14）");
    }
}
