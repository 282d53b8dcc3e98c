package org.shouwang.benchmark;

import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.support.Shouwang;

/**
 * The posts to which the open tasks belong: three users have a fixed number of tasks, scattered among those of other posts of
 * the same city. The tasks are the same for both engines and in every run.
 */
final class OpenTasks {

    /** The number of tasks of each of the three users, however many the other posts have. */
    static final Map<String, Integer> OWN = Map.of("village" + Shouwang.VILLAGE, 20,
            "township" + Shouwang.TOWNSHIP, 300, "county" + Shouwang.COUNTY, 1000);

    private static final int VILLAGES_PER_TOWNSHIP = 32;
    private static final int DAYS = 90;
    private static final int LARGEST = 200_000;
    /**
     * The tables that are copied from a case that the engine itself has started. Variables and jobs are left out, since no
     * list reads them.
     */
    private static final List<String> TABLES = List.of("act_ru_execution", "act_ru_task", "act_ru_identitylink",
            "act_ru_authorization");
    private static final Set<String> IDS = Set.of("id_", "proc_inst_id_", "root_proc_inst_id_", "parent_id_",
            "execution_id_", "task_id_", "resource_id_");
    private static final Map<String, String> CHANGED = Map.of(
            "business_key_", "'JC-' || t.tenant || '-2026-' || lpad(t.n::text, 6, '0')",
            "group_id_", "t.post", "tenant_id_", "t.tenant", "task_def_key_", "t.task_key", "name_", "t.name",
            "create_time_", "t.created", "follow_up_date_", "t.created + interval '12 days'",
            "due_date_", "t.created + interval '15 days'");

    private final List<String> townships;
    private final List<String> others = new ArrayList<>();

    /**
     * Distributes the tasks of the other posts at random.
     *
     * @param townships the codes of all townships
     */
    OpenTasks(List<String> townships) {
        this.townships = townships;
        List<String> villages = new ArrayList<>();
        for (String township : townships) {
            for (int i = 1; i <= VILLAGES_PER_TOWNSHIP; i++) {
                villages.add("village" + township + (200 + i));
            }
        }
        List<String> townshipPosts = townships.stream().map("township"::concat)
                .collect(Collectors.toCollection(ArrayList::new));
        List<String> countyPosts = townships.stream().map(code -> code.substring(0, 6)).distinct()
                .flatMap(code -> Stream.of("county" + code, "leader" + code))
                .collect(Collectors.toCollection(ArrayList::new));
        for (List<String> posts : List.of(villages, townshipPosts, countyPosts)) {
            posts.removeAll(OWN.keySet());
        }
        Random random = new Random(7);
        for (int i = 0; i < LARGEST; i++) {
            int tenth = random.nextInt(10);
            List<String> posts = tenth < 7 ? villages : tenth < 9 ? townshipPosts : countyPosts;
            others.add(posts.get(random.nextInt(posts.size())));
        }
    }

    String describe() {
        return ("%d townships with %d villages each; of the others' tasks 70 %% stand at villages, 20 %% at townships, "
                + "10 %% at counties").formatted(townships.size(), VILLAGES_PER_TOWNSHIP);
    }

    /**
     * Replaces the rows of a started case in the engine's tables by copies of it.
     *
     * @param size the number of copies
     */
    void fill(Connection connection, int size) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema benchmark");
            statement.execute("create table benchmark.open_task (n int primary key, post varchar, tenant varchar, "
                    + "task_key varchar, name varchar, created timestamp)");
            insertPosts(connection, size);
            statement.execute("analyze benchmark.open_task");
            for (String table : TABLES) {
                statement.execute("create table benchmark." + table + " as select * from " + table
                        + " where " + shapeCondition(table));
            }
            requireOneTask(statement);
            statement.execute("truncate act_ru_execution, act_ru_task, act_ru_identitylink cascade");
            statement.execute("delete from act_ru_authorization where resource_type_ = 7");
            statement.execute("set session_replication_role = replica"); // The copies keep the keys, so none has to be checked.
            for (String table : TABLES) {
                copy(statement, table);
            }
            statement.execute("drop schema benchmark cascade");
            statement.execute("vacuum analyze");
        }
    }

    private static String shapeCondition(String table) {
        String task = "(select id_ from act_ru_task where task_def_key_ = '" + VERIFY_HOUSEHOLD + "' order by id_ limit 1)";
        return switch (table) {
            case "act_ru_task" -> "id_ = " + task;
            case "act_ru_identitylink" -> "task_id_ = " + task;
            case "act_ru_authorization" -> "resource_type_ = 7 and resource_id_ = " + task;
            default -> "proc_inst_id_ = (select proc_inst_id_ from act_ru_task where id_ = " + task + ")";
        };
    }

    private static void requireOneTask(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select (select count(*) from benchmark.act_ru_task), "
                + "(select count(*) from benchmark.act_ru_identitylink where type_ = 'candidate')")) {
            row.next();
            if (row.getInt(1) != 1 || row.getInt(2) != 1) {
                throw new IllegalStateException("The engine made no task with one candidate group to copy");
            }
        }
    }

    private static void copy(Statement statement, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select column_name from information_schema.columns "
                + "where table_schema = 'benchmark' and table_name = '" + table + "' order by ordinal_position")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        String values = columns.stream().map(OpenTasks::value).collect(Collectors.joining(", "));
        statement.execute("insert into " + table + " (" + String.join(", ", columns) + ") select " + values
                + " from benchmark.open_task t cross join benchmark." + table + " s order by t.n");
    }

    private static String value(String column) {
        if (IDS.contains(column)) {
            return "md5(s." + column + " || t.n)::uuid::text";
        }
        return CHANGED.containsKey(column) ? CHANGED.get(column) : "s." + column;
    }

    private void insertPosts(Connection connection, int size) throws SQLException {
        List<String> posts = new ArrayList<>();
        new TreeMap<>(OWN).forEach((post, count) -> posts.addAll(Collections.nCopies(count, post)));
        posts.addAll(others.subList(0, size - posts.size()));
        Random random = new Random(size);
        Collections.shuffle(posts, random);
        Instant first = Instant.now().minusSeconds(DAYS * 86_400L);
        double step = DAYS * 86_400_000.0 / size;
        String[] keys = new String[size];
        String[] names = new String[size];
        String[] tenants = new String[size];
        Timestamp[] created = new Timestamp[size];
        for (int i = 0; i < size; i++) {
            String post = posts.get(i);
            boolean village = post.startsWith("village");
            boolean township = post.startsWith("township");
            keys[i] = village ? VERIFY_HOUSEHOLD : township ? REVIEW_AT_TOWNSHIP : CHECK_AT_COUNTY;
            names[i] = village ? "入户核实" : township ? "乡级审核" : "县级汇总审核";
            tenants[i] = post.replaceAll("\\D", "").substring(0, 6);
            created[i] = Timestamp.from(first.plusMillis((long) (i * step)));
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into benchmark.open_task "
                + "select u.n, u.post, u.tenant, u.task_key, u.name, u.created "
                + "from unnest(?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[], ?::timestamp[]) "
                + "with ordinality as u(post, tenant, task_key, name, created, n)")) {
            Object[][] arrays = {posts.toArray(), tenants, keys, names};
            for (int i = 0; i < arrays.length; i++) {
                insert.setArray(i + 1, connection.createArrayOf("varchar", arrays[i]));
            }
            insert.setArray(5, connection.createArrayOf("timestamp", created));
            insert.executeUpdate();
        }
    }
}
