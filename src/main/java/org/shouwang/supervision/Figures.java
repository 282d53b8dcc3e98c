package org.shouwang.supervision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The figures of EL-5 for any day up to today. They are computed from the dated history of the households: if the mark of an
 * elimination had been taken back by the day, the household does not count as eliminated.
 */
@Service
public class Figures {

    private static final Map<RegionLevel, Integer> DIGITS = Map.of(RegionLevel.COUNTY, 6, RegionLevel.TOWNSHIP, 9);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Scopes scopes;
    private final Regions regions;
    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    Figures(Scopes scopes, Regions regions, JdbcClient jdbc, AdjustableClock clock) {
        this.scopes = scopes;
        this.regions = regions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The figures of a region.
     *
     * @param region               the region's code; null for all of the user's regions
     * @param name                 the region's name
     * @param admittedHouseholds   the number of households that had ever been admitted by the day
     * @param admittedPeople       the number of people in them, as counted at each household's last change of status by the
     *     day
     * @param monitoredHouseholds  the number of households that were monitored on the day
     * @param eliminatedHouseholds the number of households whose risks were marked as eliminated on the day
     * @param eliminatedPeople     the number of people in the eliminated households
     * @param eliminationRate      eliminated households in percent of admitted households, with one decimal; null if no
     *     household was admitted
     * @param measures             the number of confirmed measures that were valid on the day
     * @param measuresPerHousehold measures per household ever admitted, with two decimals; null if no household was admitted
     */
    public record Item(String region, String name, long admittedHouseholds, long admittedPeople, long monitoredHouseholds,
                       long eliminatedHouseholds, long eliminatedPeople, BigDecimal eliminationRate, long measures,
                       BigDecimal measuresPerHousehold) {
    }

    /**
     * The figures of a day.
     *
     * @param on    the day
     * @param by    the level of the regions in the table: county or township
     * @param items a line for each region in question, even if it has no households
     * @param total the figures of all these regions together
     */
    public record Table(LocalDate on, String by, List<Item> items, Item total) {
    }

    /** The sums of a region. The region is the beginning of the villages' codes. */
    private record Sums(String region, long households, long people, long monitored, long eliminated, long eliminatedPeople,
                        long measures) {
    }

    /**
     * Returns the figures of a day for the regions that the user who has signed in may see.
     *
     * @param on     a day up to today as people write it; null or blank for today
     * @param by     county or township; null or blank for counties if several counties are shown, otherwise for townships
     * @param region the code of a region; null or blank for all of the user's regions. A region that is not the user's gives
     *     empty figures
     * @throws InvalidInputException if the day, the level or the region does not exist
     */
    public Table of(String on, String by, String region) {
        LocalDate day = day(on);
        if (region != null && !region.isBlank() && regions.find(region).isEmpty()) {
            throw new InvalidInputException("region", "地区", "没有代码为“" + region + "”的地区");
        }
        Scope scope = scopes.of(region);
        RegionLevel level = level(by, scope);
        List<Sums> sums = scope.isNothing() ? List.of() : count(day, DIGITS.get(level), scope.codes());
        Map<String, Sums> byRegion = new HashMap<>();
        sums.forEach(sum -> byRegion.put(sum.region(), sum));
        List<Item> items = regions.ofLevel(level).stream().filter(shown -> isIn(shown, scope.codes()))
                .map(shown -> item(shown.code(), shown.name(),
                        byRegion.getOrDefault(shown.code(), new Sums(shown.code(), 0, 0, 0, 0, 0, 0)))).toList();
        return new Table(day, level.name().toLowerCase(Locale.ROOT), items, item(scope.regionCode(), scope.name(), total(sums)));
    }

    private LocalDate day(String text) {
        LocalDate day;
        try {
            day = text == null || text.isBlank() ? clock.today() : ChinaTime.parseDay(text.strip());
        } catch (DateTimeException e) {
            throw new InvalidInputException("on", "日期", "须为日期，如 2026-03-02");
        }
        if (day.isAfter(clock.today())) {
            throw new InvalidInputException("on", "日期", "不能晚于今天（" + clock.today() + "）");
        }
        return day;
    }

    private static RegionLevel level(String by, Scope scope) {
        if (by == null || by.isBlank()) {
            return scope.codes().size() > 1 && scope.codes().get(0).length() == DIGITS.get(RegionLevel.COUNTY)
                    ? RegionLevel.COUNTY : RegionLevel.TOWNSHIP;
        }
        return Arrays.stream(new RegionLevel[] {RegionLevel.COUNTY, RegionLevel.TOWNSHIP})
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(by)).findFirst()
                .orElseThrow(() -> new InvalidInputException("by", "汇总方式", "须为 county 或 township"));
    }

    private static boolean isIn(Region region, Collection<String> codes) {
        return codes.stream().anyMatch(code -> region.code().startsWith(code) || code.startsWith(region.code()));
    }

    /**
     * Counts the households and their measures by region. A household's history begins with its first admission, so every household
     * with a history has been admitted; measures are confirmed for admitted households only. They are counted apart, since summing them
     * for each household first costs more than the figures themselves.
     */
    private List<Sums> count(LocalDate day, int digits, List<String> codes) {
        return jdbc.sql("""
                        with standing as (
                            select distinct on (household_id) household_id, status, people
                            from shouwang.household_status_change where since <= :day order by household_id, id desc),
                        counted as (
                            select left(h.village_code, :digits) as region, count(*) as households, sum(s.people) as people,
                                count(*) filter (where s.status = 'MONITORED') as monitored,
                                count(*) filter (where s.status = 'ELIMINATED') as eliminated,
                                coalesce(sum(s.people) filter (where s.status = 'ELIMINATED'), 0) as eliminated_people
                            from standing s join shouwang.household h on h.id = s.household_id
                            where h.village_code like any (:codes) group by 1),
                        helped as (
                            select left(h.village_code, :digits) as region, count(*) as measures
                            from shouwang.household_measure m join shouwang.household h on h.id = m.household_id
                            where m.confirmed_on <= :day and (m.ended_on is null or m.ended_on > :day) and h.village_code like any (:codes)
                            group by 1)
                        select c.*, coalesce(m.measures, 0) as measures from counted c left join helped m using (region)
                        """)
                .param("day", day).param("digits", digits).param("codes", codes.stream().map(code -> code + "%").toArray(String[]::new))
                .query(Rows.as(Sums.class)).list();
    }

    private static Sums total(List<Sums> sums) {
        return new Sums(null, sum(sums, Sums::households), sum(sums, Sums::people), sum(sums, Sums::monitored),
                sum(sums, Sums::eliminated), sum(sums, Sums::eliminatedPeople), sum(sums, Sums::measures));
    }

    private static long sum(List<Sums> sums, ToLongFunction<Sums> figure) {
        return sums.stream().mapToLong(figure).sum();
    }

    private static Item item(String region, String name, Sums sums) {
        return new Item(region, name, sums.households(), sums.people(), sums.monitored(), sums.eliminated(),
                sums.eliminatedPeople(), share(BigDecimal.valueOf(sums.eliminated()).multiply(HUNDRED), sums.households(), 1),
                sums.measures(), share(BigDecimal.valueOf(sums.measures()), sums.households(), 2));
    }

    private static BigDecimal share(BigDecimal part, long whole, int decimals) {
        return whole == 0 ? null : part.divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP);
    }
}
