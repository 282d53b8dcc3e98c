package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.TestPeople;

/** GB 11643. */
class IdNumberTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @Test
    void theNumbersOfTheTestsAreValid() {
        IntStream.range(0, 200).forEach(i -> assertThat(IdNumber.isValid(TestPeople.somebody().idNumber(), TODAY)).isTrue());
    }

    @Test
    void anXMayBeSmallAndIsStoredLarge() {
        String number = TestPeople.somebodyWithAnX().idNumber();

        assertThat(IdNumber.isValid(number.toLowerCase(), TODAY)).isTrue();
        assertThat(IdNumber.normalised(number.toLowerCase())).isEqualTo(number);
    }

    @Test
    void whetherSomebodyIsBornYetIsAskedOfTheDayThatItIsForTheProduct() {
        String number = TestPeople.withChecksum("41108120990315001");

        assertThat(IdNumber.isValid(number, LocalDate.of(2099, 3, 14))).isFalse();
        assertThat(IdNumber.isValid(number, LocalDate.of(2099, 3, 15))).isTrue();
        assertThat(IdNumber.isValid(TestPeople.withChecksum("41108118991231001"), TODAY)).isFalse();
    }

    @Test
    void aWrongChecksumIsRefused() {
        IntStream.range(0, 50).forEach(i -> assertThat(IdNumber.isValid(TestPeople.wrongIdNumber(), TODAY)).isFalse());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"411081650101001", "41108119650229001X", "一二三四五六七八九十一二三四五六七八"})
    void whatIsNoSuchNumberIsRefused(String text) {
        assertThat(IdNumber.isValid(text, TODAY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"４１１０８１１９０７０８０９７８７９", "411081 19070809 7879", "\t411081190708097879\u3000", "'411081190708097879", "‘411081190708097879’",
            "=\"411081190708097879\"", "4110\u200b81190708097879\ufeff", "411081\u00a019070809\u20027879\n"})
    void aNumberHasOneForm(String text) {
        assertThat(IdNumber.normalised(text)).isEqualTo("411081190708097879");
        assertThat(IdNumber.problem(text, TODAY)).isNull();
    }

    @Test
    void anOldNumberIsToldWhatItIs() {
        assertThat(IdNumber.problem("411081 070809787", TODAY)).contains("15位");
        assertThat(IdNumber.problem("41108107080978", TODAY)).isEqualTo(IdNumber.INVALID);
    }

    @Test
    void aMaskedNumberShowsNeitherBirthdayNorSequence() {
        String number = TestPeople.somebody().idNumber();

        assertThat(IdNumber.masked(number)).hasSize(18).startsWith(number.substring(0, 6))
                .doesNotContain(number.substring(6, 14)).contains("**********");
        assertThat(IdNumber.masked(null)).isEmpty();
    }
}
