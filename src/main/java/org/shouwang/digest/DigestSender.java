package org.shouwang.digest;

import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.shouwang.outbox.HttpPosts;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends counts by one channel. Nothing personal leaves the product: other systems get the ids of accounts, groups get the names
 * of posts, and mail says numbers only.
 */
@Component
public class DigestSender {

    private static final Logger LOG = LoggerFactory.getLogger(DigestSender.class);
    private static final String TEST = "守望提醒渠道测试：能看到这条，说明设置正确。";
    /** The most posts that a robot names, so that its text stays below the 2,048 bytes that WeCom takes. */
    private static final int MOST_POSTS = 20;
    private static final int ERROR_LENGTH = 60;
    private static final int MILLIS = 1000;
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern TAKEN = Pattern.compile("\"errcode\"\\s*:\\s*0\\s*[,}]");

    private final HttpPosts posts;
    private final ObjectProvider<JavaMailSender> mail;
    private final OpenWork work;
    private final JsonBodies json;
    private final DigestProperties properties;
    private final AdjustableClock clock;

    DigestSender(HttpPosts posts, ObjectProvider<JavaMailSender> mail, OpenWork work, JsonBodies json, DigestProperties properties,
                 AdjustableClock clock) {
        this.posts = posts;
        this.mail = mail;
        this.work = work;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    /** What became of a delivery. */
    enum Outcome {
        /** The receiver has taken it, or there was nothing to tell. */
        ARRIVED,
        /** This receiver was not taken; the channel may take others. */
        REFUSED,
        /** The channel cannot be used now. */
        FAILED
    }

    /**
     * What came of a delivery.
     *
     * @param outcome what became of it
     * @param text    the answer in a few words
     */
    public record Result(Outcome outcome, String text) {

        /**
         * @return whether the receiver has taken it
         */
        public boolean arrived() {
            return outcome == Outcome.ARRIVED;
        }
    }

    private interface Sending {

        Result send() throws IOException, InterruptedException;
    }

    boolean canMail() {
        return mail.getIfAvailable() != null;
    }

    Result test(Channels.Open channel) {
        return attempt(channel, () -> switch (channel.kind()) {
            case WEBHOOK -> post(channel, Map.of("type", "test", "date", clock.today().toString(), "items", List.of()));
            case MAIL -> mail(channel.target(), channel.target(), "守望提醒渠道测试", TEST);
            default -> say(channel, TEST);
        });
    }

    /** Sends the present counts of all posts or users by a channel. */
    Result send(Channels.Open channel) {
        return attempt(channel, () -> channel.kind() == ChannelKind.WEBHOOK
                ? post(channel, Map.of("type", "digest", "date", clock.today().toString(), "items", work.ofUsers(channel.county()).stream()
                        .map(each -> Map.of("user", each.whose(), "overdue", each.overdue(), "due", each.due(), "soon", each.soon())).toList()))
                : say(channel, text(work.ofPosts(channel.county()))));
    }

    /** Sends a user's counts by mail. */
    Result send(Channels.Open channel, String address, Counts counts) {
        return attempt(channel, () -> mail(channel.target(), address, "守望：" + counts.line(),
                "您的待办：" + counts.line() + "。请登录守望办理" + (properties.address().isEmpty() ? "。" : "：\n" + link())));
    }

    private Result attempt(Channels.Open channel, Sending sending) {
        try {
            return sending.send();
        } catch (InvalidInputException e) {
            return new Result(Outcome.FAILED, "不能发送到这个地址，请核对；对方在政务内网的，由运维人员设置 SHOUWANG_WEBHOOKS_INTERNALNETWORKS");
        } catch (HttpTimeoutException e) {
            return new Result(Outcome.FAILED, "对方没有及时答复，请稍后再试");
        } catch (IOException e) {
            return new Result(Outcome.FAILED, "连不上这个地址，请核对地址，并请运维人员看网络和防火墙是否放行");
        } catch (MailException e) {
            return refusal(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(Outcome.FAILED, "系统正在停止");
        } catch (RuntimeException e) {
            LOG.error("Channel {} cannot be used", channel.id(), e);
            return new Result(Outcome.FAILED, "系统出错");
        }
    }

    private Result post(Channels.Open channel, Map<String, ?> content) throws IOException, InterruptedException {
        String body = json.write(content);
        long time = realMillis() / MILLIS;
        Map<String, String> headers = channel.secret().isEmpty() ? Map.of()
                : Map.of("Shouwang-Signature", "t=" + time + ",v1=" + HexFormat.of().formatHex(hmac(channel.secret(), time + "." + body)));
        int status = posts.send(channel.target(), body, headers);
        return new Result(status / 100 == 2 ? Outcome.ARRIVED : Outcome.FAILED, "HTTP " + status);
    }

    private Result mail(String from, String to, String subject, String text) {
        JavaMailSender mailer = mail.getIfAvailable();
        if (mailer == null) {
            return new Result(Outcome.FAILED, "没有设置发信服务器");
        }
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(from);
        message.setTo(to);
        message.setSubject(subject);
        message.setText(text);
        mailer.send(message);
        return new Result(Outcome.ARRIVED, "已发出");
    }

    private static Result refusal(MailException failure) {
        if (failure instanceof MailAuthenticationException) {
            return new Result(Outcome.FAILED, "发信服务器不认账号或密码，请运维人员核对 SPRING_MAIL_USERNAME、SPRING_MAIL_PASSWORD");
        }
        if (failure instanceof MailSendException sending && sending.getCause() != null) {
            return new Result(Outcome.FAILED, "连不上发信服务器，请运维人员核对 SPRING_MAIL_HOST、SPRING_MAIL_PORT");
        }
        if (failure instanceof MailSendException sending
                && Arrays.stream(sending.getMessageExceptions()).noneMatch(SendFailedException.class::isInstance)) {
            return new Result(Outcome.FAILED, "发信服务器没有收下邮件");
        }
        return new Result(Outcome.REFUSED, "发信服务器不接受发件人或收件人的邮箱");
    }

    /** Lets a robot say a text. Both robots take the same body and answer 200 with an error code in the body. */
    private Result say(Channels.Open channel, String text) throws IOException, InterruptedException {
        HttpPosts.Answered answer = posts.ask(signed(channel), json.write(Map.of("msgtype", "text", "text", Map.of("content", text))));
        return answer.status() / 100 == 2 && TAKEN.matcher(answer.body()).find() ? new Result(Outcome.ARRIVED, "已送达")
                : new Result(Outcome.FAILED, "HTTP " + answer.status() + " " + answer.body().substring(0, Math.min(ERROR_LENGTH, answer.body().length())));
    }

    /** Returns the address of a robot. DingTalk's carries a time and its signature if the robot has a key; WeCom's needs neither. */
    private String signed(Channels.Open channel) {
        if (channel.kind() != ChannelKind.DINGTALK || channel.secret().isEmpty()) {
            return channel.target();
        }
        long time = realMillis();
        String signature = Base64.getEncoder().encodeToString(hmac(channel.secret(), time + "\n" + channel.secret()));
        return channel.target() + (channel.target().contains("?") ? "&" : "?") + "timestamp=" + time + "&sign="
                + URLEncoder.encode(signature, StandardCharsets.UTF_8);
    }

    private static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server's time; the product's clock runs ahead in the demonstration, and receivers refuse times that are not now. */
    private long realMillis() {
        return clock.instant().minus(clock.offset()).toEpochMilli();
    }

    private String link() {
        return properties.address() + "/tasks";
    }

    private String text(List<Counts> all) {
        List<String> lines = new ArrayList<>();
        lines.add("守望 " + clock.today() + "：今天到期 " + all.stream().mapToLong(Counts::due).sum() + " 件，已超期 "
                + all.stream().mapToLong(Counts::overdue).sum() + " 件。");
        all.stream().limit(MOST_POSTS).forEach(each -> lines.add(each.whose() + "：" + each.line()));
        if (all.size() > MOST_POSTS) {
            lines.add("另有 " + (all.size() - MOST_POSTS) + " 个岗位，请登录守望查看。");
        }
        if (!properties.address().isEmpty()) {
            lines.add(link());
        }
        return String.join("\n", lines);
    }
}
