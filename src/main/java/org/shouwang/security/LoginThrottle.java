package org.shouwang.security;

import java.sql.Timestamp;
import java.time.Instant;
import org.shouwang.shared.AdjustableClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts failed logins of one user from one address, for all nodes together. Other users there and the same user
 * elsewhere are not touched.
 */
@Component
class LoginThrottle {

    private static final int MAX_TEXT = 64;

    private final JdbcClient jdbc;
    private final AdjustableClock clock;
    private final SecurityProperties properties;

    LoginThrottle(JdbcClient jdbc, AdjustableClock clock, SecurityProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    /**
     * Counts an attempt as failed until {@link #succeeded} says otherwise.
     *
     * @return whether the password may be looked at
     */
    boolean admit(String userId, String address) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into shouwang.login_failure as f (user_id, address, failures, counted_until)
                        values (:user, :address, 1, :until)
                        on conflict (user_id, address) do update
                        set failures = case when f.counted_until <= :now then 1 else f.failures + 1 end,
                            counted_until = :until
                        where f.counted_until <= :now or f.failures < :most
                        """)
                .param("user", text(userId)).param("address", text(address)).param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(properties.failureWindow()))).param("most", properties.maxFailures())
                .update() == 1;
    }

    /** Forgets the failures of a user who has given the right password. */
    void succeeded(String userId, String address) {
        jdbc.sql("delete from shouwang.login_failure where user_id = ? and address = ?")
                .params(text(userId), text(address)).update();
    }

    /** Forgets what does not count any more, so that made-up names do not fill the table. */
    void clear() {
        jdbc.sql("delete from shouwang.login_failure where counted_until <= ?").param(Timestamp.from(clock.instant()))
                .update();
    }

    private static String text(String typed) {
        String text = typed.replace("\u0000", "");
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
