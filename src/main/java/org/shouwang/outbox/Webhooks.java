package org.shouwang.outbox;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The subscriptions of other systems, which administrators manage. */
@Service
public class Webhooks {

    private static final int SECRET_BYTES = 32;
    private static final String SECRET_PREFIX = "whsec_";
    private static final String NONE = "没有这个订阅";

    private final JdbcClient jdbc;
    private final EventTypes types;
    private final WebhookTargets targets;
    private final Regions regions;
    private final PersonalData cipher;
    private final CurrentUsers users;
    private final Acts acts;
    private final AdjustableClock clock;
    private final WebhookDeliverer deliverer;

    Webhooks(JdbcClient jdbc, EventTypes types, WebhookTargets targets, Regions regions, PersonalData cipher, CurrentUsers users,
             Acts acts, AdjustableClock clock, WebhookDeliverer deliverer) {
        this.deliverer = deliverer;
        this.jdbc = jdbc;
        this.types = types;
        this.targets = targets;
        this.regions = regions;
        this.cipher = cipher;
        this.users = users;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * A subscription that was just made.
     *
     * @param id     the subscription's id
     * @param secret the key of its signatures; it is never shown again
     */
    public record Made(long id, String secret) {
    }

    /**
     * What came of a trial.
     *
     * @param arrived whether the receiver has taken it
     * @param result  the status of the answer, or why there was none
     */
    public record Trial(boolean arrived, String result) {
    }

    /**
     * Refuses all users but administrators.
     *
     * @throws ForbiddenException if the user is not an administrator
     */
    public void requireRight() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("事件推送由系统管理员管理");
        }
    }

    /**
     * @return the subscriptions that have not ended, oldest first
     * @throws ForbiddenException if the user is not an administrator
     */
    public List<Subscription> list() {
        requireRight();
        return jdbc.sql("""
                        select s.*,
                            (select count(*) from shouwang.webhook_delivery d where d.subscription_id = s.id and d.status = 'PENDING') as waiting,
                            (select count(*) from shouwang.webhook_delivery d where d.subscription_id = s.id and d.status = 'DEAD') as dead,
                            (select max(d.last_attempt_at) from shouwang.webhook_delivery d where d.subscription_id = s.id and d.status = 'DELIVERED') as last_delivered
                        from shouwang.webhook_subscription s where s.active order by s.id
                        """)
                .query(this::toSubscription).list();
    }

    /**
     * Makes a subscription. It gets the events that happen from now on.
     *
     * @param url        the address to which events are sent
     * @param codes      the codes of the event types, at least one
     * @param countyCode the code of the county whose cases the system is told of, 6 digits; null for the whole city
     * @return the subscription with its secret
     * @throws ForbiddenException    if the user is not an administrator
     * @throws InvalidInputException if the address is not allowed, or a type or the county does not exist
     * @throws ConflictException     if there is a subscription for this address and county
     */
    @Transactional
    public Made subscribe(String url, List<String> codes, String countyCode) {
        requireRight();
        String target = checked(url, codes, countyCode);
        String secret = SECRET_PREFIX + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(KeyGenerators.secureRandom(SECRET_BYTES).generateKey());
        long next = jdbc.sql("select nextval(pg_get_serial_sequence('shouwang.webhook_subscription', 'id'))").query(Long.class).single();
        Optional<Long> id = jdbc.sql("""
                        insert into shouwang.webhook_subscription (id, url, secret_cipher, event_types, county_code, made_by, made_at)
                        overriding system value values (:id, :url, :secret, :types, :county, :user, :now) on conflict do nothing returning id
                        """)
                .param("id", next).param("url", target).param("secret", cipher.encrypt(secret, EncryptedColumn.WEBHOOK_SECRET.at(next)))
                .param("types", codes.stream().distinct().toArray(String[]::new)).param("county", countyCode)
                .param("user", users.get().id()).param("now", Timestamp.from(clock.instant()))
                .query(Long.class).optional();
        acts.add(Act.Kind.WEBHOOK, users.get().id(), id.map(String::valueOf)
                .orElseThrow(() -> new ConflictException("该地址已经订阅，请先停用原来的订阅")), "MADE", "");
        return new Made(id.get(), secret);
    }

    private String checked(String url, List<String> codes, String countyCode) {
        List<FieldError> errors = new ArrayList<>();
        String target = null;
        try {
            target = targets.check(url).toString();
        } catch (InvalidInputException e) {
            errors.addAll(e.errors());
        }
        if (codes.isEmpty()) {
            errors.add(new FieldError("eventTypes", "事件", "至少选择一种"));
        } else if (!codes.stream().map(types::find).allMatch(Optional::isPresent)) {
            errors.add(new FieldError("eventTypes", "事件", "中有不存在的种类"));
        }
        if (countyCode != null && (!countyCode.matches("\\d{6}") || regions.find(countyCode)
                .filter(region -> region.level() == RegionLevel.COUNTY).isEmpty())) {
            errors.add(new FieldError("countyCode", "范围", "没有这个县"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInputException(errors);
        }
        return target;
    }

    /**
     * Ends a subscription. Nothing more is sent, not even the deliveries that are waiting.
     *
     * @param id the subscription's id
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such subscription or it has ended
     */
    @Transactional
    public void end(long id) {
        requireRight();
        if (jdbc.sql("update shouwang.webhook_subscription set active = false where id = ? and active").param(id).update() == 0) {
            throw new NotFoundException(NONE);
        }
        acts.add(Act.Kind.WEBHOOK, users.get().id(), String.valueOf(id), "ENDED", "");
    }

    /**
     * Stops sending to a subscription until it goes on. Events that happen meanwhile wait and are sent then.
     *
     * @param id     the subscription's id
     * @param paused whether to stop, or else to go on
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such subscription or it has ended
     */
    @Transactional
    public void pause(long id, boolean paused) {
        requireRight();
        if (jdbc.sql("update shouwang.webhook_subscription set paused = ? where id = ? and active").params(paused, id).update() == 0) {
            throw new NotFoundException(NONE);
        }
        acts.add(Act.Kind.WEBHOOK, users.get().id(), String.valueOf(id), paused ? "PAUSED" : "RESUMED", "");
    }

    /**
     * Sends a signed event of the type {@code test} to a subscription at once and waits for the answer.
     *
     * @param id the subscription's id
     * @return what came of it
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such subscription or it has ended
     */
    public Trial test(long id) {
        requireRight();
        Trial trial = jdbc.sql("select url, secret_cipher from shouwang.webhook_subscription where id = ? and active").param(id)
                .query((row, index) -> deliverer.test(id, row.getString("url"), row.getString("secret_cipher"))).optional()
                .orElseThrow(() -> new NotFoundException(NONE));
        acts.add(Act.Kind.WEBHOOK, users.get().id(), String.valueOf(id), "TESTED", trial.result());
        return trial;
    }

    /**
     * Returns deliveries that have failed so far, whether they will be tried again or were given up, newest first.
     *
     * @param cursor the cursor from the page before; null or blank for the first page
     * @param limit  the most deliveries of the page
     * @return a page of deliveries
     * @throws ForbiddenException if the user is not an administrator
     */
    public Page<FailedDelivery> failed(String cursor, int limit) {
        requireRight();
        PageRequest asked = PageRequest.of(cursor, limit);
        List<FailedDelivery> found = jdbc.sql("""
                        select d.id, d.event_id, e.type, d.case_no, s.url, d.attempts, d.last_result, d.last_attempt_at,
                               case when d.status = 'PENDING' then d.next_attempt_at end as next_attempt_at
                        from shouwang.webhook_delivery d
                        join shouwang.outbox_event e on e.id = d.event_id
                        join shouwang.webhook_subscription s on s.id = d.subscription_id
                        where d.status in ('PENDING', 'DEAD') and (d.last_result is not null or d.attempts > 1)
                          and s.active and d.id < :before
                        order by d.id desc limit :limit
                        """)
                .param("before", asked.before()).param("limit", asked.rows())
                .query(this::toFailed).list();
        return asked.page(found, FailedDelivery::id);
    }

    /**
     * Tries a delivery that was given up anew, with all its attempts.
     *
     * @param deliveryId the delivery's id
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such delivery that was given up
     */
    @Transactional
    public void resend(long deliveryId) {
        requireRight();
        int changed = jdbc.sql("""
                        update shouwang.webhook_delivery set status = 'PENDING', attempts = 0, last_result = null, next_attempt_at = ?
                        where id = ? and status = 'DEAD'
                        """)
                .params(Timestamp.from(clock.instant()), deliveryId).update();
        if (changed == 0) {
            throw new NotFoundException("没有这条已停止重试的推送");
        }
        acts.add(Act.Kind.WEBHOOK, users.get().id(), String.valueOf(deliveryId), "RESENT", "");
    }

    private Subscription toSubscription(ResultSet row, int index) throws SQLException {
        Array codes = row.getArray("event_types");
        return new Subscription(row.getLong("id"), row.getString("url"),
                Arrays.stream((String[]) codes.getArray()).map(code -> types.find(code).orElseThrow()).toList(),
                row.getString("county_code"), row.getString("made_by"), Rows.instant(row, "made_at"),
                row.getLong("waiting"), row.getLong("dead"), Rows.instant(row, "last_delivered"), row.getBoolean("paused"));
    }

    private FailedDelivery toFailed(ResultSet row, int index) throws SQLException {
        return new FailedDelivery(row.getLong("id"), row.getLong("event_id"),
                types.find(row.getString("type")).orElseThrow(), row.getString("case_no"), row.getString("url"),
                row.getInt("attempts"), row.getString("last_result"), Rows.instant(row, "last_attempt_at"),
                Rows.instant(row, "next_attempt_at"));
    }
}
