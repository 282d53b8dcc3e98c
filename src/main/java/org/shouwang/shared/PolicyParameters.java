package org.shouwang.shared;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The amounts, shares, counts and weights that policy sets anew: dated rows with their source. A row holds from its day until the
 * day before the parameter's next row. Before the first row nothing is known, and nobody guesses: whoever asks is told which
 * parameter has no value on which day (ADR 0044).
 */
@Repository
public class PolicyParameters {

    private final JdbcClient jdbc;
    private final Settings settings;

    PolicyParameters(JdbcClient jdbc, Settings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * A value in force.
     *
     * @param value     the value
     * @param validFrom the first day on which it holds
     * @param source    the document that sets it
     */
    public record InForce(BigDecimal value, LocalDate validFrom, String source) {
    }

    private record Named(String name, BigDecimal value) {
    }

    /**
     * Returns what is in force on a day.
     *
     * @param name the name of a parameter
     * @param day  a day
     * @throws NotInForceException if the parameter has no row yet on that day
     */
    public InForce on(String name, LocalDate day) {
        return settings.get("parameter", List.of(name, day), () -> jdbc.sql("""
                        select value, valid_from, source from shouwang.policy_parameter
                        where name = ? and valid_from <= ? order by valid_from desc limit 1
                        """)
                .params(name, day).query(Rows.as(InForce.class)).optional()).orElseThrow(() -> new NotInForceException(name, day));
    }

    /**
     * Returns the value of a parameter on a day.
     *
     * @param name the name of a parameter
     * @param day  a day
     * @throws NotInForceException if the parameter has no row yet on that day
     */
    public BigDecimal value(String name, LocalDate day) {
        return on(name, day).value();
    }

    /**
     * Returns the value of a parameter that is a whole number.
     *
     * @param name the name of a parameter
     * @param day  a day
     * @throws NotInForceException if the parameter has no row yet on that day
     */
    public int number(String name, LocalDate day) {
        return value(name, day).intValueExact();
    }

    /**
     * Returns the values of related parameters on a day.
     *
     * @param prefix the beginning of their names
     * @param day    a day
     */
    public DatedValues all(String prefix, LocalDate day) {
        return settings.get("parameters", List.of(prefix, day), () -> new DatedValues(day, jdbc.sql("""
                        select distinct on (name) name, value from shouwang.policy_parameter
                        where starts_with(name, ?) and valid_from <= ? order by name, valid_from desc
                        """)
                .params(prefix, day).query(Rows.as(Named.class)).list().stream()
                .collect(Collectors.toUnmodifiableMap(Named::name, Named::value))));
    }

    /**
     * The values of related parameters on one day.
     *
     * @param day    the day
     * @param values the values by the names of the parameters, without those that have no row yet on that day
     */
    public record DatedValues(LocalDate day, Map<String, BigDecimal> values) {

        /**
         * Returns the value of one of them.
         *
         * @param name the name of a parameter
         * @throws NotInForceException if the parameter has no row yet on that day
         */
        public BigDecimal value(String name) {
            BigDecimal value = values.get(name);
            if (value == null) {
                throw new NotInForceException(name, day);
            }
            return value;
        }
    }

    /** Policy has not set a parameter yet on the day in question. The message names both. */
    public static final class NotInForceException extends ConflictException {

        private static final long serialVersionUID = 1L;

        private NotInForceException(String name, LocalDate day) {
            super("参数 " + name + " 在 " + day + " 还没有登记值，请核对日期；确需按这一天办理的，请系统管理员先登记当时的值及其出处");
        }
    }
}
