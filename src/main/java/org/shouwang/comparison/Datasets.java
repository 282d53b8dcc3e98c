package org.shouwang.comparison;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.LongWork;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.shouwang.table.Amounts;
import org.shouwang.table.Cell;
import org.shouwang.table.CellError;
import org.shouwang.table.Days;
import org.shouwang.table.IdNumberCells;
import org.shouwang.table.LeftOut;
import org.shouwang.table.Table;
import org.shouwang.table.TableColumn;
import org.shouwang.table.TableRow;
import org.shouwang.table.TableShape;
import org.shouwang.table.Tables;
import org.shouwang.table.Uploads;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Imports the departments' data sets: the whole file or nothing of it. */
@Service
public class Datasets {

    /** The earliest day that a data set may be of. */
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final String AS_OF = "asOf";
    private static final int BATCH = 1000;
    private static final int MAX_VALUE = 200;
    private static final Set<String> NUMBERS = Set.of("value", "area", "amount");
    private static final Pattern LIKE_AMOUNT = Pattern.compile(".*(金额|费用?|自付|自费|支出|价值?|价格|面积|额)([(（].*[)）])?");
    private static final Pattern AREA_UNIT = Pattern.compile("(㎡|[mM][2²]|平方米|平米)$");
    private static final String ID_NUMBER = "idNumber";
    private static final String MAX_ROWS = "IMPORT_ROWS_DATA_SETS";
    /** The limit below which every amount (yuan) and area (square metres) has to be. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Acts acts;
    private final PersonalData personal;
    private final AdjustableClock clock;
    private final TransactionOperations transactions;
    private final LongWork longWork;
    private final Uploads uploads;
    private final PolicyParameters parameters;

    Datasets(JdbcClient jdbc, JdbcTemplate template, Acts acts, PersonalData personal,
             AdjustableClock clock, TransactionOperations transactions, LongWork longWork, Uploads uploads,
             PolicyParameters parameters) {
        this.uploads = uploads;
        this.parameters = parameters;
        this.transactions = transactions;
        this.longWork = longWork;
        this.jdbc = jdbc;
        this.template = template;
        this.acts = acts;
        this.personal = personal;
        this.clock = clock;
    }

    /**
     * A data set that was imported.
     *
     * @param kind       the kind's name in addresses
     * @param title      the kind's name in Chinese
     * @param countyCode the code of the county for which the data are; null for the whole city
     * @param asOf       the day of the data
     * @param rowCount   the number of rows
     */
    public record Loaded(String kind, String title, String countyCode, LocalDate asOf, int rowCount) {
    }

    /**
     * The result of an import.
     *
     * @param kind       the kind's name in addresses
     * @param title      the kind's name in Chinese
     * @param countyCode the code of the county for which the data are; null for the whole city
     * @param asOf       the day of the data
     * @param rowCount   the number of rows
     * @param leftOut    the columns, rows and sheets of the file that were not taken as data
     */
    public record Taken(String kind, String title, String countyCode, LocalDate asOf, int rowCount, List<LeftOut> leftOut) {
    }

    private record Row(String idHash, String detail) {
    }

    /**
     * Imports a file. Older files of the same kind stay on record; the one with the latest {@code asOf} is used.
     *
     * @param kind       the kind of data
     * @param countyCode the code of the county for which the data are; null for the whole city
     * @param asOf       the day of the data; null if the file has a column {@code asOf}
     * @param file       a table with {@code idNumber} and the kind's columns; null if no file was sent
     * @param userId     the id of the user who imports it
     * @return the result
     * @throws org.shouwang.shared.InvalidInputException if the file or the day is wrong; it names the wrong rows, and nothing
     *     is stored
     */
    public Taken load(DatasetKind kind, String countyCode, LocalDate asOf, byte[] file, String userId) {
        return uploads.oneByOne(file, () -> take(kind, countyCode, asOf, file, userId));
    }

    private Taken take(DatasetKind kind, String countyCode, LocalDate asOf, byte[] file, String userId) {
        FieldErrors errors = new FieldErrors();
        List<Row> rows = new ArrayList<>();
        Set<LocalDate> days = new LinkedHashSet<>();
        Table table = Tables.read(file, shape(kind, parameters.number(MAX_ROWS, clock.today())));
        requireAmounts(kind, table, errors);
        read(kind, table, rows, days, errors);
        LocalDate day = asOf != null ? asOf : days.size() == 1 ? days.iterator().next() : null;
        if (asOf != null && days.stream().anyMatch(each -> !each.equals(asOf))) {
            errors.add("asOf", "数据日期", "填写的是 " + asOf + "，但文件的“数据日期”一列另有日期，请核对，只用其中一个");
        } else if (day == null) {
            errors.add("asOf", "数据日期", "为必填项，且整个文件只能有一个，格式为 yyyy-MM-dd");
        } else if (day.isAfter(clock.today()) || day.isBefore(EARLIEST)) {
            errors.add("asOf", "数据日期", "须在" + EARLIEST + "至今天之间");
        }
        errors.throwIfAny();
        transactions.executeWithoutResult(status -> store(kind, countyCode, day, rows, userId));
        return new Taken(kind.key(), kind.title(), countyCode, day, rows.size(), table.leftOut());
    }

    private void store(DatasetKind kind, String countyCode, LocalDate day, List<Row> rows, String userId) {
        longWork.begin(LongWork.Kind.IMPORT);
        long id = jdbc.sql("""
                        insert into shouwang.comparison_dataset (kind, county_code, as_of, row_count, hash_key, loaded_by, loaded_at)
                        values (?, ?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(kind.name(), countyCode, day, rows.size(), personal.fingerprintKeyId(), userId, Timestamp.from(clock.instant()))
                .query(Long.class).single();
        template.batchUpdate("insert into shouwang.comparison_dataset_row (dataset_id, id_hash, detail) values (?, ?, ?)",
                rows, BATCH, (statement, row) -> {
                    statement.setLong(1, id);
                    statement.setString(2, row.idHash());
                    statement.setString(3, row.detail());
                });
        acts.add(Act.Kind.IMPORT, userId, kind.key(), "DONE", kind.title() + "，数据日期 " + day + "，" + rows.size() + "行");
    }

    /**
     * Returns the latest data sets of each kind: that of the county and that of the whole city.
     *
     * @param countyCode the code of a county; null for those of all counties
     */
    public List<Loaded> latest(String countyCode) {
        return jdbc.sql("""
                        select distinct on (kind, county_code) kind, county_code, as_of, row_count
                        from shouwang.comparison_dataset
                        where cast(:county as varchar) is null or county_code = :county or county_code is null
                        order by kind, county_code, as_of desc, id desc
                        """)
                .param("county", countyCode)
                .query((row, index) -> {
                    DatasetKind kind = DatasetKind.valueOf(row.getString("kind"));
                    return new Loaded(kind.key(), kind.title(), row.getString("county_code"),
                            Rows.day(row, "as_of"), row.getInt("row_count"));
                })
                .list();
    }

    /**
     * A data set with who has imported it and when.
     *
     * @param id         the data set's id
     * @param title      the kind's name in Chinese
     * @param countyCode the code of the county for which the data are; null for the whole city
     * @param asOf       the day of the data
     * @param rowCount   the number of rows
     * @param loadedBy   the id of the user who has imported it
     * @param loadedAt   the time of the import
     * @param used       whether comparisons use it, since there is no later one of the same kind and place
     */
    public record Recorded(long id, String title, String countyCode, LocalDate asOf, int rowCount, String loadedBy, Instant loadedAt,
                           boolean used) {
    }

    /**
     * Lists the data sets that were imported, newest import first.
     *
     * @param countyCode the code of a county, for its own and those of the whole city; null for those of all counties
     * @param asked      the page
     */
    public Page<Recorded> recorded(String countyCode, PageRequest asked) {
        List<Recorded> found = jdbc.sql("""
                        select d.*, not exists (select 1 from shouwang.comparison_dataset l where l.kind = d.kind
                            and l.county_code is not distinct from d.county_code and (l.as_of, l.id) > (d.as_of, d.id)) as used
                        from shouwang.comparison_dataset d
                        where (cast(:county as varchar) is null or county_code = :county or county_code is null) and d.id < :before
                        order by d.id desc limit :limit
                        """)
                .param("county", countyCode).param("before", asked.before()).param("limit", asked.rows())
                .query((row, index) -> new Recorded(row.getLong("id"), DatasetKind.valueOf(row.getString("kind")).title(),
                        row.getString("county_code"), Rows.day(row, "as_of"), row.getInt("row_count"), row.getString("loaded_by"),
                        Rows.instant(row, "loaded_at"), row.getBoolean("used"))).list();
        return asked.page(found, Recorded::id);
    }

    private static TableShape shape(DatasetKind kind, int maxRows) {
        List<TableColumn> columns = new ArrayList<>(List.of(
                new TableColumn(ID_NUMBER, "身份证号", List.of("身份证号码", "公民身份号码", "证件号码", "证件号", "身份证"), true, true),
                new TableColumn(AS_OF, "数据日期", List.of(), false, false)));
        kind.columns().forEach((key, title) ->
                columns.add(new TableColumn(key, title, List.of(title.replaceFirst("（.*）", "")), false, false,
                        NUMBERS.contains(key) ? title.replaceFirst(".*（(.*)）", "$1") : null)));
        return new TableShape(columns, maxRows, MAX_VALUE);
    }

    private void read(DatasetKind kind, Table table, List<Row> rows, Set<LocalDate> days, FieldErrors errors) {
        Map<Long, CellError> unreadable = new HashMap<>();
        List<CellError> wrongRows = new ArrayList<>();
        table.errors().forEach(error -> unreadable.putIfAbsent(error.row(), error));
        IdNumberCells idNumbers = IdNumberCells.of(table, ID_NUMBER);
        for (TableRow row : table.rows()) {
            Map<String, String> details = new LinkedHashMap<>();
            CellError wrong = row.isFaulty() ? unreadable.getOrDefault(row.number(), wrong(table, row, ID_NUMBER, "所在的行有误"))
                    : wrongValue(kind, table, row, idNumbers, details);
            if (wrong != null) {
                wrongRows.add(wrong);
            }
            if (wrong != null || !table.has(ID_NUMBER)) {
                continue;
            }
            Days.exact(row.cell(AS_OF)).ifPresent(days::add);
            rows.add(new Row(personal.fingerprint(IdNumber.normalised(row.text(ID_NUMBER))), detail(details)));
        }
        table.requireColumns(errors, wrongRows);
        wrongRows.forEach(wrong -> errors.addCell(wrong.row(), wrong.column(), wrong.message()));
        errors.throwIfAny();
    }

    /** Refuses a column that is most likely the amount under another name, so that it is not ignored as an unknown column. */
    private static void requireAmounts(DatasetKind kind, Table table, FieldErrors wrong) {
        kind.columns().forEach((key, title) -> {
            if (NUMBERS.contains(key) && !table.has(key)) {
                table.leftOut().stream().map(LeftOut::column).filter(column -> column != null && LIKE_AMOUNT.matcher(column).matches()).forEach(column ->
                        wrong.add(key, "“" + column + "”", "不是这张表的列；如果就是" + title + "，请把列名改为“" + title.replaceFirst("（.*）", "")
                                + "”，如果不是，请删去这一列"));
            }
        });
    }

    /**
     * Tells what is wrong with the values of a row; null if nothing is. Days may not be in the future, amounts are numbers
     * from zero. The values are collected in {@code details} by their Chinese names.
     */
    private CellError wrongValue(DatasetKind kind, Table table, TableRow row, IdNumberCells idNumbers, Map<String, String> details) {
        String wrongNumber = !table.has(ID_NUMBER) ? null : row.cell(ID_NUMBER).isBlank() ? "为必填项" : idNumbers.problem(row, clock.today());
        if (wrongNumber != null) {
            return wrong(table, row, ID_NUMBER, wrongNumber);
        }
        for (Map.Entry<String, String> column : kind.columns().entrySet()) {
            Cell cell = row.cell(column.getKey());
            if (cell.isBlank() || NUMBERS.contains(column.getKey()) && Amounts.isNone(cell.text())) {
                continue;
            }
            String text = cell.text().replaceAll("\\s+", " ");
            String problem = Texts.problem(text, false);
            if (problem != null) {
                return wrong(table, row, column.getKey(), problem);
            }
            if (column.getKey().endsWith("On")) {
                Optional<LocalDate> day = Days.exact(cell).filter(each -> !each.isAfter(clock.today()));
                if (day.isEmpty()) {
                    return wrong(table, row, column.getKey(), "须为不晚于今天的日期，如 2026-01-31");
                }
                if (table.has(ID_NUMBER) && day.get().isBefore(IdNumber.bornOn(row.text(ID_NUMBER)))) {
                    return wrong(table, row, column.getKey(), "早于这个人的出生日期，请核对");
                }
                text = day.get().toString();
            } else if (NUMBERS.contains(column.getKey())) {
                if (cell.merged()) {
                    return wrong(table, row, column.getKey(), "合并了单元格，每行须各填各的，请取消合并后分别填写");
                }
                Optional<BigDecimal> number = Amounts.parse(column.getKey().equals("area") ? AREA_UNIT.matcher(text).replaceFirst("") : text).filter(each -> each.signum() >= 0 && each.compareTo(MOST) < 0);
                if (number.isEmpty()) {
                    return wrong(table, row, column.getKey(), "须为不小于0的数字");
                }
                text = Decimals.plain(number.get());
            }
            details.put(column.getValue(), text);
        }
        boolean pastDay = Days.exact(row.cell(AS_OF)).filter(day -> !day.isAfter(clock.today())).isPresent();
        return row.cell(AS_OF).isBlank() || pastDay ? null : wrong(table, row, AS_OF, "须为不晚于今天的日期，如 2026-01-31");
    }

    private static CellError wrong(Table table, TableRow row, String key, String message) {
        return new CellError(row.number(), table.headers().get(key), message);
    }

    private static String detail(Map<String, String> details) {
        List<String> texts = details.entrySet().stream().map(entry -> entry.getKey() + "：" + entry.getValue()).toList();
        return texts.isEmpty() ? "有登记" : String.join("，", texts);
    }
}
