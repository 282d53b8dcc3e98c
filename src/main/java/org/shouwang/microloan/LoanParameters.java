package org.shouwang.microloan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The policy parameters of microloans: dated rows with their source. */
@Repository
public class LoanParameters {

    private final JdbcClient jdbc;

    LoanParameters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @return the parameters that hold on a day; a parameter without a value for that day has its first value
     */
    public LoanTerms on(LocalDate day) {
        Map<String, BigDecimal> values = new HashMap<>();
        jdbc.sql("""
                        select distinct on (name) name, value from shouwang.policy_parameter
                        where starts_with(name, 'LOAN_')
                        order by name, valid_from <= :day desc, case when valid_from <= :day then valid_from end desc, valid_from
                        """)
                .param("day", day)
                .query((row, index) -> values.put(row.getString("name"), row.getBigDecimal("value"))).list();
        return new LoanTerms(day, values);
    }
}
