package org.shouwang.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.shouwang.support.Shouwang;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Copies, by SQL, the open cases of households that came in by the door, in every table in which they have rows. A block is one copy of
 * all of them, in one of the city's villages; the first block is in the village of the templates. The copies have ids, numbers and
 * fingerprints of their own, as the program would have given them. What is encrypted is copied as it is, so only
 * {@link OpenHouseholds#seal} makes it readable.
 */
final class PlantedHouseholds {

    /** Selects the tables that may hold rows of cases: not those of which only sums count, nor those that have a row for each day. */
    private static final String TABLES = """
            select schemaname || '.' || tablename from pg_tables
            where schemaname in ('public', 'shouwang') and tablename not in ('deadline_count_change', 'deadline_count', 'deadline_standing')
                and not exists (select from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                    where c.conrelid = (schemaname || '.' || tablename)::regclass and c.contype = 'p' and a.atttypid = 'date'::regtype)
            order by 1""";
    /** Selects the sequences that have given numbers to cases, households and notices. */
    private static final String NUMBERS = "select sequencename from pg_sequences where schemaname = 'shouwang' and sequencename like '%_number_seq' "
            + "and last_value is not null";
    /** Selects something of the indexes of a table that no constraint needs. */
    private static final String INDEXES = "select %s from pg_indexes where schemaname || '.' || tablename = '%s' and not exists (select from pg_constraint "
            + "where conindid = (schemaname || '.' || indexname)::regclass)";
    /** Columns of the engine's tables that name definitions, which all cases share. */
    private static final Set<String> SHARED = Set.of("proc_def_id_", "process_def_id_", "job_def_id_", "deployment_id_");
    private static final String COUNTED = "select region_code, rule, measure, day, sum(amount)::bigint as amount from (select * from shouwang.deadline_count "
            + "union all select * from shouwang.deadline_count_change) c group by 1, 2, 3, 4 having sum(amount) <> 0";
    private static final int THREADS = 2;

    private final BenchmarkServer server;
    private final String database;
    private final long transaction;
    private final Map<String, Map<String, Long>> before;
    private final Map<String, String> copies = new LinkedHashMap<>();
    private final Map<String, Long> spans = new TreeMap<>();
    private int planted;

    /**
     * Looks at what is there before the templates come in.
     *
     * @param server   the server
     * @param database the name of the product's database
     */
    PlantedHouseholds(BenchmarkServer server, String database) throws SQLException {
        this.server = server;
        this.database = database;
        this.transaction = Long.parseLong(one("select pg_current_xact_id()::text"));
        this.before = values();
    }

    /** Returns an SQL expression for the fingerprint of a copy. */
    static String fingerprint(String template, String block) {
        return "encode(sha256((" + template + "::text || " + block + ")::bytea), 'hex')";
    }

    /** Returns the tables and columns of the templates that hold fingerprints of people. */
    static List<String[]> fingerprints(JdbcClient database) {
        return database.sql("select table_name, column_name from information_schema.columns where table_schema = 'benchmark' and column_name like '%id_hash'")
                .query((row, number) -> new String[] {row.getString(1), row.getString(2)}).list();
    }

    /** Returns the number of the case in the first block that is a copy of a template. */
    static String firstCopy(String template) {
        return template.substring(0, template.length() - 6) + "0001" + template.substring(template.length() - 2);
    }

    /** Returns how many values each column of each table has, and in the column {@code *} how many rows. Tables that hold none of cases are left out. */
    Map<String, Map<String, Long>> values() throws SQLException {
        Map<String, Map<String, Long>> values = new TreeMap<>();
        for (String table : column(TABLES)) {
            List<String> columns = columns(table, "true");
            Map<String, Long> counts = new LinkedHashMap<>();
            try (Connection connection = server.connect(database); Statement statement = connection.createStatement();
                 ResultSet row = statement.executeQuery("select count(*) as \"*\"" + columns.stream().map(name -> ", count(" + name + ") as " + name)
                         .collect(Collectors.joining()) + " from " + table)) {
                row.next();
                for (int i = 1; i <= columns.size() + 1; i++) {
                    counts.put(row.getMetaData().getColumnName(i), row.getLong(i));
                }
            }
            values.put(table, counts);
        }
        return values;
    }

    /** Returns by how much the numbers of rows and values of each table have grown. Tables that have not are left out. */
    static Map<String, Map<String, Long>> growth(Map<String, Map<String, Long>> before, Map<String, Map<String, Long>> after) {
        Map<String, Map<String, Long>> growth = new TreeMap<>();
        after.forEach((table, counts) -> {
            Map<String, Long> grown = new LinkedHashMap<>(counts);
            grown.replaceAll((column, count) -> count - before.get(table).get(column));
            if (grown.values().stream().anyMatch(count -> count != 0)) {
                growth.put(table, grown);
            }
        });
        return growth;
    }

    /**
     * Keeps the rows that came in since the beginning as templates.
     *
     * @return the number of rows of the templates
     */
    int keep() throws SQLException {
        Map<String, Map<String, Long>> grown = growth(before, values());
        grown.values().removeIf(counts -> counts.get("*") == 0);
        server.run(database, "create schema benchmark", "create table benchmark.deadline_count_change as " + COUNTED, """
                create table benchmark.village as select code, left(code, 9) as township, left(code, 6) as county,
                    row_number() over (order by code <> '%s', md5(code)) - 1 as place, count(*) over () as many
                from shouwang.region where level = 'VILLAGE'""".formatted(Shouwang.VILLAGE));
        for (String table : grown.keySet()) {
            server.run(database, "create table benchmark." + name(table) + " as select * from " + table + " where xmin::text::bigint >= " + transaction
                    + (name(table).equals("act_ru_job") ? " and process_instance_id_ is not null" : ""));
        }
        for (String table : grown.keySet()) {
            for (String id : column("select column_name from information_schema.columns where table_schema || '.' || table_name = '" + table
                    + "' and is_identity = 'YES'")) {
                // Ten times as much as the templates need, since they get more rows until they are in the register.
                spans.put(table + "." + id, (long) Math.pow(10, 1 + one("select max(" + id + ") from benchmark." + name(table)).length()));
            }
        }
        for (String table : grown.keySet()) {
            copies.put(table, copy(table));
        }
        String counts = "deadline_count_change";
        copies.put("shouwang." + counts, "insert into shouwang." + counts + " select " + region("s.region_code", 12)
                + ", s.rule, s.measure, s.day, sum(s.amount)" + from(counts) + " group by 1, 2, 3, 4");
        return grown.values().stream().mapToInt(counted -> counted.get("*").intValue()).sum();
    }

    /** Returns the statement that copies the templates of a table, with two places for the numbers of the first and the last block. */
    private String copy(String table) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        String node = one("select distinct right(id_, 18) from benchmark.act_ru_execution");
        for (String column : columns(table, "is_generated = 'NEVER'")) {
            values.put(column, value(table, column, node));
        }
        return "insert into " + table + " (" + String.join(", ", values.keySet()) + ") overriding system value select "
                + String.join(", ", values.values()) + from(name(table));
    }

    private static String from(String table) {
        return " from (select b as number, code, township, county, lpad(b::text, greatest(4, length(b::text)), '0') as digits, "
                + "lpad(to_hex(b), 12, '0') as node from generate_series(%1$d, %2$d) b join benchmark.village on place = (b - 1) %% many) v cross join benchmark."
                + table + " s";
    }

    private String value(String table, String column, String node) throws SQLException {
        String value = "s." + column;
        String type = one("select data_type from information_schema.columns where table_schema || '.' || table_name = '" + table
                + "' and column_name = '" + column + "'");
        Long span = spans.get(identity(table, column));
        if (span != null) {
            return value + " + v.number * " + span;
        }
        if (column.endsWith("id_hash")) {
            return fingerprint(value, "v.number");
        }
        if (!Set.of("character varying", "text", "jsonb", "character").contains(type) || SHARED.contains(column) || column.endsWith("_cipher")) {
            return value;
        }
        String text = type.equals("jsonb") ? value + "::text" : value;
        String all = one("select string_agg(distinct " + column + "::text, ' ') from benchmark." + name(table));
        String copied = text;
        if (all != null && all.contains(node)) {
            copied = "replace(" + copied + ", '" + node + "', '" + node.substring(0, 6) + "' || v.node)";
        }
        if (all != null && all.matches("(?s).*-" + Shouwang.COUNTY + "-(2026-)?0000\\d\\d.*")) {
            for (String number : List.of("-" + Shouwang.COUNTY + "-2026-", "-" + Shouwang.COUNTY + "-")) {
                copied = "replace(" + copied + ", '" + number + "0000', '" + number + "' || v.digits)";
            }
        }
        if (all != null && all.contains(Shouwang.COUNTY)) {
            copied = region(copied, all.contains(Shouwang.VILLAGE) ? 12 : all.contains(Shouwang.TOWNSHIP) ? 9 : 6);
        }
        return type.equals("jsonb") ? "(" + copied + ")::jsonb" : copied;
    }

    private static String region(String text, int digits) {
        String copied = digits < 12 ? text : "replace(" + text + ", '" + Shouwang.VILLAGE + "', v.code)";
        copied = digits < 9 ? copied : "replace(" + copied + ", '" + Shouwang.TOWNSHIP + "', v.township)";
        return "replace(" + copied + ", '" + Shouwang.COUNTY + "', v.county)";
    }

    /** Returns the identity column whose values a column has: itself, or what it refers to. */
    private String identity(String table, String column) throws SQLException {
        List<String> referred = column("""
                select c.confrelid::regclass::text || '.' || f.attname from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
                where c.contype = 'f' and cardinality(c.conkey) = 1 and c.conrelid = '%s'::regclass and a.attname = '%s'
                """.formatted(table, column));
        return referred.isEmpty() ? table + "." + column : referred.get(0);
    }

    /**
     * Plants blocks until there are so many.
     *
     * @param blocks the number of blocks that there shall be
     */
    void plant(int blocks) throws SQLException, InterruptedException {
        if (blocks > planted) {
            long first = nextNumber();
            long last = first + blocks - planted - 1;
            ExecutorService workers = Executors.newFixedThreadPool(THREADS);
            try {
                List<Callable<Void>> copying = new ArrayList<>();
                copies.forEach((table, copy) -> copying.add(() -> {
                    List<String> indexes = column(INDEXES.formatted("indexdef", table));
                    List<String> statements = new ArrayList<>(List.of("set session_replication_role = replica", "set synchronous_commit = off",
                            "set maintenance_work_mem = '1GB'"));
                    // To make an index of many rows takes less time than to put them into it one by one.
                    column(INDEXES.formatted("indexname", table)).forEach(index -> statements.add("drop index " + table.replaceFirst("[.].*", ".") + index));
                    // The copies keep the keys, so none has to be checked, and the rows that triggers would write are copied too.
                    statements.add(copy.formatted(first, last));
                    statements.addAll(indexes);
                    server.run(database, statements.toArray(String[]::new));
                    return null;
                }));
                for (Future<Void> copy : workers.invokeAll(copying)) {
                    copy.get();
                }
            } catch (ExecutionException e) {
                throw new SQLException(e.getCause());
            } finally {
                workers.shutdown();
            }
            planted = blocks;
            moveSequences(last);
        }
        server.run(database, "vacuum analyze", "checkpoint");
    }

    /** Returns the first number of a block whose ids and numbers the program has not yet given. */
    private long nextNumber() throws SQLException {
        List<String> given = new ArrayList<>();
        for (Map.Entry<String, Long> id : spans.entrySet()) {
            given.add("(select max(" + column(id) + ") / " + id.getValue() + " from " + table(id) + ")");
        }
        for (String sequence : column(NUMBERS)) {
            given.add("(select last_value / 100 from shouwang." + sequence + ")");
        }
        return 1 + Long.parseLong(one("select greatest(" + String.join(", ", given) + ")"));
    }

    /** Lets the program's numbers go on behind those of the copies. */
    private void moveSequences(long last) throws SQLException {
        for (Map.Entry<String, Long> id : spans.entrySet()) {
            one("select setval(pg_get_serial_sequence('" + table(id) + "', '" + column(id) + "'), (select max(" + column(id) + ") from " + table(id) + "))");
        }
        for (String sequence : column(NUMBERS)) {
            one("select setval('shouwang." + sequence + "', " + last + " * 100 + 99)");
        }
    }

    private static String table(Map.Entry<String, Long> id) {
        return id.getKey().substring(0, id.getKey().lastIndexOf('.'));
    }

    private static String column(Map.Entry<String, Long> id) {
        return id.getKey().substring(id.getKey().lastIndexOf('.') + 1);
    }

    /** Returns how many open limits are counted and how many there are. */
    String openLimits() throws SQLException {
        return one("select (select sum(amount) from (" + COUNTED + ") c where measure = 'OPEN' and length(region_code) = 6) || ' counted of ' "
                + "|| (select count(*) from shouwang.deadline where met_on is null and cancelled_on is null and not held)");
    }

    /** Returns the size of the database, in words. */
    String size() throws SQLException {
        return one("select pg_size_pretty(pg_database_size('" + database + "'))");
    }

    private static String name(String table) {
        return table.substring(table.indexOf('.') + 1);
    }

    private List<String> columns(String table, String condition) throws SQLException {
        return column("select column_name from information_schema.columns where table_schema || '.' || table_name = '" + table + "' and " + condition
                + " order by ordinal_position");
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = server.connect(database); ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private String one(String sql) throws SQLException {
        List<String> values = column(sql);
        if (values.size() != 1) {
            throw new IllegalStateException(values + " are not one value of " + sql);
        }
        return values.get(0);
    }
}
