package org.shouwang.household;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A column of a file of out-of-poverty households, named as the field of the form {@code verify-household} that asks for
 * the same.
 *
 * @param key      its name for other systems
 * @param title    its name as people read it
 * @param others   what else it may be called
 * @param required whether a file must have it
 */
record ImportColumn(String key, String title, List<String> others, boolean required) {

    static final ImportColumn VILLAGE = required("villageCode", "村代码", "行政村代码", "所在村代码");
    static final ImportColumn HEAD = optional("headIdNumber", "户主身份证号", "户主证件号");
    static final ImportColumn NAME = required("name", "姓名");
    static final ImportColumn ID_NUMBER = required("idNumber", "身份证号", "证件号", "身份证号码");
    static final ImportColumn RELATION = required("relation", "与户主关系");
    static final ImportColumn HEALTH = required("health", "健康状况");
    static final ImportColumn LABOUR = required("labour", "劳动能力");
    static final ImportColumn SCHOOLING = required("schooling", "在校情况", "在校生状况");
    static final ImportColumn KIND = optional("registeredKind", "户类型");
    static final ImportColumn LAST_YEAR = optional("incomePerHeadLastYear", "上年人均纯收入");

    /** All of them, in the order of the template. */
    static final List<ImportColumn> ALL = all();

    private static List<ImportColumn> all() {
        List<ImportColumn> all = new ArrayList<>(List.of(VILLAGE, HEAD, NAME, ID_NUMBER, RELATION, HEALTH, LABOUR, SCHOOLING, KIND));
        Arrays.stream(AmountItem.values()).map(ImportColumn::of).forEach(all::add);
        all.add(LAST_YEAR);
        Arrays.stream(Guarantee.values()).map(ImportColumn::of).forEach(all::add);
        return List.copyOf(all);
    }

    static ImportColumn of(AmountItem item) {
        return optional(item.key(), item.title(), item.title().replace("经营性", "经营"));
    }

    static ImportColumn of(Guarantee guarantee) {
        return optional(guarantee.key(), guarantee.title(), guarantee.title().replace("安全有保障", "安全"));
    }

    /** The column that a header means, however it marks what is optional or counted in yuan. */
    static Optional<ImportColumn> ofHeader(String header) {
        String name = header.replaceAll("[*＊]|[（(](选填|必填|元)[）)]", "").strip();
        return ALL.stream().filter(column -> column.key.equals(name) || column.title.equals(name) || column.others.contains(name))
                .findFirst();
    }

    private static ImportColumn required(String key, String title, String... others) {
        return new ImportColumn(key, title, List.of(others), true);
    }

    private static ImportColumn optional(String key, String title, String... others) {
        return new ImportColumn(key, title, List.of(others), false);
    }
}
