package org.shouwang.digest;

import java.net.URI;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shouwang.outbox.HttpPosts;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The channels of the daily counts, which administrators set up. Addresses and keys are stored encrypted. */
@Service
public class Channels {

    private static final int MAX_NAME = 50;
    private static final int MAX_SECRET = 200;
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;]{1,64}@[A-Za-z0-9.-]{1,190}");

    private final JdbcClient jdbc;
    private final PersonalData cipher;
    private final HttpPosts posts;
    private final DigestSender sender;
    private final Regions regions;
    private final CurrentUsers users;
    private final Acts acts;
    private final AdjustableClock clock;

    Channels(JdbcClient jdbc, PersonalData cipher, HttpPosts posts, DigestSender sender, Regions regions, CurrentUsers users, Acts acts,
             AdjustableClock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.posts = posts;
        this.sender = sender;
        this.regions = regions;
        this.users = users;
        this.acts = acts;
        this.clock = clock;
    }

    /** A channel with its address and its key in the clear. */
    record Open(long id, ChannelKind kind, String county, String target, String secret) {
    }

    /**
     * Refuses all users but administrators.
     *
     * @throws ForbiddenException if the user is not an administrator
     */
    public void requireAdministrator() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("提醒渠道由系统管理员管理");
        }
    }

    /**
     * @return the channels that have not ended, oldest first
     * @throws ForbiddenException if the user is not an administrator
     */
    public List<Channel> list() {
        requireAdministrator();
        return jdbc.sql("""
                        select c.*, d.last_result, d.last_attempt_at from shouwang.digest_channel c
                        left join lateral (select * from shouwang.digest_delivery d where d.channel_id = c.id and d.last_attempt_at is not null
                            order by d.last_attempt_at desc limit 1) d on true
                        where c.active order by c.id
                        """)
                .query((row, index) -> new Channel(row.getLong("id"), ChannelKind.valueOf(row.getString("kind")), row.getString("name"),
                        row.getString("county_code"), host(open(row.getLong("id"))), row.getString("last_result"),
                        Rows.instant(row, "last_attempt_at"))).list();
    }

    private static String host(Open channel) {
        return channel.kind() == ChannelKind.MAIL ? channel.target() : URI.create(channel.target()).getHost();
    }

    /**
     * Adds a channel.
     *
     * @param kind   the name of a {@link ChannelKind} as it was chosen
     * @param name   what the administrator calls it
     * @param county the code of the county whose tasks are counted; empty for all
     * @param target the address of the receiver, or the sender's address of mail
     * @param secret the key with which the receiver checks signatures; empty for none
     * @throws ForbiddenException    if the user is not an administrator
     * @throws InvalidInputException if a field is wrong
     */
    @Transactional
    public void add(String kind, String name, String county, String target, String secret) {
        requireAdministrator();
        FieldErrors errors = new FieldErrors();
        Optional<ChannelKind> wanted = Arrays.stream(ChannelKind.values()).filter(each -> each.name().equals(kind)).findFirst();
        if (wanted.isEmpty()) {
            errors.add("kind", "渠道", "请选择");
        }
        String called = Texts.required(errors, name, "name", "名称", MAX_NAME);
        if (!county.isEmpty() && regions.find(county).map(Region::level).filter(RegionLevel.COUNTY::equals).isEmpty()) {
            errors.add("county", "范围", "没有这个县");
        }
        wanted.ifPresent(each -> check(each, target.strip(), errors));
        if (secret.length() > MAX_SECRET || !Texts.isClean(secret, false)) {
            errors.add("secret", "加签密钥", "最多" + MAX_SECRET + "个字符，不能含有看不见的字符");
        }
        if (wanted.filter(ChannelKind.MAIL::equals).isPresent() && !sender.canMail()) {
            errors.add("kind", "渠道", "还不能发邮件：请运维人员先设置发信服务器 SPRING_MAIL_HOST");
        }
        errors.throwIfAny();
        long id = jdbc.sql("select nextval(pg_get_serial_sequence('shouwang.digest_channel', 'id'))").query(Long.class).single();
        jdbc.sql("""
                        insert into shouwang.digest_channel (id, kind, name, county_code, target_cipher, secret_cipher, made_by, made_at)
                        overriding system value values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(id, wanted.get().name(), called, county.isEmpty() ? null : county,
                        cipher.encrypt(target.strip(), EncryptedColumn.DIGEST_TARGET.at(id + "/target")),
                        cipher.encrypt(secret.strip(), EncryptedColumn.DIGEST_SECRET.at(id + "/secret")), users.get().id(),
                        Timestamp.from(clock.instant())).update();
        acts.add(Act.Kind.WEBHOOK, users.get().id(), subject(id), "MADE", "每日提醒渠道：" + wanted.get().title());
    }

    private void check(ChannelKind kind, String target, FieldErrors errors) {
        if (kind == ChannelKind.MAIL) {
            if (!MAIL.matcher(target).matches()) {
                errors.add("target", "地址", "须为发件人的邮箱，如 shouwang@example.gov.cn");
            }
            return;
        }
        try {
            posts.check(target);
        } catch (InvalidInputException e) {
            e.errors().forEach(error -> errors.add("target", "地址", error.message()));
        }
    }

    /**
     * Ends a channel. Nothing more is sent by it.
     *
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such channel or it has ended
     */
    @Transactional
    public void end(long id) {
        requireAdministrator();
        if (jdbc.sql("update shouwang.digest_channel set active = false where id = ? and active").param(id).update() == 0) {
            throw new NotFoundException("没有这个渠道");
        }
        jdbc.sql("update shouwang.digest_delivery set status = 'DEAD' where channel_id = ? and status = 'PENDING'").param(id).update();
        acts.add(Act.Kind.WEBHOOK, users.get().id(), subject(id), "ENDED", "每日提醒渠道");
    }

    /**
     * Sends a trial by a channel at once: a text without any counts.
     *
     * @return what came of it
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such channel or it has ended
     */
    public DigestSender.Result test(long id) {
        requireAdministrator();
        if (jdbc.sql("select count(*) from shouwang.digest_channel where id = ? and active").param(id).query(Long.class).single() == 0) {
            throw new NotFoundException("没有这个渠道");
        }
        DigestSender.Result result = sender.test(open(id));
        acts.add(Act.Kind.WEBHOOK, users.get().id(), subject(id), "TESTED", "每日提醒渠道：" + result.text());
        return result;
    }

    private static String subject(long id) {
        return "digest-" + id;
    }

    /** Returns a channel with what is needed to send by it. */
    Open open(long id) {
        return jdbc.sql("select id, kind, county_code, target_cipher, secret_cipher from shouwang.digest_channel where id = ?").param(id)
                .query((row, index) -> new Open(id, ChannelKind.valueOf(row.getString("kind")), row.getString("county_code"),
                        cipher.decrypt(row.getString("target_cipher"), EncryptedColumn.DIGEST_TARGET.at(id + "/target")),
                        cipher.decrypt(row.getString("secret_cipher"), EncryptedColumn.DIGEST_SECRET.at(id + "/secret")))).single();
    }
}
