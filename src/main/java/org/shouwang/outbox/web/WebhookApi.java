package org.shouwang.outbox.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.outbox.EventType;
import org.shouwang.outbox.Webhooks;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API by which administrators manage the subscriptions of other systems. */
@RestController
@RequestMapping("/api/webhooks")
@Tag(name = "事件推送")
class WebhookApi {

    private final Webhooks webhooks;
    private final JsonBodies bodies;

    WebhookApi(Webhooks webhooks, JsonBodies bodies) {
        this.webhooks = webhooks;
        this.bodies = bodies;
    }

    record SubscriptionRequest(@Schema(description = "接收地址", example = "https://system.example/shouwang") String url,
                               @Schema(description = "事件", example = "[\"case.approved\"]") List<String> eventTypes,
                               @Schema(description = "6位县代码；不填为全市", example = "411081") String countyCode) {
    }

    record SubscriptionItem(long id, String url, List<String> eventTypes, String countyCode, String madeBy, Instant madeAt,
                            long waiting, long dead, Instant lastDelivered, boolean paused) {
    }

    record SubscriptionList(List<SubscriptionItem> items) {
    }

    @GetMapping
    @Operation(summary = "查看订阅（管理员）")
    SubscriptionList list() {
        return new SubscriptionList(webhooks.list().stream().map(item -> new SubscriptionItem(item.id(), item.url(),
                item.eventTypes().stream().map(EventType::code).toList(), item.countyCode(), item.madeBy(), item.madeAt(),
                item.waiting(), item.dead(), item.lastDelivered(), item.paused())).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "增加订阅（管理员）", description = "secret 是签名密钥，只在这里给出一次。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = SubscriptionRequest.class))))
    Webhooks.Made subscribe(@RequestBody(required = false) String body) {
        webhooks.requireRight();
        Map<String, Object> fields = bodies.fields(body, Set.of("url", "eventTypes", "countyCode"));
        return webhooks.subscribe(JsonBodies.text(fields, "url", "接收地址"), types(fields.get("eventTypes")),
                JsonBodies.text(fields, "countyCode", "范围"));
    }

    @DeleteMapping("/{subscriptionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "停用订阅（管理员）")
    void end(@PathVariable long subscriptionId) {
        webhooks.end(subscriptionId);
    }

    private static List<String> types(Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new InvalidInputException("eventTypes", "事件", "须为文字的列表");
    }
}
