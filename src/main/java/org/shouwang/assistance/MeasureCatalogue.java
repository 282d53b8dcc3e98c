package org.shouwang.assistance;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The measures that a plan can hold. */
@Repository
public class MeasureCatalogue {

    private static final String SELECT =
            "select code, kind, title, development, needs_labour, source from shouwang.measure_catalogue ";

    private final JdbcClient jdbc;

    MeasureCatalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @return all measures, by kind
     */
    public List<Measure> all() {
        return jdbc.sql(SELECT + "order by position").query(Measure.class).list();
    }

    /**
     * @param code the code of a measure in the catalogue
     * @return the measure
     */
    public Measure get(String code) {
        return jdbc.sql(SELECT + "where code = ?").param(code).query(Measure.class).single();
    }
}
