package org.shouwang.elimination;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shouwang.shared.Sha256;

/**
 * A draw of households by a seed. The households of each township are sorted by the SHA-256 of {@code <seed>:<number>}, in
 * hexadecimal, and the first ones are drawn. Anybody who has the seed and the numbers can repeat the draw with any program.
 */
public final class Draw {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private Draw() {
    }

    /**
     * A household that can be drawn.
     *
     * @param householdNo  the household's number
     * @param townshipCode the township's code, 9 digits
     */
    public record Candidate(String householdNo, String townshipCode) {
    }

    /**
     * Draws households.
     *
     * @param seed         the seed
     * @param sharePercent the share of each township's households in percent, rounded up to at least one household; null for
     *     all
     * @param candidates   the households that can be drawn, in any order
     * @return the numbers of the drawn households
     */
    public static Set<String> of(long seed, BigDecimal sharePercent, Collection<Candidate> candidates) {
        Set<String> drawn = new TreeSet<>();
        candidates.stream().collect(Collectors.groupingBy(Candidate::townshipCode)).values().forEach(township ->
                township.stream().map(Candidate::householdNo).sorted(Comparator.comparing(number -> Sha256.hex(seed + ":" + number)))
                        .limit(count(township, sharePercent)).forEach(drawn::add));
        return drawn;
    }

    private static long count(List<Candidate> township, BigDecimal sharePercent) {
        if (sharePercent == null) {
            return township.size();
        }
        return Math.max(1, BigDecimal.valueOf(township.size()).multiply(sharePercent).divide(WHOLE, 0, RoundingMode.CEILING)
                .longValueExact());
    }
}
