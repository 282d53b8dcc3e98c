package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+1", "1.", ".5", "50000.50", "1e3", "1E-5", "12345678901234567890", "0000000000000000000000001",
        "0.30000000000000004", "1e20", "-0.00000000000000000001"})
    void numbersAsPeopleWriteThemAreRead(String text) {
        assertThat(Decimals.problem(text)).isNull();
        assertThat(Decimals.parse(text)).contains(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000", "-1e1000000", "1e-1000000", "1e309", "1E21", "1e99999999999999999999", "123456789012345678901",
        "0.0000000000000000000000001", "0.0000000000000000000000000", "0e30", "1.5e-20"})
    void tooLongOrTooLargeNumbersAreNotRead(String text) {
        assertThat(Decimals.problem(text)).isEqualTo(Decimals.BEYOND);
        assertThat(Decimals.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "e5", "NaN", "Infinity", "-Infinity", "0x10", "1,000", " 1", "1 ", "１", "1e", "1e5.5", "--1", "1d"})
    void otherTextsAreNoNumbers(String text) {
        assertThat(Decimals.problem(text)).isEqualTo(Decimals.NO_NUMBER);
    }

    @Test
    void existingNumbersAreCheckedWithoutWritingThemOut() {
        BigInteger huge = BigInteger.ONE.shiftLeft(30_000_000);

        assertThat(Decimals.problem(huge)).isEqualTo(Decimals.BEYOND);
        assertThat(Decimals.problem(new BigDecimal(huge))).isEqualTo(Decimals.BEYOND);
        assertThat(Decimals.problem(BigDecimal.valueOf(1, Integer.MIN_VALUE))).isEqualTo(Decimals.BEYOND);
        assertThat(Decimals.problem(Double.valueOf(1e99))).isEqualTo(Decimals.BEYOND);
        assertThat(Decimals.problem(Double.POSITIVE_INFINITY)).isEqualTo(Decimals.NO_NUMBER);
        assertThat(Decimals.problem(Long.MIN_VALUE)).isNull();
    }

    @Test
    void noNumberOfUnboundedLengthIsRoundedOrWrittenOut() {
        BigDecimal huge = BigDecimal.valueOf(1, -1_000_000);

        assertThatThrownBy(() -> Decimals.plain(huge)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Decimals.rounded(huge, 2, RoundingMode.HALF_UP)).isInstanceOf(ArithmeticException.class);
        assertThat(Decimals.plain(Decimals.exact(BigDecimal.valueOf(5, -4), 2))).isEqualTo("50000.00");
    }
}
