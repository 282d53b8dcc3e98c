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
 * The time limits after which the database stops work by itself, even if the client is gone. Zero means no limit.
 *
 * @param statement         the limit of one statement
 * @param lock              the limit of the wait for one lock that another transaction holds
 * @param idleInTransaction the limit of a pause within a transaction
 * @param longWork          the limit that replaces each of these for a kind of work that is known to take long
 */
@ConfigurationProperties("shouwang.database")
public record DatabaseLimits(@DefaultValue("30s") Duration statement, @DefaultValue("10s") Duration lock,
                             @DefaultValue("60s") Duration idleInTransaction, @DefaultValue Map<LongWork.Kind, Duration> longWork) {

    /** The message to a user whose request has reached a limit. */
    public static final String TOLD = "这次操作等得太久，已经停止，没有保存：可能有人正在办理同一件事，或者系统正忙。请先看看是否已经办好，再稍后重试。";

    /**
     * The SQL states of these limits: a cancelled statement, a lock that was not free in time, a transaction ended for its
     * pause.
     */
    private static final Set<String> REACHED = Set.of("57014", "55P03", "25P03");
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLimits.class);
    private static final Duration LISTENING_LONGER = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** The interval at which the server checks during a statement whether the client is still connected. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(10);

    /** Tells whether a failure, or one of its causes, says that the database has reached one of these limits. */
    public static boolean isReached(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && REACHED.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Sets these limits for a connection. A statement's limit is made shorter than the connection's network timeout, so that
     * the database never works on for a client that has stopped listening.
     *
     * @param connection a connection outside any transaction
     * @param listening  how long this side waits for an answer before it gives the connection up; zero for ever
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
