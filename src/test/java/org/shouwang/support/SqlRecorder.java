package org.shouwang.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.jdk.JdkJdbcProxyFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A source of connections that writes down the SQL statements of a thread that asks for it, and leaves all others alone. */
public final class SqlRecorder extends DelegatingDataSource {

    private static final Pattern OF_THE_ENGINE = Pattern.compile("\\bact_[a-z]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern INSERT = Pattern.compile("\\s*insert", Pattern.CASE_INSENSITIVE);
    private static final ThreadLocal<Recording> RECORDING = new ThreadLocal<>();

    private final ProxyConfig config = ProxyConfig.Builder.create().queryListener(new Statements()).methodListener(new Commits()).build();

    /**
     * @param connections the source of the connections
     */
    public SqlRecorder(DataSource connections) {
        super(connections);
    }

    /**
     * A statement that was sent to the database. A batch of updates is as many statements as it has rows. The driver makes of a batch of
     * inserts statements of 1, 2, 4, 8 … rows, as few as possible.
     *
     * @param sql         the statement
     * @param parameters  its parameters as texts
     * @param transaction the number of its transaction within the recording
     */
    public record Sent(String sql, List<String> parameters, int transaction) {

        /** Tells whether it reads or writes a table of the engine. */
        public boolean isOfTheEngine() {
            return OF_THE_ENGINE.matcher(sql).find();
        }
    }

    /**
     * What a piece of work sent to the database.
     *
     * @param statements the statements in their order
     * @param trips      how often the work waited for the database to carry out statements; a batch is one trip
     * @param commits    how many transactions that sent a statement ended well
     */
    public record Recorded(List<Sent> statements, int trips, int commits) {

        /** Returns the statements that were sent before with the same parameters in the same transaction. */
        public List<Sent> repeated() {
            Set<Sent> before = new HashSet<>();
            return statements.stream().filter(statement -> !before.add(statement)).toList();
        }
    }

    private static final class Recording {

        private final List<Sent> statements = new ArrayList<>();
        private int trips;
        private int transactions;
        private int commits;
    }

    /**
     * Runs work on this thread and writes down its statements. Connections that the thread already has are not seen.
     *
     * @param work the work
     * @return what it sent to the database
     */
    public static Recorded record(Runnable work) {
        Recording recording = new Recording();
        RECORDING.set(recording);
        try {
            work.run();
        } finally {
            RECORDING.remove();
        }
        return new Recorded(recording.statements, recording.trips, recording.commits);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        if (RECORDING.get() == null) {
            return connection;
        }
        ConnectionInfo info = new ConnectionInfo();
        info.setDataSourceName("");
        return new JdkJdbcProxyFactory().createConnection(connection, info, config);
    }

    private static final class Statements implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            // Only what was carried out counts.
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            Recording recording = RECORDING.get();
            recording.trips++;
            for (QueryInfo query : queries) {
                List<List<String>> rows = query.getParametersList().stream().map(Statements::texts).toList();
                if (execution.isBatch() && INSERT.matcher(query.getQuery()).lookingAt()) {
                    for (int from = 0; from < rows.size(); from += Integer.highestOneBit(rows.size() - from)) {
                        List<List<String>> together = rows.subList(from, from + Integer.highestOneBit(rows.size() - from));
                        recording.statements.add(new Sent(query.getQuery(), together.stream().flatMap(List::stream).toList(), recording.transactions));
                    }
                } else {
                    rows.forEach(row -> recording.statements.add(new Sent(query.getQuery(), row, recording.transactions)));
                }
            }
        }

        private static List<String> texts(List<ParameterSetOperation> parameters) {
            return parameters.stream().map(set -> Arrays.deepToString(Arrays.copyOf(set.getArgs(), Math.min(2, set.getArgs().length)))).toList();
        }
    }

    private static final class Commits implements MethodExecutionListener {

        @Override
        public void beforeMethod(MethodExecutionContext context) {
            // Only what was carried out counts.
        }

        @Override
        public void afterMethod(MethodExecutionContext context) {
            String method = context.getMethod().getName();
            if (context.getTarget() instanceof Connection && (method.equals("commit") || method.equals("rollback"))) {
                Recording recording = RECORDING.get();
                boolean empty = recording.statements.stream().noneMatch(statement -> statement.transaction() == recording.transactions);
                recording.commits += method.equals("commit") && !empty ? 1 : 0;
                recording.transactions++;
            }
        }
    }
}
