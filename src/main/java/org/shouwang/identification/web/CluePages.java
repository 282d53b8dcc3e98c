package org.shouwang.identification.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.identification.ClueRights;
import org.shouwang.identification.ClueSource;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page 登记线索, on which a user registers a risk clue and picks its village. */
@PageController
class CluePages {

    private static final String VIEW = "clue-new";

    private final ProcessDoor door;
    private final Regions regions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    CluePages(ProcessDoor door, Regions regions, CurrentUsers users, AdjustableClock clock) {
        this.door = door;
        this.regions = regions;
        this.users = users;
        this.clock = clock;
    }

    record ClueForm(String source, String foundOn, String villageCode, String headName, String headIdNumber,
                    String riskDescription) {

        Map<String, Object> fields() {
            Map<String, Object> fields = new HashMap<>();
            fields.put("source", entered(source));
            fields.put("foundOn", entered(foundOn));
            fields.put("villageCode", entered(villageCode));
            fields.put("headName", entered(headName));
            fields.put("headIdNumber", entered(headIdNumber));
            fields.put("riskDescription", entered(riskDescription));
            return fields;
        }

        private static String entered(String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    @ModelAttribute
    void choices(Model model) {
        CurrentUser user = users.get();
        model.addAttribute("today", clock.today());
        model.addAttribute("sources", ClueSource.values());
        List<Region> choices = firstChoices(user);
        if (choices.size() == 1 && choices.get(0).level() == RegionLevel.VILLAGE) {
            model.addAttribute("onlyVillage", regions.findVillage(choices.get(0).code()).orElseThrow());
        }
        model.addAttribute("regions", choices);
    }

    @GetMapping("/clues/new")
    String show(Model model) {
        if (!ClueRights.mayRegister(users.get())) {
            throw new ForbiddenException("您的岗位不登记线索");
        }
        LocalDate today = clock.today();
        model.addAttribute("form", new ClueForm(null, today.toString(), null, null, null, null));
        model.addAttribute("errors", List.of());
        return VIEW;
    }

    @PostMapping("/clues")
    ModelAndView register(ClueForm form, RedirectAttributes redirect) {
        try {
            String caseNo = door.start(MonitoringIdentificationProcess.KEY, form.fields());
            redirect.addFlashAttribute("done", "线索已登记，村里已收到“入户核实”任务。");
            return new ModelAndView("redirect:/cases/" + caseNo);
        } catch (InvalidInputException e) {
            return again(form, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return again(form, HttpStatus.CONFLICT, List.of()).addObject("conflict", e.getMessage())
                    .addObject("conflictCaseNo", e.caseNo());
        }
    }

    private static ModelAndView again(ClueForm form, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView(VIEW, status).addObject("form", form).addObject("errors", errors);
    }

    /**
     * Returns the regions that the first picker offers: the parts of the user's region or, if the user has several regions,
     * these regions themselves.
     */
    private List<Region> firstChoices(CurrentUser user) {
        List<Region> own = ClueRights.regionalPosts(user).stream().map(Post::regionCode).distinct()
                .flatMap(code -> regions.find(code).stream()).toList();
        if (own.isEmpty()) {
            return regions.ofLevel(RegionLevel.COUNTY);
        }
        return own.size() == 1 && own.get(0).level() != RegionLevel.VILLAGE ? regions.openChildrenOf(own.get(0).code()) : own;
    }
}
