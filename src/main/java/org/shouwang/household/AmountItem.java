package org.shouwang.household;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The amounts that a survey records: the whole household's income and spending in the last twelve months in yuan, by source or
 * purpose.
 */
public enum AmountItem {
    /** Wages (工资性收入). */
    WAGE_INCOME("工资性收入", "wageIncome", 1),
    /** Income from a business or a farm (生产经营性收入). */
    BUSINESS_INCOME("生产经营性收入", "businessIncome", 1),
    /** The costs of a business or a farm (生产经营性支出). */
    BUSINESS_COST("生产经营性支出", "businessCost", -1),
    /** Income from property (财产性收入). */
    PROPERTY_INCOME("财产性收入", "propertyIncome", 1),
    /** Transfers such as pensions and subsidies (转移性收入). */
    TRANSFER_INCOME("转移性收入", "transferIncome", 1),
    /** Spending on medical care (医疗支出). */
    MEDICAL_SPENDING("医疗支出", "medicalSpending", 0),
    /** Spending on education (教育支出). */
    EDUCATION_SPENDING("教育支出", "educationSpending", 0),
    /** Spending on housing (住房支出). */
    HOUSING_SPENDING("住房支出", "housingSpending", 0),
    /** Other spending that cannot be avoided (其他刚性支出). */
    OTHER_RIGID_SPENDING("其他刚性支出", "otherRigidSpending", 0);

    private final String title;
    private final String key;
    private final int incomeSign;

    AmountItem(String title, String key, int incomeSign) {
        this.title = title;
        this.key = key;
        this.incomeSign = incomeSign;
    }

    /**
     * @return the item's Chinese name
     */
    public String title() {
        return title;
    }

    /**
     * @return the item's key in forms
     */
    public String key() {
        return key;
    }

    /**
     * @return 1 for an item that adds to net income, -1 for one that is subtracted, 0 for rigid spending
     */
    public int incomeSign() {
        return incomeSign;
    }

    /**
     * @return whether the item is rigid spending
     */
    public boolean isRigidSpending() {
        return incomeSign == 0;
    }

    /**
     * Returns the household's net income: all income less the costs of earning it.
     *
     * @param amounts the amounts in yuan by item
     * @return the net income in yuan; it may be negative
     */
    public static BigDecimal netIncome(Map<AmountItem, BigDecimal> amounts) {
        return amounts.entrySet().stream()
                .map(entry -> entry.getValue().multiply(BigDecimal.valueOf(entry.getKey().incomeSign())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * @return the items of rigid spending
     */
    public static List<AmountItem> rigidSpending() {
        return Arrays.stream(values()).filter(AmountItem::isRigidSpending).toList();
    }
}
