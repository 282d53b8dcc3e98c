package org.shouwang.outbox;

import com.fasterxml.jackson.databind.util.RawValue;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.PersonalData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/** Sends events to their receivers, signed, each at least once. */
@Component
class WebhookDeliverer {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliverer.class);

    private static final String TEST = "test";
    private static final String FAULT = "系统出错";
    private static final int AT_ONCE = 16;
    private static final int PER_RECEIVER = 10;
    private static final Duration SPARE = Duration.ofMinutes(1);
    private static final double LONGER = 2;
    private static final double LEAST = 0.8;
    private static final double MOST = 1.2;

    private final DeliveryQueue queue;
    private final HttpPosts posts;
    private final WebhookProperties properties;
    private final PersonalData cipher;
    private final JsonBodies json;
    private final AdjustableClock clock;
    private final ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);

    WebhookDeliverer(DeliveryQueue queue, HttpPosts posts, WebhookProperties properties, PersonalData cipher,
                     JsonBodies json, AdjustableClock clock) {
        this.queue = queue;
        this.posts = posts;
        this.properties = properties;
        this.cipher = cipher;
        this.json = json;
        this.clock = clock;
    }

    /** Makes every delivery that is due now. */
    void deliverDue() {
        Duration lease = properties.connectTimeout().plus(properties.answerTimeout()).plus(SPARE);
        try {
            List<DeliveryQueue.Due> taken = queue.take(PER_RECEIVER, lease);
            while (!taken.isEmpty()) {
                senders.invokeAll(taken.stream().map(due -> (Callable<Void>) () -> {
                    deliver(due);
                    return null;
                }).toList());
                taken = queue.take(PER_RECEIVER, lease);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes events and deliveries that are no longer needed. */
    void clean() {
        queue.clean(properties.keepDays());
    }

    private void deliver(DeliveryQueue.Due due) throws InterruptedException {
        Webhooks.Trial trial = send(due.url(), due.subscriptionId(), due.secretCipher(), due.eventId(), () -> body(due));
        if (trial.arrived()) {
            queue.delivered(due.id(), trial.result());
        } else {
            failed(due, trial.result());
        }
    }

    /** Sends an event that says nothing, so that an administrator sees whether the receiver takes events. */
    Webhooks.Trial test(long subscriptionId, String url, String secretCipher) {
        try {
            return send(url, subscriptionId, secretCipher, 0, () -> json.write(Map.of("id", 0, "type", TEST, "occurredAt", clock.instant().toString(),
                    "data", Map.of())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Webhooks.Trial(false, FAULT);
        }
    }

    private Webhooks.Trial send(String url, long subscriptionId, String secretCipher, long eventId, Supplier<String> content) throws InterruptedException {
        try {
            String body = content.get();
            int status = posts.send(url, body, Map.of("Shouwang-Event-Id", String.valueOf(eventId),
                    "Shouwang-Signature", signature(subscriptionId, secretCipher, body)));
            return new Webhooks.Trial(status / 100 == 2, "HTTP " + status);
        } catch (InvalidInputException e) {
            return new Webhooks.Trial(false, "不能推送到这个地址");
        } catch (HttpTimeoutException e) {
            return new Webhooks.Trial(false, "超时");
        } catch (IOException e) {
            return new Webhooks.Trial(false, "连接失败");
        } catch (RuntimeException e) {
            LOG.error("Event {} cannot be sent to subscription {}", eventId, subscriptionId, e);
            return new Webhooks.Trial(false, FAULT);
        }
    }

    private String body(DeliveryQueue.Due due) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", due.eventId());
        event.put("type", due.type());
        event.put("occurredAt", due.occurredAt());
        event.put("caseNo", due.caseNo());
        event.put("countyCode", due.countyCode());
        event.put("data", new RawValue(due.payload()));
        return json.write(event);
    }

    /**
     * Signs a body. The signature contains the server's time, by which receivers refuse old events; the product's clock is not
     * used, since it runs ahead in the demonstration.
     */
    private String signature(long subscriptionId, String secretCipher, String body) {
        long time = clock.instant().minus(clock.offset()).getEpochSecond();
        return "t=" + time + ",v1=" + WebhookSignature.of(cipher.decrypt(secretCipher, EncryptedColumn.WEBHOOK_SECRET.at(subscriptionId)), time + "." + body);
    }

    private void failed(DeliveryQueue.Due due, String result) {
        if (due.attempt() >= properties.maxAttempts()) {
            LOG.warn("Delivery {} is given up after {} attempts: {}", due.id(), due.attempt(), result);
            queue.givenUp(due, result);
        } else {
            queue.failed(due, result, pauseAfter(due.attempt()));
        }
    }

    private Duration pauseAfter(int attempt) {
        ExponentialBackOff backOff = new ExponentialBackOff(properties.firstRetryAfter().toMillis(), LONGER);
        backOff.setMaxInterval(properties.longestRetryAfter().toMillis());
        BackOffExecution pauses = backOff.start();
        long pause = 0;
        for (int i = 0; i < attempt; i++) {
            pause = pauses.nextBackOff();
        }
        return Duration.ofMillis((long) (pause * ThreadLocalRandom.current().nextDouble(LEAST, MOST)));
    }

    @PreDestroy
    void stop() {
        senders.shutdownNow();
    }
}
