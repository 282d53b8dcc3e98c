package org.shouwang.assistance;

import java.util.List;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The catalogue of the measures that a plan can contain. */
@Repository
public class MeasureCatalogue {

    private static final String SELECT = """
            select c.code, c.kind, c.title, coalesce(d.develops, 'NONE') as develops, d.source as develops_why, c.needs_labour, c.source
            from shouwang.measure_catalogue c
            left join lateral (select develops, source from shouwang.measure_development
                               where code = c.code and valid_from <= ? order by valid_from desc limit 1) d on true
            """;

    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    MeasureCatalogue(JdbcClient jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @return all measures ordered by kind, as they count today
     */
    public List<Measure> all() {
        return jdbc.sql(SELECT + "order by c.position").param(clock.today()).query(Rows.as(Measure.class)).list();
    }

    /**
     * Returns a measure.
     *
     * @param code the code of a measure in the catalogue
     */
    public Measure get(String code) {
        return jdbc.sql(SELECT + "where c.code = ?").params(clock.today(), code).query(Rows.as(Measure.class)).single();
    }
}
