package org.shouwang.household;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.export.CellTexts;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PersonName;
import org.shouwang.table.Amounts;
import org.shouwang.table.Cell;
import org.shouwang.table.CellError;
import org.shouwang.table.IdNumberCells;
import org.shouwang.table.LeftOut;
import org.shouwang.table.LeftOutList;
import org.shouwang.table.Table;
import org.shouwang.table.TableRow;
import org.shouwang.table.Tables;

/**
 * A file of out-of-poverty households with one person in each row. If the file has a column with the head's identity number,
 * rows with the same head make a household; otherwise a household begins at each head.
 */
final class HouseholdFile {

    private static final int MAX_NAME = 50;
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\t\\r\\n]+");
    private static final int GROWN_UP = 18;
    /**
     * The most households with the same number in one file. Each village may number its households from one, and the city has
     * fewer villages.
     */
    private static final int MAX_VILLAGES = 3_000;
    private static final int YUAN_AND_FEN = 2;
    private static final BigDecimal MAX_AMOUNT = BigDecimal.valueOf(10_000_000);
    private static final List<ImportColumn> INCOMES = Arrays.stream(AmountItem.values())
            .filter(item -> item.incomeSign() > 0).map(ImportColumn::of).toList();
    private static final List<ImportColumn> AMOUNTS = Arrays.stream(AmountItem.values()).map(ImportColumn::of).toList();
    /** The columns that say where the household lives. */
    private static final List<ImportColumn> PLACES = List.of(ImportColumn.VILLAGE, ImportColumn.VILLAGE_NAME, ImportColumn.TOWNSHIP_NAME,
            ImportColumn.COUNTY_NAME);
    private static final List<ImportColumn> GUARANTEES = Arrays.stream(Guarantee.values()).map(ImportColumn::of).toList();

    private static final List<ImportColumn> OF_PERSON = List.of(ImportColumn.NAME, ImportColumn.ID_NUMBER, ImportColumn.RELATION,
            ImportColumn.HEALTH, ImportColumn.LABOUR, ImportColumn.SCHOOLING);

    private final LocalDate today;
    /** The columns about the household as a whole, not about one person. */
    private static final List<ImportColumn> OF_HOUSEHOLD = Stream.of(PLACES, List.of(ImportColumn.KIND, ImportColumn.LAST_YEAR), AMOUNTS,
            GUARANTEES).flatMap(List::stream).toList();

    /** The columns whose cells may not be merged: one value cannot apply to several households or several people. */
    private static final List<ImportColumn> NEVER_SHARED = Stream.of(List.of(ImportColumn.NAME, ImportColumn.ID_NUMBER, ImportColumn.LAST_YEAR),
            AMOUNTS).flatMap(List::stream).toList();

    private final Table table;
    private final IdNumberCells idNumbers;
    private final IdNumberCells headIdNumbers;
    private final List<Draft> households = new ArrayList<>();
    private final Map<String, Draft> byHead = new HashMap<>();
    private final Map<String, List<Draft>> byNumber = new HashMap<>();
    /**
     * For each column the row that holds the value of merged cells: the last row whose cell is not the lower part of merged
     * cells.
     */
    private final Map<ImportColumn, Top> tops = new HashMap<>();
    private final List<CellError> errors = new ArrayList<>();
    private final Set<Long> wrongRows = new HashSet<>();
    private final LeftOutList simplified = new LeftOutList();
    private int moreErrors;
    private int strayRows;

    private HouseholdFile(Table table, LocalDate today) {
        this.table = table;
        this.today = today;
        this.idNumbers = IdNumberCells.of(table, ImportColumn.ID_NUMBER.key());
        this.headIdNumbers = IdNumberCells.of(table, ImportColumn.HEAD.key());
        errors.addAll(table.errors());
        moreErrors = table.moreErrors();
        table.rows().stream().filter(TableRow::isFaulty).forEach(row -> wrongRows.add(row.number()));
    }

    /** A person as a row describes him or her; a value that is missing or wrong is null. */
    record Person(long row, String name, String idNumber, Relation relation, Health health, Labour labour, Schooling schooling) {

        private Member member() {
            return new Member(name, idNumber, relation, health, labour, schooling);
        }
    }

    /** A row and its household; the household is null for a row without a person. */
    private record Top(long row, Draft household) {
    }

    /** The rows of a household. */
    final class Draft {

        private final List<Person> people = new ArrayList<>();
        private final Map<ImportColumn, Object> values = new HashMap<>();
        private String villageCode;

        long row() {
            return people.get(0).row();
        }

        List<Person> people() {
            return people;
        }

        /** Returns the village's code or name as the rows state it; null if they state neither. */
        String village() {
            return text(ImportColumn.VILLAGE) != null ? text(ImportColumn.VILLAGE) : text(ImportColumn.VILLAGE_NAME);
        }

        String text(ImportColumn column) {
            return (String) values.get(column);
        }

        /** Returns the column in which the rows state the village. */
        ImportColumn villageColumn() {
            return text(ImportColumn.VILLAGE) != null ? ImportColumn.VILLAGE : ImportColumn.VILLAGE_NAME;
        }

        /** Tells whether a row can belong to this household: the row states no other village, township or county. */
        private boolean mayBeIn(TableRow row) {
            return PLACES.stream().allMatch(place -> row.cell(place.key()).isBlank() || text(place) == null
                    || text(place).equals(row.text(place.key())));
        }

        void isIn(String code) {
            villageCode = code;
        }

        boolean isFaulty() {
            return people.stream().map(Person::row).anyMatch(wrongRows::contains);
        }

        /** Returns the household for the register. The rows must be without errors. */
        ImportedHousehold household() {
            Map<AmountItem, BigDecimal> amounts = new EnumMap<>(AmountItem.class);
            for (AmountItem item : AmountItem.values()) {
                amounts.put(item, (BigDecimal) values.getOrDefault(ImportColumn.of(item), BigDecimal.valueOf(0, YUAN_AND_FEN)));
            }
            Map<Guarantee, Boolean> guarantees = new EnumMap<>(Guarantee.class);
            for (Guarantee guarantee : Guarantee.values()) {
                if (values.get(ImportColumn.of(guarantee)) instanceof Boolean met) {
                    guarantees.put(guarantee, met);
                }
            }
            return new ImportedHousehold(villageCode, people.stream().map(Person::member).toList(), amounts,
                    (BigDecimal) values.get(ImportColumn.LAST_YEAR), guarantees);
        }
    }

    /**
     * Reads a file.
     *
     * @param file    the file, or null for none
     * @param today   the present day of the product's clock
     * @param maxRows the most rows of people that the file may have
     * @return the file's households, including those with errors
     * @throws InvalidInputException if the file is no table or lacks a required column
     */
    static HouseholdFile read(byte[] file, LocalDate today, int maxRows) {
        HouseholdFile result = new HouseholdFile(Tables.read(file, ImportColumn.shape(maxRows)), today);
        if (result.lacksColumns()) {
            result.table.rows().forEach(result::readAlone);
            result.table.requireColumns(result.lacking(), result.errors);
        }
        result.table.rows().forEach(result::add);
        result.households.forEach(result::checkHeads);
        return result;
    }

    /** Returns the Chinese values that a column allows; empty for columns of texts and numbers. */
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
        return table.rows().size() - strayRows;
    }

    List<LeftOut> leftOut() {
        return Stream.concat(table.leftOut().stream(), simplified.all().stream()).toList();
    }

    void reject(long row, ImportColumn column, String message) {
        if (errors.size() < Table.MOST_ERRORS) {
            errors.add(new CellError(row, table.header(column.tableColumn()), message));
        } else {
            moreErrors++;
        }
        wrongRows.add(row);
    }

    /** Returns how many errors there are besides {@link #errors()}. */
    int moreErrors() {
        return moreErrors;
    }

    List<CellError> errors() {
        return errors.stream().sorted(Comparator.comparingLong(CellError::row)).toList();
    }

    private boolean lacksColumns() {
        return lacking().any() || !table.missing().isEmpty();
    }

    private FieldErrors lacking() {
        FieldErrors wrong = new FieldErrors();
        if (!table.has(ImportColumn.VILLAGE.key()) && !table.has(ImportColumn.VILLAGE_NAME.key())) {
            wrong.add(ImportColumn.VILLAGE.key(), table.named(ImportColumn.VILLAGE.tableColumn()), "列缺失，也可以用“村”一列写村名");
        }
        if (INCOMES.stream().noneMatch(income -> table.has(income.key()))) {
            wrong.add(INCOMES.get(0).key(), "收入", "列缺失，至少要有一项：" + INCOMES.stream()
                    .map(column -> table.named(column.tableColumn())).collect(Collectors.joining("、")));
        }
        return wrong;
    }

    /** Checks the values of a row one by one. If columns are missing, nobody can tell to which household the row belongs. */
    private void readAlone(TableRow row) {
        person(row);
        OF_HOUSEHOLD.stream().filter(column -> !row.text(column.key()).isEmpty() && !row.cell(column.key()).isBroken())
                .forEach(column -> householdValue(row.number(), column, row.text(column.key())));
    }

    private void add(TableRow row) {
        if (OF_PERSON.stream().allMatch(column -> row.cell(column.key()).isBlank())) {
            // The row is most likely a total. Only people can tell, but the household above is complete without it.
            reject(row.number(), ImportColumn.NAME, "和身份证号都没有填，这一行没有导入；如果是合计或说明，请删去这一行");
            strayRows++;
            checkMerges(null, row);
            return;
        }
        Person person = person(row);
        Draft household = household(person, row);
        household.people.add(person);
        checkMerges(household, row);
        readHousehold(household, row);
    }

    /** Rejects merged cells where one amount would apply to two households, or one name to two people. */
    private void checkMerges(Draft household, TableRow row) {
        for (ImportColumn column : NEVER_SHARED) {
            if (!row.cell(column.key()).merged()) {
                tops.put(column, new Top(row.number(), household));
                continue;
            }
            Top top = tops.get(column);
            boolean ofPerson = OF_PERSON.contains(column);
            if (top != null && (ofPerson || top.household() != household)) {
                String message = "合并了单元格（第" + top.row() + "行起），" + (ofPerson ? "每人须各填各的" : "不能为几户共用，每户须各填各的")
                        + "，请取消合并后分别填写";
                reject(row.number(), column, message);
                reject(top.row(), column, message);
            }
        }
    }

    private Draft household(Person person, TableRow row) {
        String given = row.text(ImportColumn.HEAD.key());
        String problem = given.isEmpty() ? null : headIdNumbers.problem(row, today);
        if (problem != null) {
            reject(person.row(), ImportColumn.HEAD, problem);
        }
        String head = !given.isEmpty() ? IdNumber.normalised(given) : person.relation() == Relation.HEAD ? person.idNumber() : null;
        if (table.has(ImportColumn.HEAD.key()) && head != null) {
            if (person.relation() == Relation.HEAD && person.idNumber() != null && !person.idNumber().equals(head)) {
                reject(person.row(), ImportColumn.HEAD, "与这一行户主自己的身份证号不一致");
            }
            return byHead.computeIfAbsent(head, key -> begin());
        }
        String key = row.text(ImportColumn.HOUSEHOLD.key());
        if (!key.isEmpty()) {
            return numbered(key, row);
        }
        return households.isEmpty() || person.relation() == Relation.HEAD ? begin() : households.get(households.size() - 1);
    }

    /**
     * Finds the household with this number. Each village numbers its households from one, and only the head's row may name the
     * village.
     */
    private Draft numbered(String key, TableRow row) {
        List<Draft> same = byNumber.computeIfAbsent(key, each -> new ArrayList<>());
        List<Draft> possible = same.stream().filter(household -> household.mayBeIn(row)).toList();
        if (possible.isEmpty()) {
            if (same.size() >= MAX_VILLAGES) {
                throw new InvalidInputException("file", "文件", "里超过" + MAX_VILLAGES + "户用同一个户编号“" + key + "”，请核对户编号一列");
            }
            same.add(begin());
            return same.get(same.size() - 1);
        }
        Draft last = households.get(households.size() - 1);
        if (possible.size() > 1 && !possible.contains(last)) {
            String message = "“" + key + "”在几个村都有，第" + row.number() + "行没有写明是哪个村的，请在这一行填写村";
            possible.forEach(household -> reject(household.row(), ImportColumn.HOUSEHOLD, message));
            reject(row.number(), ImportColumn.HOUSEHOLD, message);
        }
        return possible.contains(last) ? last : possible.get(0);
    }

    private Draft begin() {
        Draft household = new Draft();
        households.add(household);
        return household;
    }

    private Person person(TableRow row) {
        Health health = option(row, ImportColumn.HEALTH, NationalWords::health);
        if (health != null && NationalWords.isSeveral(row.text(ImportColumn.HEALTH.key()))) {
            simplified.add(new LeftOut(row.number(), table.header(ImportColumn.HEALTH.tableColumn()), null,
                    "写有几种健康状况，系统只记一种，记为“" + health.title() + "”"));
        }
        String idNumber = idNumber(row);
        return new Person(row.number(), name(row), idNumber, option(row, ImportColumn.RELATION, NationalWords::relation), health,
                option(row, ImportColumn.LABOUR, NationalWords::labour), schooling(row, idNumber));
    }

    /**
     * Reads the schooling. An empty cell of an adult means "not at school" (design); for a child the cell has to be filled.
     */
    private Schooling schooling(TableRow row, String idNumber) {
        boolean blank = row.cell(ImportColumn.SCHOOLING.key()).isBlank();
        if (blank && idNumber == null) {
            return null;
        }
        return blank && IdNumber.ageOn(idNumber, today) >= GROWN_UP ? Schooling.NONE
                : option(row, ImportColumn.SCHOOLING, NationalWords::schooling);
    }

    private String name(TableRow row) {
        String text = required(row, ImportColumn.NAME);
        if (text == null) {
            return null;
        }
        String name = PersonName.normalised(LINE_BREAKS.matcher(text).replaceAll(" "));
        String problem = name.codePointCount(0, name.length()) > MAX_NAME ? "最多" + MAX_NAME + "个字"
                : !CellTexts.safe(name).equals(name) ? "不能以“" + name.charAt(0) + "”开头" : PersonName.problem(name);
        if (problem != null) {
            reject(row.number(), ImportColumn.NAME, problem);
            return null;
        }
        return name;
    }

    private String idNumber(TableRow row) {
        String text = required(row, ImportColumn.ID_NUMBER);
        String problem = text == null ? null : idNumbers.problem(row, today);
        if (problem != null) {
            reject(row.number(), ImportColumn.ID_NUMBER, problem);
        }
        return text == null || problem != null ? null : IdNumber.normalised(text);
    }

    /** Reads the values of the household. A value in one row applies to the whole household; other rows may repeat it. */
    private void readHousehold(Draft household, TableRow row) {
        for (ImportColumn column : OF_HOUSEHOLD) {
            String text = row.text(column.key());
            Object value = text.isEmpty() || row.cell(column.key()).isBroken() ? null : householdValue(row.number(), column, text);
            if (value != null) {
                Object before = household.values.putIfAbsent(column, value);
                if (before != null && !before.equals(value)) {
                    reject(row.number(), column, "与同一户前面的行不一致，每户只能有一个值");
                }
            }
        }
    }

    private Object householdValue(long row, ImportColumn column, String text) {
        if (PLACES.contains(column)) {
            return text;
        }
        if (column.equals(ImportColumn.KIND)) {
            if (NationalWords.kind(text).filter(RegisteredKind.OUT_OF_POVERTY::equals).isEmpty()) {
                reject(row, column, "这里只导入脱贫户，须为“脱贫户”或不填");
            }
            return null;
        }
        if (GUARANTEES.contains(column)) {
            return yesOrNo(row, column, text);
        }
        return Amounts.isNone(text) ? null : amount(row, column, text);
    }

    private BigDecimal amount(long row, ImportColumn column, String text) {
        BigDecimal amount = Amounts.parse(text).orElse(null);
        if (amount == null) {
            reject(row, column, Amounts.EXPECTED);
            return null;
        }
        boolean tooFine = amount.stripTrailingZeros().scale() > YUAN_AND_FEN || amount.scale() > YUAN_AND_FEN && !text.contains("万");
        String wrong = amount.signum() < 0 ? "不能为负数"
                : amount.compareTo(MAX_AMOUNT) > 0 ? "不能超过" + MAX_AMOUNT + "元"
                : tooFine ? "最多两位小数" : null;
        if (wrong != null) {
            reject(row, column, wrong);
            return null;
        }
        return Decimals.exact(amount, YUAN_AND_FEN);
    }

    private Boolean yesOrNo(long row, ImportColumn column, String text) {
        Boolean value = NationalWords.yesOrNo(text).orElse(null);
        if (value == null) {
            reject(row, column, "须为“是”或“否”");
        }
        return value;
    }

    /** Returns the text of a required cell. A broken cell is not rejected here, since it has been rejected before. */
    private String required(TableRow row, ImportColumn column) {
        Cell cell = row.cell(column.key());
        if (cell.isBlank()) {
            reject(row.number(), column, "为必填项");
        }
        return cell.isBlank() || cell.isBroken() ? null : cell.text();
    }

    private <E> E option(TableRow row, ImportColumn column, Function<String, Optional<E>> words) {
        String text = required(row, column);
        E value = text == null ? null : words.apply(text).orElse(null);
        if (text != null && value == null) {
            reject(row.number(), column, NationalWords.isSeveral(text) ? "写了几种，只能填一种：" + String.join("、", options(column))
                    : "不能是“" + text + "”，须为以下之一：" + String.join("、", options(column)));
        }
        return value;
    }

    /**
     * Checks that the household has one head and names its village. If a row has another error, a missing head or village is
     * not reported, since that error may hide it.
     */
    private void checkHeads(Draft household) {
        List<Person> heads = household.people.stream().filter(person -> person.relation() == Relation.HEAD).toList();
        if (heads.isEmpty() && !household.isFaulty()) {
            reject(household.row(), ImportColumn.RELATION, "这一户没有户主，每户须有且只有一名户主");
        }
        for (Person head : heads.subList(Math.min(1, heads.size()), heads.size())) {
            reject(head.row(), ImportColumn.RELATION, "这一户已有户主（第" + heads.get(0).row() + "行），每户只能有一名户主");
        }
        if (household.village() == null && !household.isFaulty()) {
            reject(household.row(), ImportColumn.VILLAGE, "为必填项，填在户主一行");
        }
    }
}
