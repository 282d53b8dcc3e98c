package org.shouwang.elimination;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.FormRows;
import org.shouwang.casefile.Unmet;
import org.shouwang.household.AmountItem;
import org.shouwang.household.Guarantee;
import org.shouwang.household.Risk;
import org.shouwang.household.SurveyRows;

/**
 * A check on record. It is never changed; a correction is another check.
 *
 * @param facts    what was found
 * @param line     the reference line of that year, yuan per head
 * @param lineFrom the day from which that line holds
 * @param unmet    the conditions of EL-1 that the table found not met
 */
public record RiskCheck(RiskCheckFacts facts, BigDecimal line, LocalDate lineFrom, List<Unmet> unmet) {

    /**
     * @return what the table suggests: whether all conditions are met
     */
    public boolean isEliminationSuggested() {
        return unmet.isEmpty();
    }

    /**
     * @return what forms show of it: rows of {@code item} and {@code value}
     */
    List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(FormRows.fact("核查日期", facts.checkedOn().toString()));
        rows.add(FormRows.fact("核查结果", facts.outcome().title()));
        if (facts.vanishedBy() != null) {
            rows.add(FormRows.fact("消除方式", facts.vanishedBy().title()));
        }
        for (RiskAnswer answer : facts.answers()) {
            rows.add(FormRows.fact("识别时的风险：" + answer.risk().title(), (answer.gone() ? "已消除" : "尚未消除")
                    + (answer.how() == null ? "" : "。" + answer.how())));
        }
        rows.add(FormRows.fact("新增风险", facts.newRisks().isEmpty() ? "无"
                : String.join("、", facts.newRisks().stream().map(Risk::title).toList())));
        rows.add(FormRows.fact("人均年纯收入", FormRows.money(facts.incomePerHead()) + "（" + facts.memberCount() + " 人"
                + (facts.incomePerHeadLastYear() == null ? "" : "，上年 " + FormRows.money(facts.incomePerHeadLastYear())) + "）"));
        for (AmountItem item : AmountItem.values()) {
            rows.add(FormRows.fact(item.title(), FormRows.money(facts.amounts().get(item))));
        }
        for (Guarantee guarantee : Guarantee.values()) {
            rows.add(FormRows.fact(guarantee.title(), facts.guarantees().contains(guarantee) ? "是" : "否"));
        }
        return rows;
    }

    /**
     * @return the line and its year, in words
     */
    String lineText() {
        return SurveyRows.line(line, lineFrom, facts.checkedOn());
    }

    /**
     * @param met   what is suggested if all conditions are met
     * @param unmet what is suggested if not
     * @return what the table says, in words
     */
    String suggestionText(String met, String unmet) {
        return isEliminationSuggested() ? "消除条件全部符合，" + met : "有 " + this.unmet.size() + " 项不符合消除条件，" + unmet;
    }

    /**
     * @return the conditions that are not met, in words, or null if all are
     */
    String unmetText() {
        return unmet.isEmpty() ? null : String.join("；", unmet.stream().map(Unmet::reason).toList());
    }
}
