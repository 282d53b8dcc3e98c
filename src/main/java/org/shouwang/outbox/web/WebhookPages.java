package org.shouwang.outbox.web;

import java.util.List;
import org.shouwang.outbox.EventTypes;
import org.shouwang.outbox.FailedDelivery;
import org.shouwang.outbox.Webhooks;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages on which administrators manage subscriptions and see failed deliveries. */
@PageController
@RequestMapping("/webhooks")
class WebhookPages {

    private static final int PAGE_SIZE = 20;

    private final Webhooks webhooks;
    private final EventTypes types;
    private final Regions regions;

    WebhookPages(Webhooks webhooks, EventTypes types, Regions regions) {
        this.webhooks = webhooks;
        this.types = types;
        this.regions = regions;
    }

    record SubscriptionForm(String url, List<String> eventTypes, String countyCode) {

        static final SubscriptionForm EMPTY = new SubscriptionForm("", List.of(), "");

        SubscriptionForm {
            eventTypes = eventTypes == null ? List.of() : eventTypes;
        }
    }

    @GetMapping
    ModelAndView show(@RequestParam(required = false) String cursor) {
        return page(HttpStatus.OK, SubscriptionForm.EMPTY, List.of(), cursor);
    }

    /**
     * Makes a subscription. The answer itself shows the secret, so that the secret is not kept in the session until a second
     * page is asked for.
     */
    @PostMapping
    ModelAndView subscribe(SubscriptionForm form) {
        try {
            String county = form.countyCode() == null || form.countyCode().isBlank() ? null : form.countyCode();
            Webhooks.Made made = webhooks.subscribe(form.url(), form.eventTypes(), county);
            return page(HttpStatus.CREATED, SubscriptionForm.EMPTY, List.of(), null).addObject("secret", made.secret());
        } catch (InvalidInputException e) {
            return page(HttpStatus.BAD_REQUEST, form, e.errors(), null);
        } catch (ConflictException e) {
            return page(HttpStatus.CONFLICT, form, List.of(new FieldError("url", "接收地址", e.getMessage())), null);
        }
    }

    @PostMapping("/{subscriptionId}/end")
    String end(@PathVariable long subscriptionId, RedirectAttributes redirect) {
        webhooks.end(subscriptionId);
        redirect.addFlashAttribute("done", "订阅已停用，不再推送。");
        return "redirect:/webhooks";
    }

    @PostMapping("/{subscriptionId}/test")
    ModelAndView test(@PathVariable long subscriptionId, RedirectAttributes redirect) {
        Webhooks.Trial trial = webhooks.test(subscriptionId);
        if (!trial.arrived()) {
            return page(HttpStatus.CONFLICT, SubscriptionForm.EMPTY, List.of(new FieldError("subscriptions", "测试", "没有送达：" + trial.result())), null);
        }
        redirect.addFlashAttribute("done", "测试事件已送达（" + trial.result() + "）。");
        return new ModelAndView("redirect:/webhooks");
    }

    @PostMapping("/{subscriptionId}/pause")
    String pause(@PathVariable long subscriptionId, RedirectAttributes redirect) {
        webhooks.pause(subscriptionId, true);
        redirect.addFlashAttribute("done", "已暂停，期间的事件积存，恢复后补发。");
        return "redirect:/webhooks";
    }

    @PostMapping("/{subscriptionId}/resume")
    String resume(@PathVariable long subscriptionId, RedirectAttributes redirect) {
        webhooks.pause(subscriptionId, false);
        redirect.addFlashAttribute("done", "已恢复推送。");
        return "redirect:/webhooks";
    }

    @PostMapping("/deliveries/{deliveryId}/resend")
    String resend(@PathVariable long deliveryId, RedirectAttributes redirect) {
        webhooks.resend(deliveryId);
        redirect.addFlashAttribute("done", "已重新排队，几秒后发送。");
        return "redirect:/webhooks";
    }

    private ModelAndView page(HttpStatus status, SubscriptionForm form, List<FieldError> errors, String cursor) {
        Page<FailedDelivery> failed = webhooks.failed(cursor, PAGE_SIZE);
        return new ModelAndView("webhooks", status).addObject("form", form).addObject("errors", errors)
                .addObject("subscriptions", webhooks.list()).addObject("types", types.all())
                .addObject("counties", regions.ofLevel(RegionLevel.COUNTY)).addObject("failed", failed.items())
                .addObject("paging", Paging.of("/webhooks", cursor, failed));
    }
}
