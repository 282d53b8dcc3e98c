package org.shouwang.shared;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Shares, least numbers and weights that policy may change: rows with the day from which they hold and their source. */
@Repository
public class PolicyParameters {

    private final JdbcClient jdbc;

    PolicyParameters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Returns the value of a parameter on a day.
     *
     * @param name the name of a parameter that has at least one row
     * @param day  the day
     * @return the value; for a day before all rows the value of the first row
     */
    public BigDecimal value(String name, LocalDate day) {
        return jdbc.sql("""
                        select value from shouwang.policy_parameter where name = :name
                        order by valid_from <= :day desc, case when valid_from <= :day then valid_from end desc, valid_from
                        limit 1
                        """)
                .param("name", name).param("day", day).query(BigDecimal.class).single();
    }
}
