package org.shouwang.outbox;

import com.fasterxml.jackson.databind.util.RawValue;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
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

    private static final int AT_ONCE = 16;
    private static final int PER_RECEIVER = 10;
    private static final Duration SPARE = Duration.ofMinutes(1);
    private static final double LONGER = 2;
    private static final double LEAST = 0.8;
    private static final double MOST = 1.2;

    private final DeliveryQueue queue;
    private final WebhookTargets targets;
    private final WebhookProperties properties;
    private final PersonalData cipher;
    private final JsonBodies json;
    private final AdjustableClock clock;
    private final HttpClient client;
    private final ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);

    WebhookDeliverer(DeliveryQueue queue, WebhookTargets targets, WebhookProperties properties, PersonalData cipher,
                     JsonBodies json, AdjustableClock clock) {
        this.queue = queue;
        this.targets = targets;
        this.properties = properties;
        this.cipher = cipher;
        this.json = json;
        this.clock = clock;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(properties.connectTimeout()).build();
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
        try {
            int status = send(due);
            if (status / 100 == 2) {
                queue.delivered(due.id(), "HTTP " + status);
            } else {
                failed(due, "HTTP " + status);
            }
        } catch (InvalidInputException e) {
            failed(due, "不能推送到这个地址");
        } catch (HttpTimeoutException e) {
            failed(due, "超时");
        } catch (IOException e) {
            failed(due, "连接失败");
        } catch (RuntimeException e) {
            LOG.error("Delivery {} cannot be made", due.id(), e);
            failed(due, "系统出错");
        }
    }

    private int send(DeliveryQueue.Due due) throws IOException, InterruptedException {
        URI target = targets.check(due.url());
        String body = body(due);
        HttpRequest request = HttpRequest.newBuilder(target).timeout(properties.answerTimeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Shouwang")
                .header("Shouwang-Event-Id", String.valueOf(due.eventId()))
                .header("Shouwang-Signature", signature(due, body))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        // The body of the answer is not used, and reading it might never end.
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
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
    private String signature(DeliveryQueue.Due due, String body) {
        long time = clock.instant().minus(clock.offset()).getEpochSecond();
        return "t=" + time + ",v1=" + WebhookSignature.of(cipher.decrypt(due.secretCipher(), EncryptedColumn.WEBHOOK_SECRET.at(due.subscriptionId())), time + "." + body);
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
