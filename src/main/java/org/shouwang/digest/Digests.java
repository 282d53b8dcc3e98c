package org.shouwang.digest;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells each user once a day, however many nodes there are, how many tasks are due and overdue. The messages are written with
 * the day's row in one transaction; what leaves the product is sent afterwards, tried again if it fails, and holds up nothing.
 */
@Service
public class Digests {

    private static final Duration LEASE = Duration.ofMinutes(5);
    /** So few that they are sent before the lease ends, also if each takes as long as it may. */
    private static final int AT_ONCE = 20;

    private final JdbcClient jdbc;
    private final OpenWork work;
    private final Channels channels;
    private final DigestSender sender;
    private final Messages messages;
    private final TransactionOperations transactions;
    private final DigestProperties properties;
    private final AdjustableClock clock;

    Digests(JdbcClient jdbc, OpenWork work, Channels channels, DigestSender sender, Messages messages, TransactionOperations transactions,
            DigestProperties properties, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.channels = channels;
        this.sender = sender;
        this.messages = messages;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
    }

    private record Due(long id, long channelId, String receiver, int attempts) {
    }

    /**
     * @return the time of day from which on users are told, in Asia/Shanghai
     */
    public LocalTime at() {
        return properties.at();
    }

    /** Tells the users if today's hour has come and nobody has told them yet, and sends what is to be sent. */
    public void look() {
        if (!clock.instant().atZone(ChinaTime.ZONE).toLocalTime().isBefore(properties.at())) {
            transactions.executeWithoutResult(status -> tell());
        }
        sendDue();
    }

    private void tell() {
        int claimed = jdbc.sql("insert into shouwang.digest_day (day, told_at, users) values (?, ?, 0) on conflict do nothing")
                .params(clock.today(), Timestamp.from(clock.instant())).update();
        if (claimed == 0) {
            return;
        }
        List<Counts> users = work.ofUsers(null);
        users.forEach(each -> messages.sendInPlace(each.whose(), Message.Kind.DIGEST, each.line(),
                "待办里" + each.line() + "。请先办已超期和今天到期的。"));
        jdbc.sql("update shouwang.digest_day set users = ? where day = ?").params(users.size(), clock.today()).update();
        jdbc.sql("""
                        insert into shouwang.digest_delivery (day, channel_id, receiver, next_attempt_at)
                        select cast(:today as date), c.id, '', cast(:now as timestamptz) from shouwang.digest_channel c where c.active and c.kind <> 'MAIL'
                        union all
                        select cast(:today as date), c.id, u.id_, cast(:now as timestamptz) from shouwang.digest_channel c join public.act_id_user u on u.id_ = any(:users)
                            and u.email_ like '%_@_%' where c.active and c.kind = 'MAIL'
                        """)
                .param("today", clock.today()).param("now", Timestamp.from(clock.instant()))
                .param("users", users.stream().map(Counts::whose).toArray(String[]::new)).update();
    }

    private void sendDue() {
        Map<Long, DigestSender.Result> failing = new HashMap<>();
        for (List<Due> taken = take(); !taken.isEmpty(); taken = take()) {
            for (Due due : taken) {
                // A channel that cannot be used costs the others of the same channel no further waiting in this round.
                DigestSender.Result result = failing.containsKey(due.channelId()) ? failing.get(due.channelId()) : send(due);
                if (result.outcome() == DigestSender.Outcome.FAILED) {
                    failing.put(due.channelId(), result);
                }
                store(due, result);
            }
        }
    }

    private List<Due> take() {
        Instant now = clock.instant();
        return transactions.execute(status -> jdbc.sql("""
                        update shouwang.digest_delivery d set attempts = d.attempts + 1, last_attempt_at = :now, next_attempt_at = :until
                        where d.id in (select p.id from shouwang.digest_delivery p where p.status = 'PENDING' and p.next_attempt_at <= :now
                            order by p.next_attempt_at, p.id limit :most for update skip locked)
                        returning d.id, d.channel_id, d.receiver, d.attempts
                        """)
                .param("now", Timestamp.from(now)).param("until", Timestamp.from(now.plus(LEASE))).param("most", AT_ONCE)
                .query(Rows.as(Due.class)).list());
    }

    private DigestSender.Result send(Due due) {
        Channels.Open channel = channels.open(due.channelId());
        if (channel.kind() != ChannelKind.MAIL) {
            return sender.send(channel);
        }
        Optional<Counts> counts = work.ofUsers(channel.county()).stream().filter(each -> each.whose().equals(due.receiver())).findFirst();
        Optional<String> address = jdbc.sql("select email_ from public.act_id_user where id_ = ?").param(due.receiver()).query(String.class).optional();
        return counts.isPresent() && address.isPresent() ? sender.send(channel, address.get(), counts.get())
                : new DigestSender.Result(DigestSender.Outcome.ARRIVED, "已经没有要提醒的");
    }

    private void store(Due due, DigestSender.Result result) {
        boolean givenUp = !result.arrived() && due.attempts() >= properties.maxAttempts();
        jdbc.sql("update shouwang.digest_delivery set status = ?, last_result = left(?, 100), next_attempt_at = ? where id = ? and status = 'PENDING'")
                .params(result.arrived() ? "DELIVERED" : givenUp ? "DEAD" : "PENDING", result.text(),
                        Timestamp.from(clock.instant().plus(properties.firstRetryAfter().multipliedBy(1L << Math.min(due.attempts(), 10) - 1))), due.id())
                .update();
    }
}
