package org.shouwang.elimination;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the draw of households for a look-back (EL-4): it goes by township, can be repeated, and gives the same result with
 * other programs.
 */
class DrawTest {

    @ParameterizedTest
    @CsvSource({"10,1,1", "10,10,1", "10,11,2", "10,20,2", "33.33,3,1", "33.34,3,2", "100,7,7", "0.01,5,1", ",4,4"})
    void aShareIsRoundedUpAndAtLeastOneOfEachTownship(BigDecimal share, int households, int drawn) {
        assertThat(Draw.of(7, share, township("411081101", households))).hasSize(drawn);
    }

    @Test
    void everyTownshipCountsByItself() {
        List<Draw.Candidate> all = new ArrayList<>(township("411081101", 30));
        all.addAll(township("411081102", 1));

        assertThat(Draw.of(7, BigDecimal.TEN, all)).hasSize(4).contains("HU-411081102-0001");
    }

    @Test
    void theSameSeedDrawsTheSameWhateverTheOrderAndAnotherOneDrawsOthers() {
        List<Draw.Candidate> all = township("411081101", 200);
        List<Draw.Candidate> mixed = new ArrayList<>(all);
        Collections.shuffle(mixed, new Random(1));

        assertThat(Draw.of(42, BigDecimal.TEN, mixed)).isEqualTo(Draw.of(42, BigDecimal.TEN, all));
        assertThat(Draw.of(43, BigDecimal.TEN, all)).isNotEqualTo(Draw.of(42, BigDecimal.TEN, all));
    }

    @Test
    void whoeverHasSeedAndNumbersFindsTheSameWithSha256() {
        // The command printf '42:HU-411081101-000%d' | sha256sum, for 1 to 5, gives the smallest sum, which begins with 2290,
        // for number 4.
        assertThat(Draw.of(42, BigDecimal.ONE, township("411081101", 5))).containsExactly("HU-411081101-0004");
    }

    private static List<Draw.Candidate> township(String code, int households) {
        return IntStream.rangeClosed(1, households)
                .mapToObj(number -> new Draw.Candidate("HU-%s-%04d".formatted(code, number), code)).toList();
    }
}
