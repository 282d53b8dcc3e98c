package org.shouwang.setup;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Watches whether the database answers, over a connection of its own, since those of the pool may all be in use or wait for a
 * server that is paused. A check takes a second at most. If the database is gone for some seconds, the requests that wait for
 * it are freed.
 */
@Component
class DatabaseWatch implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration LONGEST_ANSWER = Duration.ofMillis(1500);
    private static final String SECONDS_OF_A_LOOK = "1";
    private static final int LOOKS_IN_VAIN = 2;
    /** The longest pause of the database before the connections are cut. A long import or report survives a shorter pause. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final String url;
    private final Properties login = new Properties();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "database-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicReference<Connection> connection = new AtomicReference<>();
    private final AtomicInteger inVain = new AtomicInteger();
    private final PoolConnections pool;
    private final Duration patience;
    private final AtomicLong firstInVain = new AtomicLong();
    private final AtomicLong lastBegan = new AtomicLong(System.nanoTime());

    @Autowired
    DatabaseWatch(DataSource dataSource, PoolConnections connections) throws SQLException {
        this(dataSource.unwrap(HikariDataSource.class), connections);
    }

    private DatabaseWatch(HikariDataSource pool, PoolConnections connections) {
        this(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword(), connections, PATIENCE);
    }

    DatabaseWatch(String url, String user, String password, PoolConnections pool, Duration patience) {
        this.url = url;
        this.pool = pool;
        this.patience = patience;
        if (user != null) {
            login.put("user", user);
        }
        if (password != null) {
            login.put("password", password);
        }
        login.put("ApplicationName", "shouwang-watch");
        login.put("loginTimeout", SECONDS_OF_A_LOOK);
        login.put("connectTimeout", SECONDS_OF_A_LOOK);
        login.put("socketTimeout", SECONDS_OF_A_LOOK);
        looks.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * @return whether the database answers now; the answer comes within a second and a half
     */
    boolean answers() {
        return inVain.get() == 0 && looked();
    }

    /**
     * @return whether the database has failed to answer twice in a row; a new check is made only if it has failed once just
     *     now
     */
    boolean isGone() {
        if (inVain.get() == 1) {
            looked();
        }
        return inVain.get() >= LOOKS_IN_VAIN;
    }

    private boolean looked() {
        long asked = System.nanoTime();
        try {
            return looks.submit(() -> {
                // A caller who asked while the last check was waiting for its turn uses the result of that check.
                if (lastBegan.get() - asked < 0) {
                    look();
                }
                return inVain.get() == 0;
            }).get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | RejectedExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void look() {
        lastBegan.set(System.nanoTime());
        try (Statement statement = connected().createStatement()) {
            statement.execute("select 1");
            firstInVain.set(0);
            pool.whole();
            if (inVain.getAndSet(0) >= LOOKS_IN_VAIN) {
                LOG.info("The database answers again");
            }
        } catch (SQLException e) {
            disconnect();
            firstInVain.compareAndSet(0, lastBegan.get());
            if (inVain.incrementAndGet() == LOOKS_IN_VAIN) {
                LOG.warn("The database does not answer, so that every request is answered with 503: {}", e.getMessage());
            }
            if (inVain.get() >= LOOKS_IN_VAIN && System.nanoTime() - firstInVain.get() > patience.toNanos()) {
                pool.cut();
            }
        }
    }

    private Connection connected() throws SQLException {
        if (connection.get() == null) {
            connection.set(DriverManager.getConnection(url, login));
        }
        return connection.get();
    }

    private void disconnect() {
        Connection broken = connection.getAndSet(null);
        if (broken != null) {
            try {
                broken.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("A broken connection could not be closed", e);
            }
        }
    }

    @Override
    public void destroy() {
        looks.shutdownNow();
        disconnect();
    }
}
