package org.shouwang.comparison;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The kinds of data sets that departments hand in. Each row is about one person, whom the identity number names. */
public enum DatasetKind {
    /** Registered vehicles (车辆). */
    VEHICLES("vehicles", "车辆登记（公安）", "plateNumber=号牌", "vehicleType=车型", "registeredOn=登记日期", "value=价值（元）"),
    /** Registered real estate (不动产). */
    REAL_ESTATE("real-estate", "不动产登记（自然资源）", "location=坐落", "area=面积（平方米）", "registeredOn=登记日期"),
    /** Registered companies (企业). */
    COMPANIES("companies", "企业登记（市场监管）", "companyName=企业名称", "position=职务", "registeredOn=登记日期"),
    /** People who are paid by the state (财政供养). */
    PUBLIC_PAYROLL("public-payroll", "财政供养（财政）", "employer=单位", "position=职务"),
    /** Payments for medical care (医疗费用). */
    MEDICAL_PAYMENTS("medical-payments", "医疗费用（医保）", "amount=自付金额（元）", "period=费用期间", "disease=病种"),
    /** Registered deaths (死亡). */
    DEATHS("deaths", "死亡登记（公安）", "diedOn=死亡日期");

    private final String key;
    private final String title;
    private final Map<String, String> columns = new LinkedHashMap<>();

    DatasetKind(String key, String title, String... columns) {
        this.key = key;
        this.title = title;
        for (String column : columns) {
            String[] parts = column.split("=");
            this.columns.put(parts[0], parts[1]);
        }
    }

    /**
     * @return the kind's name in addresses
     */
    public String key() {
        return key;
    }

    /**
     * @return the kind's name in Chinese, with the department from which the data come
     */
    public String title() {
        return title;
    }

    /**
     * @return the columns besides {@code idNumber}: their Chinese names by their keys
     */
    public Map<String, String> columns() {
        return columns;
    }

    /**
     * Returns the kind with a name in addresses.
     *
     * @param key the name
     * @return the kind; empty if no kind has this name
     */
    public static Optional<DatasetKind> ofKey(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }
}
