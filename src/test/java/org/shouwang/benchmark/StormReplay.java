package org.shouwang.benchmark;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.shouwang.benchmark.CountedDriver.Parameter;
import org.shouwang.benchmark.CountedDriver.Sent;

/** The statements of one timer of the product, sent again for copies of its case by nothing but the driver: what the database alone takes for them. */
final class StormReplay {

    private final List<Sent> statements;
    private final String caseNo;
    private final String url;
    private final Set<String> ids = new HashSet<>();
    private final Map<Long, Integer> numbers = new HashMap<>();

    /**
     * @param statements the statements of one timer
     * @param caseNo     the number of its case
     * @param url        the address of the database
     */
    StormReplay(List<Sent> statements, String caseNo, String url) {
        this.statements = statements;
        this.caseNo = caseNo;
        this.url = url;
        try (Connection connection = DriverManager.getConnection(url);
             ResultSet known = connection.createStatement().executeQuery(PlantedCases.IDS_OF_THE_TEMPLATE)) {
            while (known.next()) {
                ids.add(known.getString(1));
            }
            try (ResultSet limits = connection.createStatement().executeQuery("select id, row_number() over (order by id) from benchmark.deadline")) {
                while (limits.next()) {
                    numbers.put(limits.getLong(1), limits.getInt(2) - 1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int size() {
        return statements.size();
    }

    /** Sends the statements for the copies with these numbers, and returns how long that took, in nanoseconds. */
    String run(int threads, int from, int to) {
        AtomicInteger next = new AtomicInteger(from);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            List<Future<Void>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                done.add(workers.submit((Callable<Void>) () -> send(next, to)));
            }
            for (Future<Void> each : done) {
                each.get();
            }
            return String.valueOf(System.nanoTime() - start);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            workers.shutdown();
        }
    }

    private Void send(AtomicInteger next, int to) throws SQLException, ReflectiveOperationException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            List<PreparedStatement> prepared = new ArrayList<>();
            for (Sent statement : statements) {
                prepared.add(connection.prepareStatement(statement.sql()));
            }
            for (int copy = next.getAndIncrement(); copy < to; copy = next.getAndIncrement()) {
                Map<String, String> made = new HashMap<>();
                for (int i = 0; i < prepared.size(); i++) {
                    for (Parameter parameter : statements.get(i).parameters()) {
                        Object[] arguments = parameter.arguments().toArray();
                        arguments[1] = of(copy, arguments[1], made);
                        parameter.setter().invoke(prepared.get(i), arguments);
                    }
                    if (prepared.get(i).execute()) {
                        try (ResultSet rows = prepared.get(i).getResultSet()) {
                            while (rows.next()) {
                                rows.getObject(1);
                            }
                        }
                    }
                }
                connection.commit();
            }
        }
        return null;
    }

    /** Returns a parameter's value for a copy. Ids that the engine made for the timer are made anew. */
    private Object of(int copy, Object value, Map<String, String> made) {
        if (value instanceof Long number && numbers.containsKey(number)) {
            return PlantedCases.limit(copy, numbers.get(number), numbers.size());
        }
        if (!(value instanceof String text)) {
            return value;
        }
        if (text.equals(caseNo)) {
            return PlantedCases.caseNo(copy);
        }
        if (ids.contains(text)) {
            return PlantedCases.id(text, copy);
        }
        return text.matches(".*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") && !text.startsWith("monitoring-identification:")
                ? made.computeIfAbsent(text, key -> key.substring(0, key.length() - 36) + UUID.nameUUIDFromBytes(
                        (key + copy).getBytes(StandardCharsets.UTF_8))) : value;
    }
}
