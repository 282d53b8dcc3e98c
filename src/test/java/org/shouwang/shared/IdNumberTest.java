package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.TestPeople;

/** GB 11643. */
class IdNumberTest {

    @Test
    void theNumbersOfTheTestsAreValid() {
        IntStream.range(0, 200).forEach(i -> assertThat(IdNumber.isValid(TestPeople.somebody().idNumber())).isTrue());
    }

    @Test
    void anXMayBeSmallAndIsStoredLarge() {
        String number = TestPeople.somebodyWithAnX().idNumber();

        assertThat(IdNumber.isValid(number.toLowerCase())).isTrue();
        assertThat(IdNumber.normalised(number.toLowerCase())).isEqualTo(number);
    }

    @Test
    void aWrongChecksumIsRefused() {
        IntStream.range(0, 50).forEach(i -> assertThat(IdNumber.isValid(TestPeople.wrongIdNumber())).isFalse());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"411081650101001", "41108119650229001X", "411081196501010019 ", "一二三四五六七八九十一二三四五六七八"})
    void whatIsNoSuchNumberIsRefused(String text) {
        assertThat(IdNumber.isValid(text)).isFalse();
    }

    @Test
    void aMaskedNumberShowsNeitherBirthdayNorSequence() {
        String number = TestPeople.somebody().idNumber();

        assertThat(IdNumber.masked(number)).hasSize(18).startsWith(number.substring(0, 6))
                .doesNotContain(number.substring(6, 14)).contains("**********");
        assertThat(IdNumber.masked(null)).isEmpty();
    }
}
