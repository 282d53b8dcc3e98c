package org.shouwang.benchmark;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Copies the one case of a database as often as a benchmark needs, by SQL: its rows in the engine's tables and, if it is the
 * product's, the case itself and its limits. A limit's warning is due in every copy; the sweeper has nothing to do with it.
 */
final class PlantedCases {

    private static final List<String> ENGINE = List.of("act_ru_execution", "act_ru_task", "act_ru_identitylink", "act_ru_variable",
            "act_ru_job", "act_hi_procinst", "act_hi_actinst", "act_hi_taskinst", "act_hi_varinst", "act_hi_identitylink");
    /** Selects all ids of the case's rows in the engine's tables. */
    static final String IDS_OF_THE_TEMPLATE = ENGINE.stream().map(table -> "select id_ from benchmark." + table)
            .collect(Collectors.joining(" union ")) + " union select act_inst_id_ from benchmark.act_ru_execution where act_inst_id_ is not null";

    private static final List<String> PRODUCT = List.of("case_file", "deadline");
    private static final Set<String> IDS = Set.of("id_", "proc_inst_id_", "root_proc_inst_id_", "process_instance_id_", "parent_id_",
            "execution_id_", "task_id_", "act_inst_id_", "parent_act_inst_id_", "var_scope_");
    private static final long FIRST_LIMIT = 1_000_000_000L;

    private PlantedCases() {
    }

    /** Returns the id of a copy's row. */
    static String id(String template, int copy) {
        try {
            BigInteger hash = new BigInteger(1, MessageDigest.getInstance("MD5").digest((template + copy).getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.shiftRight(Long.SIZE).longValue(), hash.longValue()).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the number of a copy's case. */
    static String caseNo(int copy) {
        return "JC-411081-2020-%07d".formatted(copy);
    }

    /** Returns the id of one of a copy's limits. */
    static long limit(int copy, int number, int each) {
        return FIRST_LIMIT + (long) copy * each + number;
    }

    /**
     * Keeps the rows of the only case as the template, with its warning due.
     *
     * @param warning the id of the activity of the timer that is due
     * @param product whether the case is the product's
     */
    static void keep(Connection connection, String warning, boolean product) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema benchmark");
            for (String table : ENGINE) {
                statement.execute("create table benchmark." + table + " as select * from public." + table
                        + (table.equals("act_ru_job") ? " where process_instance_id_ is not null" : ""));
            }
            String due = "duedate_ = localtimestamp - interval '1 hour' where handler_cfg_ like '" + warning + "%'";
            statement.execute("update benchmark.act_ru_job set " + due);
            if (product) {
                for (String table : PRODUCT) {
                    statement.execute("create table benchmark." + table + " as select * from shouwang." + table);
                }
                statement.execute("""
                        update benchmark.deadline set start_on = current_date - 12, due_on = current_date + 3, warn_at = now() - interval '2 hours',
                            escalate_on = null""");
            }
        }
    }

    /** Plants the copies with these numbers. The copies keep the keys, so none has to be checked. */
    static void plant(Connection connection, int from, int to, boolean product) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String table : ENGINE) {
                copy(statement, "public", table, from, to);
            }
            if (product) {
                for (String table : PRODUCT) {
                    copy(statement, "shouwang", table, from, to);
                }
            }
            statement.execute("set session_replication_role = origin");
            statement.execute("vacuum analyze");
        }
    }

    private static void copy(Statement statement, String schema, String table, int from, int to) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select column_name from information_schema.columns where table_schema = '" + schema
                + "' and table_name = '" + table + "' and is_generated = 'NEVER' order by ordinal_position")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        statement.execute("insert into " + schema + "." + table + " (" + String.join(", ", columns) + ") overriding system value select "
                + columns.stream().map(PlantedCases::value).collect(Collectors.joining(", ")) + " from generate_series(" + from + ", " + (to - 1)
                + ") n cross join (select *, row_number() over () - 1 as place, count(*) over () as many from benchmark." + table + ") s");
    }

    private static String value(String column) {
        String caseNo = "'JC-411081-2020-' || lpad(n::text, 7, '0')";
        return switch (column) {
            case "business_key_", "case_no" -> caseNo;
            case "text_" -> "case when s.name_ = 'caseNo' then " + caseNo + " else s.text_ end";
            case "id" -> FIRST_LIMIT + " + n * s.many + s.place";
            default -> IDS.contains(column) ? "md5(s." + column + " || n)::uuid::text" : "s." + column;
        };
    }
}
