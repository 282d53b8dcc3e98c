package org.shouwang.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The deliveries in the database. Any number of nodes take deliveries without taking the same one. */
@Repository
class DeliveryQueue {

    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    DeliveryQueue(JdbcClient jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A delivery that is to be made now.
     *
     * @param id           the delivery's id
     * @param attempt      the number of this attempt; the first is 1
     * @param url          the receiver's address
     * @param subscriptionId the subscription's id
     * @param secretCipher the key of the signature, encrypted
     * @param eventId      the event's id
     * @param type         the code of the event's type
     * @param caseNo       the case's number
     * @param countyCode   the code of the case's county, 6 digits
     * @param payload      the event's data as JSON
     * @param occurredAt   the time of the event
     */
    record Due(long id, int attempt, String url, long subscriptionId, String secretCipher, long eventId, String type, String caseNo,
               String countyCode, String payload, Instant occurredAt) {
    }

    /**
     * Takes deliveries that are due. A receiver gets the events of one case one after another, oldest first.
     *
     * @param perReceiver the most deliveries for each receiver, so that a slow receiver does not keep the others waiting
     * @param lease       how long the deliveries are reserved; they are due again if no result is stored by then
     * @return the deliveries
     */
    List<Due> take(int perReceiver, Duration lease) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        with due as materialized (
                            select picked.id from shouwang.webhook_subscription s
                            cross join lateral (
                                select d.id from shouwang.webhook_delivery d
                                where d.subscription_id = s.id and d.status = 'PENDING' and d.next_attempt_at <= :now
                                  and not exists (
                                    select 1 from shouwang.webhook_delivery earlier
                                    where earlier.subscription_id = d.subscription_id and earlier.case_no = d.case_no
                                      and earlier.status = 'PENDING' and earlier.event_id < d.event_id)
                                order by d.next_attempt_at, d.event_id limit :perReceiver
                                for update of d skip locked) picked
                            where s.active and not s.paused)
                        update shouwang.webhook_delivery d
                        set attempts = d.attempts + 1, next_attempt_at = :until, last_attempt_at = :now, last_result = null
                        from due, shouwang.outbox_event e, shouwang.webhook_subscription s
                        where d.id = due.id and e.id = d.event_id and s.id = d.subscription_id
                        returning d.id, d.attempts, s.url, s.id as subscription_id, s.secret_cipher, e.id as event_id, e.type, e.case_no, e.county_code,
                            e.payload, e.occurred_at
                        """)
                .param("now", Timestamp.from(now)).param("until", Timestamp.from(now.plus(lease)))
                .param("perReceiver", perReceiver).query(DeliveryQueue::toDue).list();
    }

    void delivered(long id, String result) {
        jdbc.sql("update shouwang.webhook_delivery set status = 'DELIVERED', last_result = ? where id = ?")
                .params(result, id).update();
    }

    void failed(Due due, String result, Duration retryAfter) {
        jdbc.sql("""
                        update shouwang.webhook_delivery set last_result = ?, next_attempt_at = ?
                        where id = ? and status = 'PENDING' and attempts = ?
                        """)
                .params(result, Timestamp.from(clock.instant().plus(retryAfter)), due.id(), due.attempt()).update();
    }

    void givenUp(Due due, String result) {
        jdbc.sql("""
                        update shouwang.webhook_delivery set status = 'DEAD', last_result = ?
                        where id = ? and status = 'PENDING' and attempts = ?
                        """)
                .params(result, due.id(), due.attempt()).update();
    }

    /**
     * Deletes the open and given-up deliveries of ended subscriptions, and events older than some days that have no open
     * delivery.
     *
     * @param keepDays the number of days for which events are kept
     */
    @Transactional
    public void clean(int keepDays) {
        jdbc.sql("""
                        delete from shouwang.webhook_delivery d using shouwang.webhook_subscription s
                        where s.id = d.subscription_id and not s.active and d.status in ('PENDING', 'DEAD')
                        """).update();
        jdbc.sql("""
                        delete from shouwang.outbox_event e where e.occurred_at < ? and not exists (
                            select 1 from shouwang.webhook_delivery d where d.event_id = e.id and d.status = 'PENDING')
                        """)
                .param(Timestamp.from(clock.instant().minus(Duration.ofDays(keepDays)))).update();
    }

    private static Due toDue(ResultSet row, int index) throws SQLException {
        return new Due(row.getLong("id"), row.getInt("attempts"), row.getString("url"), row.getLong("subscription_id"), row.getString("secret_cipher"),
                row.getLong("event_id"), row.getString("type"), row.getString("case_no"), row.getString("county_code"),
                row.getString("payload"), Rows.instant(row, "occurred_at"));
    }
}
