package org.shouwang.digest.web;

import java.util.List;
import org.shouwang.digest.Channel;
import org.shouwang.digest.ChannelKind;
import org.shouwang.digest.Channels;
import org.shouwang.digest.DigestSender;
import org.shouwang.digest.Digests;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page 每日提醒, on which administrators set up the channels of the daily counts and try them. */
@PageController
@RequestMapping("/digests")
class DigestPages {

    private final Channels channels;
    private final Digests digests;
    private final Regions regions;

    DigestPages(Channels channels, Digests digests, Regions regions) {
        this.channels = channels;
        this.digests = digests;
        this.regions = regions;
    }

    /**
     * What was filled in for a channel.
     *
     * @param kind   the name of the kind
     * @param name   the channel's name
     * @param county the code of a county; empty for all
     * @param target the address
     * @param secret the key of the signatures; never shown again
     */
    record ChannelForm(String kind, String name, String county, String target, String secret) {

        static final ChannelForm EMPTY = new ChannelForm("", "", "", "", "");

        ChannelForm {
            kind = kind == null ? "" : kind;
            name = name == null ? "" : name;
            county = county == null ? "" : county;
            target = target == null ? "" : target;
            secret = secret == null ? "" : secret;
        }
    }

    @GetMapping
    ModelAndView show() {
        return page(HttpStatus.OK, ChannelForm.EMPTY, List.of());
    }

    private ModelAndView page(HttpStatus status, ChannelForm form, List<FieldError> errors) {
        return new ModelAndView("digests", status).addObject("channels", channels.list()).addObject("kinds", ChannelKind.values())
                .addObject("counties", regions.ofLevel(RegionLevel.COUNTY)).addObject("at", digests.at()).addObject("form", form)
                .addObject("errors", errors);
    }

    @PostMapping
    ModelAndView add(ChannelForm form, RedirectAttributes redirect) {
        try {
            channels.add(form.kind(), form.name(), form.county(), form.target(), form.secret());
        } catch (InvalidInputException e) {
            return page(HttpStatus.BAD_REQUEST, form, e.errors());
        }
        redirect.addFlashAttribute("done", "已增加，请点“发送测试”试一次。");
        return new ModelAndView("redirect:/digests");
    }

    @PostMapping("/{channelId}/test")
    ModelAndView test(@PathVariable long channelId, RedirectAttributes redirect) {
        DigestSender.Result result = channels.test(channelId);
        if (!result.arrived()) {
            String name = channels.list().stream().filter(each -> each.id() == channelId).map(Channel::name).findFirst().orElseThrow();
            return page(HttpStatus.CONFLICT, ChannelForm.EMPTY, List.of()).addObject("failed", "“" + name + "”的测试没有送达：" + result.text());
        }
        redirect.addFlashAttribute("done", "测试已送达（" + result.text() + "）。");
        return new ModelAndView("redirect:/digests");
    }

    @PostMapping("/{channelId}/end")
    String end(@PathVariable long channelId, RedirectAttributes redirect) {
        channels.end(channelId);
        redirect.addFlashAttribute("done", "已停用，不再发送。");
        return "redirect:/digests";
    }
}
