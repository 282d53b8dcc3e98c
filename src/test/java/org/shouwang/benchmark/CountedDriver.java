package org.shouwang.benchmark;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;

/**
 * The driver of PostgreSQL, which counts the statements and commits of this process. A batch counts once for each of its rows,
 * and a statement outside a transaction is a commit too. It needs nothing of the product, since all engines of
 * {@link FlowBenchmark} use it.
 */
public final class CountedDriver implements Driver {

    private static final String PREFIX = "jdbc:counted:";
    private static final LongAdder STATEMENTS = new LongAdder();
    private static final LongAdder COMMITS = new LongAdder();
    private static final ThreadLocal<List<Sent>> RECORDING = new ThreadLocal<>();

    static {
        try {
            DriverManager.registerDriver(new CountedDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Driver driver = new org.postgresql.Driver();

    /**
     * @param url an address of the driver of PostgreSQL
     * @return the address with which this driver is used instead
     */
    public static String url(String url) {
        return url.replaceFirst("^jdbc:", PREFIX);
    }

    static long statements() {
        return STATEMENTS.sum();
    }

    static long commits() {
        return COMMITS.sum();
    }

    /** Begins to keep the prepared statements that the calling thread carries out. */
    static void record() {
        RECORDING.set(new ArrayList<>());
    }

    /** Ends to keep statements and returns those of the calling thread in their order. */
    static List<Sent> recorded() {
        List<Sent> sent = RECORDING.get();
        RECORDING.remove();
        return sent;
    }

    /**
     * A statement that was carried out.
     *
     * @param sql        the statement
     * @param parameters the calls that set its parameters
     */
    record Sent(String sql, List<Parameter> parameters) {
    }

    /**
     * A call that sets a parameter of a prepared statement.
     *
     * @param setter    the method
     * @param arguments its arguments: the parameter's place and value, and perhaps its type
     */
    record Parameter(Method setter, List<Object> arguments) {
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        return acceptsURL(url) ? counted(Connection.class, driver.connect(own(url), properties), null, null) : null;
    }

    private static <T> T counted(Class<T> type, T target, Connection of, String sql) {
        int[] batch = new int[1];
        List<Parameter> parameters = new ArrayList<>();
        return type.cast(Proxy.newProxyInstance(CountedDriver.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            Object result = call(target, method, arguments);
            switch (method.getName()) {
                case "commit" -> COMMITS.increment();
                case "prepareStatement" -> {
                    return counted(PreparedStatement.class, (PreparedStatement) result, (Connection) target, (String) arguments[0]);
                }
                case "createStatement" -> {
                    return counted(Statement.class, (Statement) result, (Connection) target, null);
                }
                case "addBatch" -> {
                    batch[0]++;
                    keep(sql, parameters);
                }
                case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> {
                    count(1, of);
                    keep(sql, parameters);
                }
                case "executeBatch", "executeLargeBatch" -> {
                    count(batch[0], of);
                    batch[0] = 0;
                }
                default -> {
                    if (sql != null && method.getName().startsWith("set") && RECORDING.get() != null && arguments.length > 1) {
                        parameters.add(new Parameter(method, Arrays.asList(arguments)));
                    }
                }
            }
            return result;
        }));
    }

    private static void keep(String sql, List<Parameter> parameters) {
        if (sql != null && RECORDING.get() != null) {
            RECORDING.get().add(new Sent(sql, List.copyOf(parameters)));
            parameters.clear();
        }
    }

    private static void count(int statements, Connection of) throws SQLException {
        STATEMENTS.add(statements);
        if (of.getAutoCommit()) {
            COMMITS.increment();
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String own(String url) {
        return "jdbc:" + url.substring(PREFIX.length());
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return url.startsWith(PREFIX) && driver.acceptsURL(own(url));
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return driver.getPropertyInfo(own(url), properties);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.postgresql");
    }
}
