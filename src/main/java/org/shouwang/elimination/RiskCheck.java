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
import org.shouwang.shared.Decimals;

/**
 * A recorded check. A check is never changed; a correction is another check.
 *
 * @param facts    the findings
 * @param line     the reference line of that year, in yuan per head and year
 * @param lineFrom the day from which that line holds
 * @param unmet    the conditions of EL-1 that are not met by the decision table
 */
public record RiskCheck(RiskCheckFacts facts, BigDecimal line, LocalDate lineFrom, List<Unmet> unmet) {

    /**
     * @return whether the decision table suggests an elimination, which is if all conditions are met
     */
    public boolean isEliminationSuggested() {
        return unmet.isEmpty();
    }

    /**
     * @return the rows of {@code item} and {@code value} that forms show
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
        rows.add(FormRows.fact("人均年纯收入", Decimals.money(facts.incomePerHead()) + "（" + facts.memberCount() + " 人"
                + (facts.incomePerHeadLastYear() == null ? "" : "，上年 " + Decimals.money(facts.incomePerHeadLastYear())) + "）"));
        for (AmountItem item : AmountItem.values()) {
            rows.add(FormRows.fact(item.title(), Decimals.money(facts.amounts().get(item))));
        }
        for (Guarantee guarantee : Guarantee.values()) {
            rows.add(FormRows.fact(guarantee.title(), facts.guarantees().contains(guarantee) ? "是" : "否"));
        }
        return rows;
    }

    /**
     * Adds what forms of later steps show.
     *
     * @param shown what forms show, by key
     * @param met   the suggestion if all conditions are met
     * @param unmet the suggestion if a condition is not met
     */
    void addTo(Map<String, Object> shown, String met, String unmet) {
        shown.put("checkFacts", rows());
        shown.put("suggestionText", suggestionText(met, unmet));
        shown.put("unmetText", unmetText());
        shown.put("lineText", lineText());
    }

    /**
     * Adds what the case's page shows.
     *
     * @param shown what the page shows, by its name
     */
    void addTo(Map<String, String> shown) {
        shown.put("核查结果", facts.outcome().title());
        if (facts.vanishedBy() != null) {
            shown.put("消除方式", facts.vanishedBy().title());
        }
        shown.put("消除条件", unmet.isEmpty() ? "全部符合" : unmetText());
    }

    /**
     * @return the line and its year in Chinese
     */
    String lineText() {
        return SurveyRows.line(line, lineFrom, facts.checkedOn());
    }

    /**
     * @param met   the suggestion if all conditions are met
     * @param unmet the suggestion if a condition is not met
     * @return the result of the decision table in Chinese
     */
    String suggestionText(String met, String unmet) {
        return isEliminationSuggested() ? "消除条件全部符合，" + met : "有 " + this.unmet.size() + " 项不符合消除条件，" + unmet;
    }

    /**
     * @return the conditions that are not met, in Chinese, or null if all are met
     */
    String unmetText() {
        return unmet.isEmpty() ? null : String.join("；", unmet.stream().map(Unmet::reason).toList());
    }
}
