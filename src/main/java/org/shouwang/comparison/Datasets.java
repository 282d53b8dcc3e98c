package org.shouwang.comparison;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.CsvUploads;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the departments' data sets in: the whole file or nothing of it. */
@Service
public class Datasets {

    private static final int MAX_ERRORS = 20;
    /** No data set of a department is older. */
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final String AS_OF = "asOf";
    private static final int BATCH = 1000;
    private static final int MAX_VALUE = 200;
    private static final Set<String> NUMBERS = Set.of("value", "area", "amount");
    private static final Set<String> ID_COLUMNS = Set.of("idNumber", "身份证号", "身份证号码", "公民身份号码");

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Acts acts;
    private final PersonalData personal;
    private final AdjustableClock clock;

    Datasets(JdbcClient jdbc, JdbcTemplate template, Acts acts, PersonalData personal,
             AdjustableClock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.acts = acts;
        this.personal = personal;
        this.clock = clock;
    }

    /**
     * A data set that was handed in.
     *
     * @param kind       the kind's name in addresses
     * @param title      the kind as people read it
     * @param countyCode the county it is for, null for the whole city
     * @param asOf       the day of which the data are
     * @param rowCount   how many rows it has
     */
    public record Loaded(String kind, String title, String countyCode, LocalDate asOf, int rowCount) {
    }

    private record Row(String idHash, String detail) {
    }

    /**
     * Takes a file in. An older file of the same kind stays on record; the latest {@code asOf} counts.
     *
     * @param kind       what the data are about
     * @param countyCode the county they are for, or null for the whole city
     * @param asOf       the day of which the data are, or null if the file has a column {@code asOf}
     * @param csv        the file, null for none: a header row with {@code idNumber} and the kind's columns, UTF-8
     * @param userId     the id of the user who hands it in
     * @return what was taken in
     * @throws org.shouwang.shared.InvalidInputException if anything is wrong; names the lines; nothing is stored
     */
    @Transactional
    public Loaded load(DatasetKind kind, String countyCode, LocalDate asOf, byte[] csv, String userId) {
        FieldErrors errors = new FieldErrors();
        List<Row> rows = new ArrayList<>();
        Set<LocalDate> days = new LinkedHashSet<>();
        read(kind, csv, rows, days, errors);
        LocalDate day = asOf != null ? asOf : days.size() == 1 ? days.iterator().next() : null;
        if (day == null) {
            errors.add("asOf", "数据日期", "为必填项，且整个文件只能有一个，格式为 yyyy-MM-dd");
        } else if (day.isAfter(clock.today()) || day.isBefore(EARLIEST)) {
            errors.add("asOf", "数据日期", "须在" + EARLIEST + "至今天之间");
        }
        errors.throwIfAny();
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
        return new Loaded(kind.key(), kind.title(), countyCode, day, rows.size());
    }

    /**
     * @param countyCode a county, or null for everything
     * @return the latest data set of each kind that counts for it
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
                    DatasetKind kind = DatasetKind.valueOf(row.getString(1));
                    return new Loaded(kind.key(), kind.title(), row.getString(2), row.getObject(3, LocalDate.class),
                            row.getInt(4));
                })
                .list();
    }

    private void read(DatasetKind kind, byte[] csv, List<Row> rows, Set<LocalDate> days, FieldErrors errors) {
        int[] found = {0};
        CsvUploads.read(csv, line -> {
            Map<String, String> fields = line.getFieldsAsMap();
            String idColumn = fields.keySet().stream().filter(ID_COLUMNS::contains).findFirst().orElse(null);
            if (!areKnown(kind, fields.keySet(), idColumn, errors)) {
                return false;
            }
            String wrong = wrongValue(kind, line, fields, fields.get(idColumn));
            if (wrong != null) {
                errors.add("line " + line.getStartingLineNumber(), "第" + line.getStartingLineNumber() + "行", wrong);
                return ++found[0] < MAX_ERRORS;
            }
            if (fields.containsKey(AS_OF)) {
                days.add(ChinaTime.parseDay(fields.get(AS_OF).strip()));
            }
            rows.add(new Row(personal.fingerprint(IdNumber.normalised(fields.get(idColumn).strip())), detail(kind, fields)));
            return true;
        });
        errors.throwIfAny();
        if (rows.isEmpty()) {
            throw new InvalidInputException("file", "文件", "没有数据行；第一行应为表头，其后每人一行");
        }
    }

    private static boolean areKnown(DatasetKind kind, Set<String> columns, String idColumn, FieldErrors errors) {
        String known = kind.key() + " 的列为 idNumber、" + String.join("、", kind.columns().keySet());
        if (idColumn == null) {
            // The others are not named: without a header they are somebody's data.
            errors.add("idNumber", "idNumber", "列缺失；" + known);
            return false;
        }
        List<String> unknown = columns.stream().filter(column -> !column.equals(idColumn) && !column.equals(AS_OF)
                && !kind.columns().containsKey(column) && !kind.columns().containsValue(column)).toList();
        unknown.forEach(column -> errors.add(column, column, "不是已知的列；" + known));
        return unknown.isEmpty();
    }

    /** What is wrong with the values of a line, or null: dates are dates not to come, amounts are numbers from zero. */
    private String wrongValue(DatasetKind kind, NamedCsvRecord line, Map<String, String> fields, String idNumber) {
        if (CsvUploads.unseenIn(line) != null) {
            return "的“" + CsvUploads.unseenIn(line) + "”" + Texts.UNSEEN;
        }
        if (fields.containsKey(AS_OF) && !isPastDay(fields.get(AS_OF).strip())) {
            return "的“asOf”须为不晚于今天的日期，格式为 yyyy-MM-dd";
        }
        for (Map.Entry<String, String> column : kind.columns().entrySet()) {
            String value = fields.getOrDefault(column.getKey(), fields.get(column.getValue()));
            if (value == null || value.isBlank()) {
                continue;
            }
            if (value.length() > MAX_VALUE) {
                return "的“" + column.getValue() + "”最多" + MAX_VALUE + "个字";
            }
            if (column.getKey().endsWith("On") && !isPastDay(value.strip())) {
                return "的“" + column.getValue() + "”须为不晚于今天的日期，格式为 yyyy-MM-dd";
            }
            if (NUMBERS.contains(column.getKey()) && !value.strip().matches("\\d{1,12}(\\.\\d+)?")) {
                return "的“" + column.getValue() + "”须为不小于0的数字";
            }
        }
        return IdNumber.isValid(idNumber.strip(), clock.today()) ? null : "的身份证号无效";
    }

    private boolean isPastDay(String text) {
        try {
            return !ChinaTime.parseDay(text).isAfter(clock.today());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String detail(DatasetKind kind, Map<String, String> fields) {
        Map<String, String> known = new LinkedHashMap<>();
        kind.columns().forEach((column, title) -> {
            String value = fields.getOrDefault(column, fields.get(title));
            if (value != null && !value.isBlank()) {
                known.put(title, value.strip());
            }
        });
        List<String> texts = known.entrySet().stream().map(entry -> entry.getKey() + "：" + entry.getValue()).toList();
        return texts.isEmpty() ? "有登记" : String.join("，", texts);
    }
}
