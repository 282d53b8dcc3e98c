package org.shouwang.household;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.Rows;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The chapter 家庭情况记录: the records of a household that come from home visits and from files. */
@Component
@Order(0)
class HouseholdRecords implements HouseholdChapter {

    private final JdbcClient jdbc;

    HouseholdRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Found(LocalDate day, String caseNo, BigDecimal income, int people) {

        private Line line() {
            return new Line(day, caseNo == null ? "导入脱贫户名单" : "入户核实",
                    people + " 人，人均年纯收入 " + Decimals.money(income), caseNo == null ? null : "/cases/" + caseNo);
        }
    }

    @Override
    public String key() {
        return "records";
    }

    @Override
    public String title() {
        return "家庭情况记录";
    }

    @Override
    public List<Line> of(long householdId) {
        return jdbc.sql("""
                        select verified_on as day, case_no, income_per_head as income,
                            (select count(*) from shouwang.survey_member m where m.survey_id = s.id) as people
                        from shouwang.survey s where household_id = ? order by id
                        """)
                .param(householdId).query(Rows.as(Found.class)).list().stream().map(Found::line).toList();
    }
}
