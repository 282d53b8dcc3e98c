package org.shouwang.outbox;

import java.sql.Timestamp;
import java.util.Map;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.JsonBodies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores events for other systems in the transaction in which they happen. */
@Service
public class Outbox {

    private final JdbcClient jdbc;
    private final EventTypes types;
    private final JsonBodies json;
    private final AdjustableClock clock;

    Outbox(JdbcClient jdbc, EventTypes types, JsonBodies json, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.types = types;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Stores an event and a delivery for each subscription to it. Nothing is sent before the caller's transaction is
     * committed.
     *
     * @param type       the code of an {@link EventType}
     * @param caseNo     the number of the case
     * @param countyCode the code of the case's county, 6 digits
     * @param payload    the data, which are sent as JSON: ids, days, codes of regions and states only, no personal data
     * @throws IllegalArgumentException if there is no such type, which is a fault of the program
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String type, String caseNo, String countyCode, Map<String, ?> payload) {
        if (types.find(type).isEmpty()) {
            throw new IllegalArgumentException("No event type " + type);
        }
        jdbc.sql("""
                        with event as (
                            insert into shouwang.outbox_event (type, case_no, county_code, payload, occurred_at)
                            values (:type, :caseNo, :county, :payload, :now) returning id)
                        insert into shouwang.webhook_delivery (event_id, subscription_id, case_no, next_attempt_at)
                        select event.id, s.id, :caseNo, :now from event, shouwang.webhook_subscription s
                        where s.active and :type = any(s.event_types) and (s.county_code is null or s.county_code = :county)
                        """)
                .param("type", type).param("caseNo", caseNo).param("county", countyCode)
                .param("payload", json.write(payload)).param("now", Timestamp.from(clock.instant())).update();
    }
}
