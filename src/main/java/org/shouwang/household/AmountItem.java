package org.shouwang.household;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Yuan of the whole household in the last twelve months, by what they come from or go to. */
public enum AmountItem {
    /** 工资性收入 */
    WAGE_INCOME("工资性收入", "wageIncome", 1),
    /** 生产经营性收入 */
    BUSINESS_INCOME("生产经营性收入", "businessIncome", 1),
    /** 生产经营性支出 */
    BUSINESS_COST("生产经营性支出", "businessCost", -1),
    /** 财产性收入 */
    PROPERTY_INCOME("财产性收入", "propertyIncome", 1),
    /** 转移性收入 */
    TRANSFER_INCOME("转移性收入", "transferIncome", 1),
    /** 医疗支出 */
    MEDICAL_SPENDING("医疗支出", "medicalSpending", 0),
    /** 教育支出 */
    EDUCATION_SPENDING("教育支出", "educationSpending", 0),
    /** 住房支出 */
    HOUSING_SPENDING("住房支出", "housingSpending", 0),
    /** 其他刚性支出 */
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
     * @return the item as people read it
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
     * @return 1 where the item adds to net income, -1 where it takes away from it, 0 where it is rigid spending
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
     * @param amounts yuan by item
     * @return net income of the household in yuan: all income less what earning it cost; may be negative
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
