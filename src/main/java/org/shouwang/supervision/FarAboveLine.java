package org.shouwang.supervision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.household.ReferenceLine;
import org.shouwang.household.ReferenceLines;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Finds households that are still monitored although their income is far above the reference line (EL-5), so that somebody
 * looks into the reason.
 */
@Service
public class FarAboveLine {

    private final ReferenceLines lines;
    private final PolicyParameters parameters;
    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    FarAboveLine(ReferenceLines lines, PolicyParameters parameters, JdbcClient jdbc, AdjustableClock clock) {
        this.lines = lines;
        this.parameters = parameters;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The income from which a household is far above the line today.
     *
     * @param line  this year's reference line
     * @param times the multiple of the line from which a household is far above it
     */
    public record Threshold(ReferenceLine line, BigDecimal times) {

        /**
         * @return the income in yuan per head and year from which a household is far above the line
         */
        public BigDecimal amount() {
            return Decimals.rounded(line.amount().multiply(times), 2, RoundingMode.HALF_UP);
        }
    }

    /**
     * A household that is far above the line.
     *
     * @param householdNo   the household's number
     * @param headName      the name of the head
     * @param place         the names of the village and of the regions above it
     * @param incomePerHead the net income per head and year in yuan, as last found
     * @param foundOn       the day on which that income was found
     * @param times         the income as a multiple of the line, with two decimals
     */
    public record Row(String householdNo, String headName, String place, BigDecimal incomePerHead, LocalDate foundOn,
                      BigDecimal times) {
    }

    /**
     * @return the income from which a household is far above the line today
     */
    public Threshold threshold() {
        return new Threshold(lines.on(clock.today()), parameters.value("FAR_ABOVE_LINE_TIMES", clock.today()).stripTrailingZeros());
    }

    /**
     * Returns the monitored households that are far above the line, those with the highest income first. The income is that of
     * the last check of the household's risks or, if there has been none, of its admission.
     *
     * @param scope  the regions to search
     * @param offset the number of households to skip
     * @param limit  the most households to return
     */
    public List<Row> find(Scope scope, int offset, int limit) {
        Threshold threshold = threshold();
        return jdbc.sql("""
                        select h.household_no, h.head_name, county.name || township.name || village.name as place,
                            found.income_per_head, found.found_on, round(found.income_per_head / :line, 2) as times
                        from shouwang.household h
                        join shouwang.survey s on s.id = h.survey_id
                        left join lateral (
                            select k.income_per_head, k.checked_on from shouwang.risk_check k
                            join shouwang.case_file c on c.case_no = k.case_no
                            where c.household_id = h.id and k.checked_on >= s.verified_on order by k.id desc limit 1) k on true
                        cross join lateral (select coalesce(k.income_per_head, s.income_per_head) as income_per_head,
                            coalesce(k.checked_on, s.verified_on) as found_on) found
                        join shouwang.region village on village.code = h.village_code
                        join shouwang.region township on township.code = village.parent_code
                        join shouwang.region county on county.code = township.parent_code
                        where h.status = 'MONITORED' and h.village_code like any (:codes) and found.income_per_head >= :least
                        order by found.income_per_head desc, h.id limit :limit offset :offset
                        """)
                .param("line", threshold.line().amount()).param("least", threshold.amount())
                .param("codes", scope.codes().stream().map(code -> code + "%").toArray(String[]::new))
                .param("limit", limit).param("offset", offset).query(Rows.as(Row.class)).list();
    }
}
