package org.shouwang.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Tests the numbers of a sample, and that anybody can draw the same sample (DA-2). */
class SamplingTest {

    private static final BigDecimal SHARE = new BigDecimal("0.2");

    @Test
    void aFifthIsRoundedUpAndNoUnitIsSkipped() {
        assertThat(Sampling.wanted(15, SHARE, 1)).isEqualTo(3);
        assertThat(Sampling.wanted(16, SHARE, 1)).isEqualTo(4);
        assertThat(Sampling.wanted(1, SHARE, 1)).isEqualTo(1);
        assertThat(Sampling.wanted(4, BigDecimal.ZERO, 0)).isEqualTo(1);
        assertThat(Sampling.wanted(2, SHARE, 5)).isEqualTo(2);
        assertThat(Sampling.wanted(10, BigDecimal.ONE, 1)).isEqualTo(10);
    }

    @Property(tries = 300)
    void everyUnitHasItsNumberAndTheSameSeedGivesTheSame(@ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 7) Integer> units,
                                                         @ForAll @IntRange(min = 0, max = 999) int seed) {
        Map<String, Set<String>> population = new TreeMap<>();
        for (int i = 0; i < units.size(); i++) {
            Set<String> groups = new TreeSet<>(Set.of("county411081"));
            for (int bit = 0; bit < 3; bit++) {
                if ((units.get(i) >> bit & 1) == 1) {
                    groups.add("dept411081" + "abc".charAt(bit));
                }
            }
            population.put("WT-%03d".formatted(i), groups);
        }
        List<Sampling.UnitShare> shares = new ArrayList<>();
        for (String group : List.of("dept411081a", "dept411081b", "dept411081c", "county411081")) {
            int count = (int) population.values().stream().filter(groups -> groups.contains(group)).count();
            if (count > 0) {
                shares.add(new Sampling.UnitShare(group, count, SHARE, 1, Sampling.wanted(count, SHARE, 1)));
            }
        }

        Map<String, String> chosen = Sampling.choose("s" + seed, population, shares);

        assertThat(Sampling.choose("s" + seed, population, shares)).isEqualTo(chosen);
        assertThat(population.keySet()).containsAll(chosen.keySet());
        for (Sampling.UnitShare unit : shares) {
            long drawn = chosen.keySet().stream().filter(no -> population.get(no).contains(unit.group())).count();
            assertThat(drawn).as(unit.group()).isGreaterThanOrEqualTo(unit.wanted());
            assertThat(chosen.values().stream().filter(unit.group()::equals).count()).as(unit.group()).isLessThanOrEqualTo(unit.wanted());
        }
    }

    @Test
    void theOrderIsThatOfTheHashSoThatAnybodyCanCheckIt() {
        Map<String, Set<String>> population = new TreeMap<>();
        for (String no : List.of("WT-1", "WT-2", "WT-3")) {
            population.put(no, Set.of("county411081"));
        }
        // The order follows from the command printf 's/county411081/WT-n' | sha256sum.
        List<Sampling.UnitShare> one = List.of(new Sampling.UnitShare("county411081", 3, SHARE, 1, 1));

        assertThat(Sampling.choose("s", population, one).keySet()).containsExactly(SMALLEST);
    }

    private static final String SMALLEST = "WT-1";
}
