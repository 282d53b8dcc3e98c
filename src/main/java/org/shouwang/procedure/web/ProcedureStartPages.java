package org.shouwang.procedure.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.process.NextSteps;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.TaskForms;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdFinder;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.HouseholdStart;
import org.shouwang.household.HouseholdStarts;
import org.shouwang.household.Surveys;
import org.shouwang.procedure.CaseSubjectReader;
import org.shouwang.procedure.OfRegister;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.Procedures;
import org.shouwang.procedure.Registered;
import org.shouwang.procedure.SubjectKind;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.shouwang.shared.PersonalData;
import org.shouwang.taskform.FormInput;
import org.shouwang.taskform.FormPart;
import org.shouwang.taskform.FormView;
import org.shouwang.taskform.Rows;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages on which a case of a procedure begins: what it is about is chosen, then the start form is filled in. */
@PageController
@RequestMapping("/procedures/{key}")
record ProcedureStartPages(Procedures procedures, CaseSubjectReader subjects, HouseholdFinder finder, HouseholdSearch households, HouseholdStarts starts,
                           Surveys surveys, Registered registered, PersonalData personal,
                           ProcessDoor door, TaskForms forms, CaseFiles cases, NextSteps nextSteps, Regions regions, CurrentUsers users) {

    private static final String HOUSEHOLD = "householdNo";

    @GetMapping("/start")
    ModelAndView ask(@PathVariable String key, @RequestParam(defaultValue = "") String householdNo,
                     @RequestParam(defaultValue = "false") boolean unregistered) {
        Procedure procedure = startable(key);
        if (isOfHousehold(procedure) && householdNo.isBlank() && !(unregistered && procedure.manifest().start().household() == null)) {
            return new ModelAndView("redirect:" + finderOf(procedure));
        }
        Household household = householdNo.isBlank() || !isOfHousehold(procedure) ? null : subjects.find(procedure, householdNo);
        return form(procedure, household, FormView.initial(procedure.startForm(),
                household == null ? Map.of() : registered.of(procedure, household)), List.of(), HttpStatus.OK);
    }

    @GetMapping("/households")
    ModelAndView choose(@PathVariable String key, @RequestParam(required = false) String find, @RequestParam(defaultValue = "") String village,
                        @RequestParam(required = false) String cursor) {
        return choice(startable(key), find, village, cursor);
    }

    /** Finds households by a POST, since names do not belong in addresses; what was found has an address without them. */
    @PostMapping("/households")
    ModelAndView choose(@PathVariable String key, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String village) {
        Procedure procedure = startable(key);
        if (q.isBlank() && village.isBlank() && !isOfOneVillage(procedure)) {
            ModelAndView page = choice(procedure, null, "", null).addObject("errors", List.of(HouseholdFinder.NOTHING_ASKED));
            page.setStatus(HttpStatus.BAD_REQUEST);
            return page;
        }
        return new ModelAndView("redirect:" + finder.address(finderOf(procedure), q, village));
    }

    private ModelAndView choice(Procedure procedure, String find, String village, String cursor) {
        OfRegister register = procedure.manifest().start().household();
        HouseholdFinder.Found found = finder.find(finderOf(procedure), find, village, cursor, isOfOneVillage(procedure), (text, place, from, limit) ->
                households.findIn(procedure.startingRegions(users.get()), register == null ? null : register.status(), text, place, from, limit));
        List<Household> rows = found.rows().stream().map(HouseholdFinder.Row::household).toList();
        Map<Long, String> obstacles = new HashMap<>();
        if (register != null) {
            HouseholdStart start = starts.process(procedure.key());
            rows.forEach(household -> starts.obstacle(start, household).ifPresent(why -> obstacles.put(household.id(), why)));
        }
        return new ModelAndView("procedure-subject").addObject("procedure", procedure.manifest()).addObject("errors", List.of()).addObject("found", found)
                .addObject("named", surveys.membersNamed(rows, found.q())).addObject("obstacles", obstacles);
    }

    private static String finderOf(Procedure procedure) {
        return "/procedures/" + procedure.key() + "/households";
    }

    private boolean isOfOneVillage(Procedure procedure) {
        return procedure.startingRegions(users.get()).stream().allMatch(region -> regions.findVillage(region).isPresent());
    }

    /** Answers a change of what is filled in with the parts of the form that are shown or hidden now, and the rows of a list. */
    @PostMapping("/start/form")
    ModelAndView change(@PathVariable String key, HttpServletRequest request, @RequestParam(name = "_do", defaultValue = "") String button,
                        @RequestParam(name = "_hidden", defaultValue = "") List<String> hidden) {
        Procedure procedure = startable(key);
        Map<String, Object> values = Rows.changed(read(procedure, request), button);
        return new ModelAndView("task-form-changes").addObject("keep", "/procedures/" + key + "/start/form")
                .addObject("parts", FormPart.changed(parts(procedure, values, List.of()), new HashSet<>(hidden), Rows.listOf(button)));
    }

    @PostMapping("/start")
    ModelAndView start(@PathVariable String key, HttpServletRequest request, @RequestParam(name = "_do", defaultValue = "") String button,
                       @RequestParam(name = "members", defaultValue = "") String members, RedirectAttributes redirect) {
        Procedure procedure = startable(key);
        Map<String, Object> values = read(procedure, request);
        Household household = isOfHousehold(procedure) && values.get(HOUSEHOLD) != null ? subjects.find(procedure, values.get(HOUSEHOLD).toString()) : null;
        if (Rows.listOf(button) != null || "update".equals(button)) {
            return form(procedure, household, Rows.changed(values, button), List.of(), HttpStatus.OK);
        }
        try {
            if (household != null && procedure.manifest().subject() == SubjectKind.PERSON && !listed(household).equals(members)) {
                throw new InvalidInputException("memberNo", "成员", "成员名单已变化，请重新选择");
            }
            String caseNo = door.start(key, values);
            boolean seen = cases.findVisible(caseNo).isPresent();
            redirect.addFlashAttribute("done", procedure.manifest().title() + "已发起，编号 " + caseNo
                    + (seen ? "。" + nextSteps.ofCase(caseNo).text().replaceFirst("^已办结，", "") : "") + "。");
            return new ModelAndView("redirect:" + (seen ? "/cases/" + caseNo : "/procedures/" + key));
        } catch (InvalidInputException e) {
            return form(procedure, household, values, e.errors(), HttpStatus.BAD_REQUEST);
        } catch (ConflictException e) {
            return form(procedure, household, values, List.of(), HttpStatus.CONFLICT).addObject("conflict", e.getMessage())
                    .addObject("conflictCaseNo", e.caseNo());
        }
    }

    private ModelAndView form(Procedure procedure, Household household, Map<String, Object> values, List<FieldError> errors, HttpStatus status) {
        List<Region> places = users.get().posts().stream().filter(post -> post.regionCode() != null).map(post -> post.regionCode()).distinct()
                .filter(code -> procedure.startingRegions(users.get()).contains(code)).flatMap(code -> regions.find(code).stream()).toList();
        boolean one = places.size() == 1;
        boolean village = one && places.get(0).level() == RegionLevel.VILLAGE;
        return new ModelAndView("procedure-start", status).addObject("procedure", procedure.manifest())
                .addObject("asked", procedure.manifest().subject().fields().stream()
                        .filter(field -> procedure.manifest().subject() != SubjectKind.PROJECT || procedure.isAsked(field)).toList())
                        .addObject("errors", errors).addObject("values", values)
                .addObject("household", household).addObject("villageName", household == null ? null : regions.nameOf(household.villageCode()))
                // As in the register: others choose among the members without their names.
                .addObject("named", household != null && users.get().covers(household.villageCode()))
                .addObject("members", household == null || procedure.manifest().subject() != SubjectKind.PERSON ? List.of() : surveys.membersOf(household))
                .addObject("listed", household == null ? "" : listed(household))
                .addObject("onlyVillage", village ? regions.findVillage(places.get(0).code()).orElseThrow() : null)
                .addObject("wholes", village || isOfHousehold(procedure) ? List.of() : places)
                .addObject("regions", places.isEmpty() ? regions.ofLevel(RegionLevel.COUNTY) : one ? regions.openChildrenOf(places.get(0).code()) : places)
                .addObject("parts", parts(procedure, values, errors)).addObject("keep", "/procedures/" + procedure.key() + "/start/form");
    }

    /** Returns the parts of the start form without those fields that say what the case is about. */
    private List<FormPart> parts(Procedure procedure, Map<String, Object> values, List<FieldError> errors) {
        return FormView.of(FormComponent.without(procedure.startForm(), procedure.manifest().subject().fields()), Map.of(), values, errors,
                forms::conditions);
    }

    private static Map<String, Object> read(Procedure procedure, HttpServletRequest request) {
        return FormInput.read(procedure.startForm(), request.getParameterMap());
    }

    private Procedure startable(String key) {
        Procedure procedure = procedures.get(key);
        if (!procedure.mayBeStartedBy(users.get(), null)) {
            throw new ForbiddenException("您的岗位不能发起" + procedure.manifest().title());
        }
        return procedure;
    }

    private static boolean isOfHousehold(Procedure procedure) {
        return procedure.manifest().subject().fields().contains(HOUSEHOLD);
    }

    /** Tells the members in their order from others. A survey may have changed them while a page was open, and a place is another's then. */
    private String listed(Household household) {
        return personal.fingerprint(surveys.membersOf(household).stream().map(each -> each.name() + each.relation()).collect(Collectors.joining("，")));
    }
}
