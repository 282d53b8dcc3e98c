package org.shouwang.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.shouwang.shared.AdjustableClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down the guessing of passwords, for all nodes together, and locks nobody out. After some failures of one user from one
 * address, or of one address with any names, the next password is checked after five seconds only, later after ten and at most
 * after a minute. A browser in which the user has signed in before is counted by itself. The failures of each address and
 * minute are kept as one count.
 */
@Component
class LoginThrottle {

    private static final int MAX_TEXT = 64;
    private static final int NETWORK_BYTES = 8;
    private static final String NAMES_KEPT = "10";
    /**
     * The seconds until the next try: five, and twice as many after each further portion of failures. Two statements use it.
     */
    private static final String DELAY = "least(60, 5 * power(2, f.failures / :free - 1)) * interval '1 second'";

    private final JdbcClient jdbc;
    private final AdjustableClock clock;
    private final SecurityProperties properties;
    private final TransactionTemplate transactions;
    private final Acts acts;

    LoginThrottle(JdbcClient jdbc, AdjustableClock clock, SecurityProperties properties, TransactionTemplate transactions, Acts acts) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
        this.transactions = transactions;
        this.acts = acts;
    }

    /**
     * A subject for which failures are counted: a user at an address, an address, or a browser.
     *
     * @param free the number of failures after which the next tries have to wait
     */
    private record Subject(String name, int free) {
    }

    /**
     * Counts an attempt as failed until {@link #succeeded} corrects the count.
     *
     * @param device the browser's id if the user has signed in there before; otherwise null
     * @return how long the password may not be checked yet; zero if it may be checked now
     */
    Duration admit(String userId, String address, String device) {
        Instant now = clock.instant();
        Duration wait = transactions.execute(status -> {
            for (Subject subject : subjects(userId, address, device)) {
                if (!isAdmitted(subject, now)) {
                    status.setRollbackOnly();
                    return rest(subject, now);
                }
            }
            return Duration.ZERO;
        });
        return Optional.ofNullable(wait).orElse(Duration.ZERO);
    }

    private boolean isAdmitted(Subject subject, Instant now) {
        return jdbc.sql("""
                        insert into shouwang.login_attempt as f (subject, failures, last_at, counted_until)
                        values (:subject, 1, :now, :until)
                        on conflict (subject) do update
                        set failures = case when f.counted_until <= :now then 1 else f.failures + 1 end,
                            last_at = :now, counted_until = case when f.counted_until <= :now then :until else f.counted_until end
                        where f.counted_until <= :now or f.failures < :free or f.last_at + %s <= :now
                        """.formatted(DELAY))
                .param("subject", subject.name()).param("now", Timestamp.from(now)).param("free", subject.free())
                .param("until", Timestamp.from(now.plus(properties.failureWindow()))).update() == 1;
    }

    private Duration rest(Subject subject, Instant now) {
        Instant next = jdbc.sql("select f.last_at + %s from shouwang.login_attempt f where f.subject = :subject".formatted(DELAY))
                .param("subject", subject.name()).param("free", subject.free()).query(Timestamp.class).single().toInstant();
        return Duration.ofSeconds(Math.max(1, Duration.between(now, next).plusMillis(999).toSeconds()));
    }

    /**
     * Forgets the failures of a user who has given the right password. Those of other names still count against the address.
     */
    void succeeded(String userId, String address, String device) {
        List<Subject> subjects = subjects(userId, address, device);
        jdbc.sql("delete from shouwang.login_attempt where subject = ?").param(subjects.get(0).name()).update();
        if (device == null) {
            jdbc.sql("update shouwang.login_attempt set failures = greatest(failures - 1, 0) where subject = ?")
                    .param(subjects.get(1).name()).update();
        }
    }

    /**
     * Puts a wrong password on record: the first of an address and minute at once and with its name; the later ones are only
     * counted.
     */
    void failed(String userId, String address) {
        String name = text(userId);
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        int failures = jdbc.sql("""
                        insert into shouwang.login_failure_count as c (address, minute, failures, names)
                        values (:address, :minute, 1, array[:name])
                        on conflict (address, minute) do update set failures = c.failures + 1,
                            names = case when :name = any (c.names) or cardinality(c.names) >= %s then c.names else c.names || :name end
                        returning failures
                        """.formatted(NAMES_KEPT))
                .param("address", network(address)).param("minute", Timestamp.from(minute)).param("name", name)
                .query(Integer.class).single();
        if (failures == 1) {
            acts.add(Act.Kind.LOGIN_FAILED, name, "账号", Act.REFUSED, "", address);
        }
    }

    /** Puts on record how many passwords were wrong in each past minute, and deletes the counts that are no longer needed. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void sum() {
        Instant now = clock.instant();
        transactions.executeWithoutResult(status -> jdbc.sql("""
                        update shouwang.login_failure_count set told = true
                        where not told and minute < ? returning address, failures, array_to_string(names, '、') as names
                        """)
                .param(Timestamp.from(now.minus(1, ChronoUnit.MINUTES)))
                .query((row, index) -> {
                    if (row.getInt("failures") > 1) {
                        acts.add(Act.Kind.LOGIN_FAILED, "", "账号", Act.REFUSED, "一分钟内共" + row.getInt("failures")
                                + "次，用户名：" + row.getString("names"), row.getString("address"));
                    }
                    return row.getInt("failures");
                }).list());
        jdbc.sql("delete from shouwang.login_failure_count where told and minute < ?")
                .param(Timestamp.from(now.minus(properties.failuresKept()))).update();
        jdbc.sql("delete from shouwang.login_attempt where counted_until <= ?").param(Timestamp.from(now)).update();
    }

    private List<Subject> subjects(String userId, String address, String device) {
        return device != null ? List.of(new Subject("device:" + device, properties.maxFailuresOfAddress()))
                : List.of(new Subject("user:" + text(userId) + "@" + network(address), properties.maxFailures()),
                        new Subject("address:" + network(address), properties.maxFailuresOfAddress()));
    }

    /**
     * Returns the network of an IPv6 address, since whoever has one address of it can use all of them; other addresses stay as
     * they are.
     */
    private static String network(String address) {
        if (!address.contains(":")) {
            return text(address);
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            Arrays.fill(bytes, Math.min(NETWORK_BYTES, bytes.length), bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return text(address);
        }
    }

    private static String text(String typed) {
        String text = typed.replace("\u0000", "");
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
