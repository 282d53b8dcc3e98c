package org.shouwang.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the database works on one thing before it gives it up by itself, whatever has become of whoever asked. Zero is no limit.
 *
 * @param statement         for one statement
 * @param lock              for one lock that somebody else holds
 * @param idleInTransaction for a transaction in which nothing is asked
 * @param longWork          for each of these in work that is known to take long, by its name
 */
@ConfigurationProperties("shouwang.database")
public record DatabaseLimits(@DefaultValue("30s") Duration statement, @DefaultValue("10s") Duration lock,
                             @DefaultValue("60s") Duration idleInTransaction, @DefaultValue Map<LongWork.Kind, Duration> longWork) {

    /** What a user is told whose request reached one of them. */
    public static final String TOLD = "这次操作等得太久，已经停止，没有保存：可能有人正在办理同一件事，或者系统正忙。请先看看是否已经办好，再稍后重试。";
    /** In how many seconds it may be tried again. */
    public static final int RETRY_AFTER_SECONDS = 5;

    /** A statement was given up, a lock was waited for in vain, a transaction was ended since nothing was asked. */
    private static final Set<String> REACHED = Set.of("57014", "55P03", "25P03");
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLimits.class);
    private static final Duration LISTENING_LONGER = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** So often the server looks during a statement whether the node is still there. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(10);

    /**
     * @param failure what went wrong
     * @return whether it is that the database reached one of these limits, here or in one of its causes
     */
    public static boolean isReached(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && REACHED.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param connection a connection outside any transaction; keeps to these limits from now on
     * @param listening  after so long a silence this side gives the connection up, zero for never; the database gives a statement
     *                   up before that, so that it never works on for nobody
     * @throws SQLException if the database refuses
     */
    public void hold(Connection connection, Duration listening) throws SQLException {
        Duration longest = listening.minus(LISTENING_LONGER);
        boolean shorter = !listening.isZero() && (statement.isZero() || statement.compareTo(longest) > 0);
        Duration kept = !shorter ? statement : longest.compareTo(SHORTEST) < 0 ? SHORTEST : longest;
        try (Statement set = connection.createStatement()) {
            set.execute("set statement_timeout = " + kept.toMillis() + "; set lock_timeout = " + lock.toMillis()
                    + "; set idle_in_transaction_session_timeout = " + idleInTransaction.toMillis());
        }
        try (Statement set = connection.createStatement()) {
            set.execute("set client_connection_check_interval = " + CHECK_INTERVAL.toMillis());
        } catch (SQLException e) {
            LOG.debug("This server does not notice by itself that nobody listens any more", e);
        }
    }

    Duration of(LongWork.Kind work) {
        return longWork.getOrDefault(work, LONG);
    }
}
