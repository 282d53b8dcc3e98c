package org.shouwang.household;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.export.CellTexts;
import org.shouwang.household.ImportReport.RowError;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.TableUploads;
import org.shouwang.shared.Texts;

/**
 * A file of out-of-poverty households: a person in each row. A column with the head's identity number says which rows
 * belong together; without it a household begins at each head.
 */
final class HouseholdFile {

    private static final int MAX_ROWS = 100_000;
    private static final int MAX_NAME = 50;
    private static final int YUAN_AND_FEN = 2;
    private static final BigDecimal MAX_AMOUNT = new BigDecimal("10000000");
    private static final String NUMBER = "[-+]?\\d{1,12}(\\.\\d{1,15})?";
    /** As the form says it, where that is more than the value's own title. */
    private static final Map<String, Labour> LABOUR_IN_THE_FORM = Map.of("有劳动能力（普通劳动力）", Labour.FULL,
            "普通劳动力", Labour.FULL, "无劳动能力或丧失劳动能力", Labour.NONE, "丧失劳动能力", Labour.NONE);
    private static final List<ImportColumn> INCOMES = Arrays.stream(AmountItem.values())
            .filter(item -> item.incomeSign() > 0).map(ImportColumn::of).toList();
    private static final List<ImportColumn> AMOUNTS = Arrays.stream(AmountItem.values()).map(ImportColumn::of).toList();
    private static final List<ImportColumn> GUARANTEES = Arrays.stream(Guarantee.values()).map(ImportColumn::of).toList();

    private final LocalDate today;
    private final Map<ImportColumn, String> headers = new LinkedHashMap<>();
    private final List<Draft> households = new ArrayList<>();
    private final Map<String, Draft> byHead = new HashMap<>();
    private final List<RowError> errors = new ArrayList<>();
    private final Set<Long> wrongRows = new HashSet<>();
    private int rows;

    private HouseholdFile(LocalDate today) {
        this.today = today;
    }

    /** A person as a row says it; what is wrong is null. */
    record Person(long row, String name, String idNumber, Relation relation, Health health, Labour labour, Schooling schooling) {

        private Member member() {
            return new Member(name, idNumber, relation, health, labour, schooling);
        }
    }

    /** The rows of a household. */
    final class Draft {

        private final List<Person> people = new ArrayList<>();
        private final Map<ImportColumn, Object> values = new HashMap<>();

        long row() {
            return people.get(0).row();
        }

        List<Person> people() {
            return people;
        }

        String villageCode() {
            return (String) values.get(ImportColumn.VILLAGE);
        }

        boolean isFaulty() {
            return people.stream().map(Person::row).anyMatch(wrongRows::contains);
        }

        /** Only for one without faults. */
        ImportedHousehold household() {
            Map<AmountItem, BigDecimal> amounts = new EnumMap<>(AmountItem.class);
            for (AmountItem item : AmountItem.values()) {
                amounts.put(item, (BigDecimal) values.getOrDefault(ImportColumn.of(item), BigDecimal.ZERO.setScale(YUAN_AND_FEN)));
            }
            Map<Guarantee, Boolean> guarantees = new EnumMap<>(Guarantee.class);
            for (Guarantee guarantee : Guarantee.values()) {
                if (values.get(ImportColumn.of(guarantee)) instanceof Boolean met) {
                    guarantees.put(guarantee, met);
                }
            }
            return new ImportedHousehold(villageCode(), people.stream().map(Person::member).toList(), amounts,
                    (BigDecimal) values.get(ImportColumn.LAST_YEAR), guarantees);
        }
    }

    /**
     * @param file  the file, or null for none
     * @param today the day that it is for the product
     * @return its households, those with faults too
     * @throws InvalidInputException if it is no table, or one with other columns
     */
    static HouseholdFile read(byte[] file, LocalDate today) {
        HouseholdFile result = new HouseholdFile(today);
        TableUploads.read(file, line -> {
            if (result.headers.isEmpty()) {
                result.readHeader(line.fields().keySet());
            }
            result.add(line);
            return true;
        });
        if (result.households.isEmpty()) {
            throw new InvalidInputException("file", "文件", "没有数据行；第一行应为表头，其后每人一行");
        }
        result.households.forEach(result::checkHeads);
        return result;
    }

    /** What can stand in a column, as people read it; empty for texts and numbers. */
    static List<String> options(ImportColumn column) {
        if (column.equals(ImportColumn.RELATION)) {
            return Arrays.stream(Relation.values()).map(Relation::title).toList();
        }
        if (column.equals(ImportColumn.HEALTH)) {
            return Arrays.stream(Health.values()).map(Health::title).toList();
        }
        if (column.equals(ImportColumn.LABOUR)) {
            return Arrays.stream(Labour.values()).map(Labour::title).toList();
        }
        if (column.equals(ImportColumn.SCHOOLING)) {
            return Arrays.stream(Schooling.values()).map(Schooling::title).toList();
        }
        if (column.equals(ImportColumn.KIND)) {
            return List.of(RegisteredKind.OUT_OF_POVERTY.title());
        }
        return GUARANTEES.contains(column) ? List.of("是", "否") : List.of();
    }

    List<Draft> households() {
        return households;
    }

    int members() {
        return rows;
    }

    void reject(long row, ImportColumn column, String message) {
        errors.add(new RowError(row, headers.getOrDefault(column, column.title()), message));
        wrongRows.add(row);
    }

    List<RowError> errors() {
        return errors.stream().sorted(Comparator.comparingLong(RowError::row)).toList();
    }

    private void readHeader(Set<String> names) {
        FieldErrors wrong = new FieldErrors();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            ImportColumn column = ImportColumn.ofHeader(name).orElse(null);
            if (column == null) {
                unknown.add(name);
            } else if (headers.putIfAbsent(column, name) != null) {
                wrong.add(column.key(), name, "与“" + headers.get(column) + "”是同一列，只能有一列");
            }
        }
        // Without a header the others are not named: they are somebody's data.
        if (headers.isEmpty()) {
            throw new InvalidInputException("file", "文件", "的第一行应为表头；可用的列：" + titles(ImportColumn.ALL.stream()));
        }
        unknown.forEach(name -> wrong.add(name, name.isEmpty() ? "没有名称的列" : name,
                "不是已知的列；可用的列：" + titles(ImportColumn.ALL.stream())));
        ImportColumn.ALL.stream().filter(column -> column.required() && !headers.containsKey(column))
                .forEach(column -> wrong.add(column.key(), column.title() + "（" + column.key() + "）", "列缺失"));
        if (INCOMES.stream().noneMatch(headers::containsKey)) {
            wrong.add(INCOMES.get(0).key(), "收入", "列缺失，至少要有一项：" + titles(INCOMES.stream()));
        }
        wrong.throwIfAny();
    }

    private void add(TableUploads.Line line) {
        if (++rows > MAX_ROWS) {
            throw new InvalidInputException("file", "文件", "超过" + MAX_ROWS + "行，请分批导入");
        }
        long row = line.number();
        Map<ImportColumn, String> fields = new LinkedHashMap<>();
        headers.forEach((column, name) -> fields.put(column, line.fields().get(name)));
        List<ImportColumn> unseen = fields.keySet().stream().filter(column -> !Texts.isClean(fields.get(column), false)).toList();
        unseen.forEach(column -> reject(row, column, Texts.UNSEEN));
        Person person = unseen.isEmpty() ? person(row, fields) : new Person(row, null, null, null, null, null, null);
        Draft household = household(person, fields.getOrDefault(ImportColumn.HEAD, ""));
        household.people.add(person);
        if (unseen.isEmpty()) {
            readHousehold(household, row, fields);
        }
    }

    private Draft household(Person person, String headIdNumber) {
        if (!headIdNumber.isEmpty() && !IdNumber.isValid(headIdNumber, today)) {
            reject(person.row(), ImportColumn.HEAD, "无效，请核对18位号码");
        }
        String head = !headIdNumber.isEmpty() ? IdNumber.normalised(headIdNumber)
                : person.relation() == Relation.HEAD ? person.idNumber() : null;
        if (headers.containsKey(ImportColumn.HEAD) && head != null) {
            if (person.relation() == Relation.HEAD && person.idNumber() != null && !person.idNumber().equals(head)) {
                reject(person.row(), ImportColumn.HEAD, "与这一行户主自己的身份证号不一致");
            }
            return byHead.computeIfAbsent(head, key -> begin());
        }
        return households.isEmpty() || person.relation() == Relation.HEAD ? begin() : households.get(households.size() - 1);
    }

    private Draft begin() {
        Draft household = new Draft();
        households.add(household);
        return household;
    }

    private Person person(long row, Map<ImportColumn, String> fields) {
        String name = required(row, ImportColumn.NAME, fields);
        if (name != null && name.codePointCount(0, name.length()) > MAX_NAME) {
            reject(row, ImportColumn.NAME, "最多" + MAX_NAME + "个字");
        } else if (name != null && !CellTexts.safe(name).equals(name)) {
            reject(row, ImportColumn.NAME, "不能以“" + name.charAt(0) + "”开头");
        }
        String idNumber = required(row, ImportColumn.ID_NUMBER, fields);
        if (idNumber != null && !IdNumber.isValid(idNumber, today)) {
            reject(row, ImportColumn.ID_NUMBER, idNumber.matches("\\d{15,18}") && idNumber.endsWith("000")
                    ? "无效：末尾几位可能被 Excel 改成了0，请把该列设为“文本”格式后重新填写" : "无效，请核对18位号码");
            idNumber = null;
        }
        return new Person(row, name, idNumber == null ? null : IdNumber.normalised(idNumber),
                option(row, ImportColumn.RELATION, fields, Relation.values(), Relation::title, Map.of()),
                option(row, ImportColumn.HEALTH, fields, Health.values(), Health::title, Map.of()),
                option(row, ImportColumn.LABOUR, fields, Labour.values(), Labour::title, LABOUR_IN_THE_FORM),
                option(row, ImportColumn.SCHOOLING, fields, Schooling.values(), Schooling::title, Map.of()));
    }

    /** What stands in one row of a household holds for all; other rows may repeat it. */
    private void readHousehold(Draft household, long row, Map<ImportColumn, String> fields) {
        fields.forEach((column, text) -> {
            Object value = text.isEmpty() ? null : householdValue(row, column, text);
            if (value != null) {
                Object before = household.values.putIfAbsent(column, value);
                if (before != null && !before.equals(value)) {
                    reject(row, column, "与同一户前面的行不一致，每户只能有一个值");
                }
            }
        });
    }

    private Object householdValue(long row, ImportColumn column, String text) {
        if (column.equals(ImportColumn.VILLAGE)) {
            return text;
        }
        if (column.equals(ImportColumn.KIND)) {
            if (!text.equals(RegisteredKind.OUT_OF_POVERTY.name()) && !text.equals(RegisteredKind.OUT_OF_POVERTY.title())) {
                reject(row, column, "这里只导入脱贫户，须为“脱贫户”或不填");
            }
            return null;
        }
        if (column.equals(ImportColumn.LAST_YEAR) || AMOUNTS.contains(column)) {
            return amount(row, column, text);
        }
        return GUARANTEES.contains(column) ? yesOrNo(row, column, text) : null;
    }

    private BigDecimal amount(long row, ImportColumn column, String text) {
        if (!text.matches(NUMBER)) {
            reject(row, column, "须为数字，如 12000 或 12000.50，不带逗号和单位");
            return null;
        }
        BigDecimal amount = new BigDecimal(text);
        String wrong = amount.signum() < 0 ? "不能为负数"
                : amount.compareTo(MAX_AMOUNT) > 0 ? "不能超过" + MAX_AMOUNT + "元"
                : amount.stripTrailingZeros().scale() > YUAN_AND_FEN ? "最多两位小数" : null;
        if (wrong != null) {
            reject(row, column, wrong);
            return null;
        }
        return amount.setScale(YUAN_AND_FEN);
    }

    private Boolean yesOrNo(long row, ImportColumn column, String text) {
        return switch (text) {
            case "YES", "是" -> true;
            case "NO", "否" -> false;
            default -> {
                reject(row, column, "须为“是”或“否”");
                yield null;
            }
        };
    }

    private String required(long row, ImportColumn column, Map<ImportColumn, String> fields) {
        if (fields.get(column).isEmpty()) {
            reject(row, column, "为必填项");
            return null;
        }
        return fields.get(column);
    }

    private <E extends Enum<E>> E option(long row, ImportColumn column, Map<ImportColumn, String> fields, E[] options,
                                         Function<E, String> title, Map<String, E> others) {
        String text = required(row, column, fields);
        if (text == null) {
            return null;
        }
        for (E option : options) {
            if (option.name().equals(text) || title.apply(option).equals(text)) {
                return option;
            }
        }
        if (!others.containsKey(text)) {
            reject(row, column, "须为以下之一：" + Arrays.stream(options).map(title).collect(Collectors.joining("、")));
        }
        return others.get(text);
    }

    /** What is missing may only be hidden by another mistake. */
    private void checkHeads(Draft household) {
        List<Person> heads = household.people.stream().filter(person -> person.relation() == Relation.HEAD).toList();
        if (heads.isEmpty() && !household.isFaulty()) {
            reject(household.row(), ImportColumn.RELATION, "这一户没有户主，每户须有且只有一名户主");
        }
        for (Person head : heads.subList(Math.min(1, heads.size()), heads.size())) {
            reject(head.row(), ImportColumn.RELATION, "这一户已有户主（第" + heads.get(0).row() + "行），每户只能有一名户主");
        }
        if (household.villageCode() == null && !household.isFaulty()) {
            reject(household.row(), ImportColumn.VILLAGE, "为必填项，填在户主一行");
        }
    }

    private static String titles(Stream<ImportColumn> columns) {
        return columns.map(column -> column.title() + "（" + column.key() + "）").collect(Collectors.joining("、"));
    }
}
