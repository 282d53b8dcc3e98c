package org.shouwang.household;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.casefile.FormRows;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.IdNumber;

/** The rows in which forms and pages show a survey in Chinese. */
public final class SurveyRows {

    /** The items of {@link #facts} that decide before all others: the family's size, income per head, rigid spending and risks. */
    public static final List<String> DECIDING = List.of("家庭人口／有劳动能力", "人均年纯收入", "刚性支出合计", "返贫致贫风险");

    private SurveyRows() {
    }

    /**
     * @return rows of {@code item} and {@code value} with the facts of a survey
     */
    public static List<Map<String, Object>> facts(SurveyFacts found) {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(fact("核实日期", found.verifiedOn().toString()));
        rows.add(fact("户类型", found.registeredKind().title()));
        rows.add(fact(DECIDING.get(0), found.members().size() + " 人／" + found.ableToWork() + " 人"));
        rows.add(fact(DECIDING.get(1), Decimals.money(found.incomePerHead())
                + (found.incomePerHeadLastYear() == null ? "" : "（上年 " + Decimals.money(found.incomePerHeadLastYear()) + "）")));
        rows.add(fact("家庭年纯收入", Decimals.money(found.netIncome())));
        rows.add(fact(DECIDING.get(2), Decimals.money(found.rigidSpending())));
        for (AmountItem item : AmountItem.values()) {
            rows.add(fact(item.title(), Decimals.money(found.amounts().get(item))));
        }
        for (Guarantee guarantee : Guarantee.values()) {
            rows.add(fact(guarantee.title(), found.guarantees().contains(guarantee) ? "是" : "否"));
        }
        rows.add(fact("近12个月突发事件", found.suddenEvent().title()));
        rows.add(fact(DECIDING.get(3), String.join("、", found.risks().stream().map(Risk::title).toList())));
        rows.add(fact("风险说明", found.riskStatement()));
        return rows;
    }

    /**
     * @return a row for each member, with a masked identity number
     */
    public static List<Map<String, Object>> members(List<Member> members) {
        return members.stream().map(SurveyRows::member).toList();
    }

    /**
     * Describes the reference line in Chinese. The text also says so if the line is not that of the day's year.
     *
     * @param line     the reference line in yuan per head and year
     * @param lineFrom the day from which the line is valid
     * @param day      the day of the visit
     */
    public static String line(BigDecimal line, LocalDate lineFrom, LocalDate day) {
        String text = "参考线：人均年纯收入 " + Decimals.money(line) + "（" + lineFrom.getYear() + " 年标准）";
        return lineFrom.getYear() == day.getYear() ? text
                : text + "；" + day.getYear() + " 年标准尚未录入，暂用最近一年的标准";
    }

    /**
     * @param amounts the amounts in yuan by item; empty for a blank form
     * @return rows of {@code item} and {@code amount}, one for each item
     */
    public static List<Map<String, Object>> amounts(Map<AmountItem, BigDecimal> amounts) {
        return Arrays.stream(AmountItem.values()).map(item -> FormRows.row("item", item.title(), "amount", amounts.get(item))).toList();
    }

    /**
     * @param met the guarantees that are met; null for a blank form
     * @return rows of {@code item} and {@code met}, a choice of yes and no as forms print it, one for each guarantee
     */
    public static List<Map<String, Object>> guarantees(Set<Guarantee> met) {
        return Arrays.stream(Guarantee.values()).map(guarantee -> FormRows.row("item", guarantee.title(),
                "met", met == null ? "□是　□否" : met.contains(guarantee) ? "☑是　□否" : "□是　☑否")).toList();
    }

    private static Map<String, Object> member(Member member) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", member.name());
        row.put("idMasked", IdNumber.masked(member.idNumber()));
        row.put("relation", member.relation().title());
        row.put("health", member.health().title());
        row.put("labour", member.labour().title());
        row.put("schooling", member.schooling().title());
        return row;
    }

    private static Map<String, Object> fact(String item, String value) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("item", item);
        row.put("value", value);
        return row;
    }
}
