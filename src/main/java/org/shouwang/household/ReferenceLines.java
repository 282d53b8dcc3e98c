package org.shouwang.household;

import java.time.LocalDate;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reference lines of the years. */
@Repository
public class ReferenceLines {

    private final JdbcClient jdbc;

    ReferenceLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Returns the line of a day's year. If that year has no line yet, the latest earlier line applies; for days before all
     * lines the first one does.
     */
    public ReferenceLine on(LocalDate day) {
        return jdbc.sql("""
                        select value as amount, valid_from, source from shouwang.policy_parameter
                        where name = 'REFERENCE_LINE'
                        order by valid_from <= :day desc, case when valid_from <= :day then valid_from end desc, valid_from
                        limit 1
                        """)
                .param("day", day)
                .query((row, index) -> new ReferenceLine(Decimals.exact(row.getBigDecimal("amount").stripTrailingZeros(), 2),
                        Rows.day(row, "valid_from"), row.getString("source")))
                .single();
    }
}
