package org.shouwang.household;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.shouwang.table.TableColumn;
import org.shouwang.table.TableShape;

/**
 * A column of a file of out-of-poverty households. Its key is that of the field with the same meaning in the form
 * {@code verify-household}.
 *
 * @param key      the column's key for other systems
 * @param title    the column's Chinese name
 * @param others   other names that the column may have in a file
 * @param required whether the file must have the column
 */
record ImportColumn(String key, String title, List<String> others, boolean required) {

    /** The longest text that a cell may hold. No name, number or amount comes near it. */
    private static final int MAX_TEXT = 200;

    static final ImportColumn VILLAGE = optional("villageCode", "村代码", "行政村代码", "所在村代码", "村编码", "行政区划代码");
    static final ImportColumn HEAD = optional("headIdNumber", "户主身份证号", "户主证件号", "户主证件号码", "户主身份证号码", "户主身份证", "户主公民身份号码");
    static final ImportColumn NAME = required("name", "姓名", "成员姓名", "家庭成员姓名", "人员姓名");
    static final ImportColumn ID_NUMBER = required("idNumber", "身份证号", "证件号", "身份证号码", "证件号码", "公民身份号码", "公民身份证号", "公民身份证号码", "身份证", "成员证件号码", "成员身份证号");
    static final ImportColumn RELATION = required("relation", "与户主关系", "与户主的关系", "家庭关系", "关系");
    static final ImportColumn HEALTH = required("health", "健康状况", "身体状况", "健康情况", "身体健康状况");
    static final ImportColumn LABOUR = required("labour", "劳动能力", "劳动技能", "劳动力类型", "劳动能力状况");
    static final ImportColumn SCHOOLING = required("schooling", "在校情况", "在校生状况", "在校状况", "在校生情况", "就学状况");
    static final ImportColumn KIND = optional("registeredKind", "户类型", "户类别", "脱贫户属性");
    static final ImportColumn LAST_YEAR = optional("incomePerHeadLastYear", "上年人均纯收入");

    static final ImportColumn HOUSEHOLD = optional("householdKey", "户编号", "户编码", "家庭编号", "户号", "户ID");
    static final ImportColumn COUNTY_NAME = optional("countyName", "县", "县（市、区）", "县(市、区、旗)", "县市区", "区县", "区（县）", "县区");
    static final ImportColumn TOWNSHIP_NAME = optional("townshipName", "乡", "乡镇", "乡（镇）", "乡镇（街道）", "乡（镇、街道）", "镇", "镇（街道）");
    static final ImportColumn VILLAGE_NAME = optional("villageName", "村", "行政村", "行政村名称", "村名", "村（社区）", "所在村", "村名称", "行政村（社区）");

    /** The columns that only files of the national system have. */
    static final List<ImportColumn> NATIONAL = List.of(HOUSEHOLD, COUNTY_NAME, TOWNSHIP_NAME, VILLAGE_NAME);

    /** The columns of the template, in its order. */
    static final List<ImportColumn> ALL = all();

    private static List<ImportColumn> all() {
        List<ImportColumn> all = new ArrayList<>(List.of(VILLAGE, HEAD, NAME, ID_NUMBER, RELATION, HEALTH, LABOUR, SCHOOLING, KIND));
        Arrays.stream(AmountItem.values()).map(ImportColumn::of).forEach(all::add);
        all.add(LAST_YEAR);
        Arrays.stream(Guarantee.values()).map(ImportColumn::of).forEach(all::add);
        return List.copyOf(all);
    }

    static ImportColumn of(AmountItem item) {
        return optional(item.key(), item.title(), item.title().replace("经营性", "经营"), item.title().replace("性收入", "收入"),
                item.title().replace("经营性支出", "经营支出"), "年" + item.title(), "家庭" + item.title());
    }

    static ImportColumn of(Guarantee guarantee) {
        return optional(guarantee.key(), guarantee.title(), guarantee.title().replace("安全有保障", "安全"));
    }

    /**
     * Returns the expected shape of a file.
     *
     * @param maxRows the most rows that the file may have
     */
    static TableShape shape(int maxRows) {
        return new TableShape(Stream.concat(ALL.stream(), NATIONAL.stream()).map(ImportColumn::tableColumn).toList(), maxRows, MAX_TEXT);
    }

    TableColumn tableColumn() {
        boolean ofHousehold = Arrays.stream(AmountItem.values()).anyMatch(item -> item.key().equals(key));
        return new TableColumn(key, title, others, required, equals(NAME) || equals(ID_NUMBER),
                ofHousehold ? "元（全户、全年）" : equals(LAST_YEAR) ? "元（人均）" : null);
    }

    private static ImportColumn required(String key, String title, String... others) {
        return new ImportColumn(key, title, List.of(others), true);
    }

    private static ImportColumn optional(String key, String title, String... others) {
        return new ImportColumn(key, title, List.of(others), false);
    }
}
