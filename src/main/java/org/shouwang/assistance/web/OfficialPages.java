package org.shouwang.assistance.web;

import java.util.ArrayList;
import java.util.List;
import org.shouwang.assistance.Official;
import org.shouwang.assistance.OfficialEntry;
import org.shouwang.assistance.Officials;
import org.shouwang.region.Region;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of the register of responsible people. */
@PageController
@RequestMapping("/officials")
class OfficialPages {

    private static final int PAGE_SIZE = 20;

    private final Officials officials;
    private final Regions regions;
    private final CurrentUsers users;

    OfficialPages(Officials officials, Regions regions, CurrentUsers users) {
        this.officials = officials;
        this.regions = regions;
        this.users = users;
    }

    record VersionRow(String at, String by, String text) {
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String state, @RequestParam(required = false) String cursor, Model model) {
        return find("", state, cursor, model);
    }

    /** Finds people by a POST, since names do not belong in addresses: browsers and proxies keep addresses. */
    @PostMapping
    String find(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String state,
                @RequestParam(required = false) String cursor, Model model) {
        Boolean active = switch (state) {
            case "active" -> Boolean.TRUE;
            case "inactive" -> Boolean.FALSE;
            default -> null;
        };
        Page<Official> page = officials.find(null, q, active, cursor, PAGE_SIZE);
        model.addAttribute("q", q.strip());
        model.addAttribute("state", state);
        model.addAttribute("paging", Paging.of("/officials", cursor, page).with("q", q).with("state", state));
        model.addAttribute("rows", page.items());
        model.addAttribute("keeper", officials.isKeeper());
        return "officials";
    }

    @GetMapping("/new")
    ModelAndView askForNew() {
        officials.requireKeeper();
        List<Region> mine = officials.myRegions();
        return form(null, new OfficialEntry("", "", "", null, mine.get(0).code(), true), HttpStatus.OK, List.of());
    }

    @PostMapping("/new")
    ModelAndView add(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String post,
                     @RequestParam(required = false) String phone, @RequestParam(required = false) Boolean publicOfficial,
                     @RequestParam(defaultValue = "") String regionCode,
                     RedirectAttributes redirect) {
        officials.requireKeeper();
        OfficialEntry entry = new OfficialEntry(name, post, phone, publicOfficial, regionCode, true);
        try {
            officials.add(entry);
        } catch (InvalidInputException e) {
            return form(null, entry, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return form(null, entry, HttpStatus.CONFLICT, List.of(new FieldError("name", "姓名", e.getMessage())));
        }
        redirect.addFlashAttribute("done", "已登记帮扶责任人" + name.strip() + "。");
        return new ModelAndView("redirect:/officials");
    }

    @GetMapping("/{officialId}")
    ModelAndView show(@PathVariable long officialId) {
        Official official = officials.visible(officialId);
        return form(official, new OfficialEntry(official.name(), official.post(), official.phone(), official.publicOfficial(),
                official.regionCode(), official.active()), HttpStatus.OK, List.of());
    }

    @PostMapping("/{officialId}")
    ModelAndView change(@PathVariable long officialId, @RequestParam(defaultValue = "") String name,
                        @RequestParam(defaultValue = "") String post, @RequestParam(required = false) String phone,
                        @RequestParam(required = false) Boolean publicOfficial,
                        @RequestParam(defaultValue = "") String regionCode, @RequestParam(defaultValue = "false") boolean active,
                        RedirectAttributes redirect) {
        Official official = officials.visible(officialId);
        if (!officials.isMine(official)) {
            throw new ForbiddenException("只能修改本辖区登记的帮扶责任人");
        }
        OfficialEntry entry = new OfficialEntry(name, post, phone, publicOfficial, regionCode, active);
        try {
            officials.change(officialId, entry);
        } catch (InvalidInputException e) {
            return form(official, entry, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return form(official, entry, HttpStatus.CONFLICT, List.of(new FieldError("name", "姓名", e.getMessage())));
        }
        redirect.addFlashAttribute("done", "已保存。");
        return new ModelAndView("redirect:/officials/" + officialId);
    }

    private ModelAndView form(Official official, OfficialEntry entry, HttpStatus status, List<FieldError> errors) {
        List<Region> choices = new ArrayList<>(officials.myRegions());
        boolean mine = official == null || officials.isMine(official);
        ModelAndView page = new ModelAndView("official", status).addObject("official", official).addObject("entry", entry)
                .addObject("regions", choices).addObject("mine", mine).addObject("errors", errors);
        if (official != null) {
            page.addObject("history", officials.historyOf(official.id()).stream().map(version -> new VersionRow(
                    ChinaTime.minuteText(version.recordedAt()), users.displayName(version.recordedBy()),
                    version.name() + "，" + version.post() + "，" + (version.phone() == null ? "" : version.phone() + "，") + (version.publicOfficial() ? "国家公职人员" : "不是国家公职人员") + "，"
                            + regions.find(version.regionCode()).orElseThrow().name() + (version.active() ? "" : "，已停用"))).toList());
        }
        return page;
    }
}
