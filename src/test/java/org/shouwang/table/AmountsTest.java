package org.shouwang.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that amounts are read as people write them, and that a text with two possible meanings is no amount. */
class AmountsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"12000|12000", "12,000|12000", "1,234,567.89|1234567.89", "１２，０００．５０|12000.50", "¥12,000|12000",
            "￥ 12000 元|12000", "'12000|12000", "12 000|12000", "1.2万元|12000", "1.2万|12000", "-5|-5", "0|0", "12000.00元|12000.00",
            "12000元/年|12000", "1.2万元/年|12000", "012000|12000"})
    void usualWritingsAreRead(String text, BigDecimal amount) {
        assertThat(Amounts.parse(text)).hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "—", "——", "－", "/", "无"})
    void whatStandsForHavingNoneIsNoAmountButNoMistakeEither(String text) {
        assertThat(Amounts.isNone(text)).isTrue();
        assertThat(Amounts.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "不详", "无法核实", "一"})
    void anythingElseDoesNotStandForNone(String text) {
        assertThat(Amounts.isNone(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "一万", "12,00", "1,2", "1.2.3", "1e5", "1e1000000", "约12000", "12000左右", "无", "-", "—", "0x10", "123456789012345678901",
            "12,000,00", "NaN", "5%", "000", "012", "0012", "12000元/月"})
    void whatIsNotCertainlyAnAmountIsNone(String text) {
        assertThat(Amounts.parse(text)).isEmpty();
    }
}
