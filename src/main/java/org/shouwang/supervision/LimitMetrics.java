package org.shouwang.supervision;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.deadline.LimitCounts;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.LimitRules;
import org.shouwang.deadline.LimitState;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.springframework.stereotype.Component;

/** The metric {@code shouwang_limits} for Prometheus: the number of limits by rule, state and county. */
@Component
class LimitMetrics implements MeterBinder {

    /**
     * The time for which the numbers are kept. One scrape reads all of them at once, and two Prometheus servers that scrape at
     * the same time share them.
     */
    private static final Duration KEPT = Duration.ofSeconds(3);

    private final Regions regions;
    private final LimitRules rules;
    private final LoadingCache<List<String>, Map<Key, Long>> amounts;

    LimitMetrics(Regions regions, LimitRules rules, LimitCounts counts) {
        this.regions = regions;
        this.rules = rules;
        this.amounts = Caffeine.newBuilder().expireAfterWrite(KEPT).build(counties -> read(counts, counties));
    }

    private record Key(String county, LimitRule rule, LimitState state) {
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        List<String> counties = regions.ofLevel(RegionLevel.COUNTY).stream().map(Region::code).toList();
        for (String county : counties) {
            for (LimitRule rule : rules.all()) {
                for (LimitState state : LimitState.values()) {
                    Key key = new Key(county, rule, state);
                    Gauge.builder("shouwang.limits", () -> amounts.get(counties).getOrDefault(key, 0L))
                            .description("Statutory limits by rule, county and state today")
                            .tag("rule", rule.name()).tag("county", county).tag("state", state.name()).register(registry);
                }
            }
        }
    }

    private static Map<Key, Long> read(LimitCounts counts, List<String> counties) {
        Map<Key, Long> read = new HashMap<>();
        counts.of(counties).forEach(count -> count.states().forEach((state, amount) ->
                read.put(new Key(count.regionCode(), count.rule(), state), amount)));
        return read;
    }
}
