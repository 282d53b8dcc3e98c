package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Checks which row of a dated parameter holds on which day, also on the days beside its borders. */
class PolicyParametersTest extends IntegrationTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate SECOND = LocalDate.of(2026, 4, 1);

    @Autowired
    private PolicyParameters parameters;

    @BeforeEach
    void aParameterIsSetTwiceAndAnotherOnce() {
        database.sql("""
                        insert into shouwang.policy_parameter (name, valid_from, value, source) values
                            ('PLANTED_DAYS', :first, 10, '一号文'), ('PLANTED_DAYS', :second, 20, '二号文'), ('PLANTED_SHARE', :second, 0.5, '二号文')
                        """)
                .param("first", FIRST).param("second", SECOND).update();
    }

    @AfterEach
    void takeThemOut() {
        database.sql("delete from shouwang.policy_parameter where starts_with(name, 'PLANTED_')").update();
    }

    @Test
    void aRowHoldsFromItsDayUntilTheDayBeforeTheNext() {
        assertThat(parameters.number("PLANTED_DAYS", FIRST)).isEqualTo(10);
        assertThat(parameters.number("PLANTED_DAYS", FIRST.plusDays(1))).isEqualTo(10);
        assertThat(parameters.number("PLANTED_DAYS", SECOND.minusDays(1))).isEqualTo(10);
        assertThat(parameters.number("PLANTED_DAYS", SECOND)).isEqualTo(20);
        assertThat(parameters.number("PLANTED_DAYS", SECOND.plusDays(1))).isEqualTo(20);
        assertThat(parameters.on("PLANTED_DAYS", SECOND).source()).isEqualTo("二号文");
        assertThat(parameters.on("PLANTED_DAYS", SECOND).validFrom()).isEqualTo(SECOND);
    }

    @Test
    void beforeTheFirstRowNobodyGuesses() {
        assertThatThrownBy(() -> parameters.value("PLANTED_DAYS", FIRST.minusDays(1)))
                .isInstanceOf(PolicyParameters.NotInForceException.class)
                .hasMessageContainingAll("PLANTED_DAYS", "2026-02-28", "还没有登记值");
    }

    @Test
    void relatedParametersHoldByTheSameDays() {
        PolicyParameters.DatedValues before = parameters.all("PLANTED_", SECOND.minusDays(1));
        PolicyParameters.DatedValues then = parameters.all("PLANTED_", SECOND);

        assertThat(before.value("PLANTED_DAYS")).isEqualByComparingTo("10");
        assertThatThrownBy(() -> before.value("PLANTED_SHARE")).hasMessageContainingAll("PLANTED_SHARE", "2026-03-31");
        assertThat(then.value("PLANTED_DAYS")).isEqualByComparingTo("20");
        assertThat(then.value("PLANTED_SHARE")).isEqualByComparingTo(new BigDecimal("0.5"));
    }
}
