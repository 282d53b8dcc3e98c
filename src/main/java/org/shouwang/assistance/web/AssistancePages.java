package org.shouwang.assistance.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.assistance.AssistanceRights;
import org.shouwang.assistance.HouseholdMeasures;
import org.shouwang.assistance.MeasureCatalogue;
import org.shouwang.assistance.Official;
import org.shouwang.assistance.Officials;
import org.shouwang.assistance.Responsibilities;
import org.shouwang.assistance.Visits;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages for the visits, measures and responsible person of a household, and for the catalogue of measures. */
@PageController
class AssistancePages {

    private static final int PAGE_SIZE = 20;
    private static final String VISITS = "/households/{householdNo}/visits";
    private static final String VISIT = VISITS + "/{visitId}";
    private static final String MEASURE = "/households/{householdNo}/measures/{measureId}/carried-out";
    private static final String RESPONSIBLE = "/households/{householdNo}/responsible";

    private final HouseholdSearch search;
    private final HouseholdMeasures measures;
    private final MeasureCatalogue catalogue;
    private final Visits visits;
    private final Responsibilities responsibilities;
    private final Officials officials;
    private final AssistanceRights rights;
    private final Regions regions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    AssistancePages(HouseholdSearch search, HouseholdMeasures measures, MeasureCatalogue catalogue, Visits visits,
                    Responsibilities responsibilities, Officials officials, AssistanceRights rights, Regions regions,
                    CurrentUsers users, AdjustableClock clock) {
        this.search = search;
        this.measures = measures;
        this.catalogue = catalogue;
        this.visits = visits;
        this.responsibilities = responsibilities;
        this.officials = officials;
        this.rights = rights;
        this.regions = regions;
        this.users = users;
        this.clock = clock;
    }

    /** The texts that a user typed into the form of a visit. */
    record VisitForm(String visitedOn, String officialId, String visitedBy, String knowsHelper, String found, String reason) {

        VisitForm {
            visitedOn = visitedOn == null ? "" : visitedOn;
            knowsHelper = knowsHelper == null ? "" : knowsHelper;
        }

        static VisitForm empty(LocalDate today) {
            return new VisitForm(today.toString(), "", "", "", "", "");
        }

        static VisitForm of(Visits.Visit visit) {
            return new VisitForm(visit.visitedOn().toString(), visit.officialId() == null ? "" : visit.officialId().toString(),
                    visit.officialId() == null ? visit.visitedBy() : "",
                    visit.knowsHelper() == null ? "" : visit.knowsHelper().toString(), visit.found(), "");
        }

        Visits.Report report() {
            return new Visits.Report(day(visitedOn, "visitedOn", "走访日期"), officialId, visitedBy,
                    knowsHelper.isEmpty() ? null : Boolean.valueOf(knowsHelper), found);
        }
    }

    /** The texts that a user typed into the form of a measure. */
    record MeasureForm(String carriedOutOn, String result, String endedOn, String reason) {
    }

    record EntryRow(HouseholdMeasures.Outcome outcome, String at, String by) {
    }

    @GetMapping("/measure-catalogue")
    String catalogue(Model model) {
        model.addAttribute("measures", catalogue.all());
        return "measure-catalogue";
    }

    @GetMapping(VISITS)
    ModelAndView visits(@PathVariable String householdNo, @RequestParam(required = false) String cursor) {
        return visitPage(search.visible(householdNo), cursor, VisitForm.empty(clock.today()), HttpStatus.OK,
                List.of());
    }

    @PostMapping(VISITS)
    ModelAndView addVisit(@PathVariable String householdNo, VisitForm form, RedirectAttributes redirect) {
        Household household = search.visible(householdNo);
        rights.requireToRecord(household);
        try {
            visits.add(household, form.report());
        } catch (InvalidInputException e) {
            return visitPage(household, null, form, HttpStatus.BAD_REQUEST, e.errors());
        }
        redirect.addFlashAttribute("done", "走访已登记。");
        return new ModelAndView("redirect:/households/" + householdNo + "/visits");
    }

    private ModelAndView visitPage(Household household, String cursor, VisitForm form, HttpStatus status,
                                   List<FieldError> errors) {
        Page<Visits.Visit> page = visits.page(household.id(), cursor, PAGE_SIZE);
        return new ModelAndView("visits", status).addObject("household", household).addObject("villageName", villageOf(household).fullName())
                .addObject("rows", page.items())
                .addObject("paging", Paging.of("/households/" + household.householdNo() + "/visits", cursor, page))
                .addObject("mayRecord", rights.mayRecord(household)).addObject("form", form).addObject("errors", errors)
                .addObject("responsible", responsibilities.of(household.id()));
    }

    @GetMapping(VISIT)
    ModelAndView visit(@PathVariable String householdNo, @PathVariable long visitId) {
        Household household = search.visible(householdNo);
        Visits.Visit visit = visits.get(household, visitId);
        return correctionPage(household, visit, VisitForm.of(visit),
                HttpStatus.OK, List.of());
    }

    @PostMapping(VISIT)
    ModelAndView correctVisit(@PathVariable String householdNo, @PathVariable long visitId,
                              VisitForm form, RedirectAttributes redirect) {
        Household household = search.visible(householdNo);
        rights.requireToRecord(household);
        Visits.Visit visit = visits.get(household, visitId);
        try {
            visits.correct(household, visitId, form.report(), form.reason());
        } catch (InvalidInputException e) {
            return correctionPage(household, visit, form, HttpStatus.BAD_REQUEST, e.errors());
        }
        redirect.addFlashAttribute("done", "走访记录已更正，原记录保留。");
        return new ModelAndView("redirect:/households/" + householdNo + "/visits");
    }

    private ModelAndView correctionPage(Household household, Visits.Visit visit, VisitForm form, HttpStatus status,
                                        List<FieldError> errors) {
        return new ModelAndView("visit", status).addObject("household", household).addObject("villageName", villageOf(household).fullName())
                .addObject("visit", visit).addObject("recordedBy", users.displayName(visit.recordedBy()))
                .addObject("mayCorrect", rights.mayRecord(household) && visit.correctedBy() == null)
                .addObject("form", form).addObject("errors", errors)
                .addObject("responsible", responsibilities.of(household.id()));
    }

    @GetMapping(MEASURE)
    ModelAndView measure(@PathVariable String householdNo, @PathVariable long measureId) {
        Household household = search.visible(householdNo);
        HouseholdMeasures.Item item = measures.get(household, measureId);
        return measurePage(household, item, new MeasureForm(item.carriedOutOn() == null ? clock.today().toString()
                        : item.carriedOutOn().toString(), item.result(), item.endedOn() == null ? "" : item.endedOn().toString(), ""),
                HttpStatus.OK, List.of());
    }

    @PostMapping(MEASURE)
    ModelAndView record(@PathVariable String householdNo, @PathVariable long measureId,
                        @RequestParam(defaultValue = "") String carriedOutOn, @RequestParam(defaultValue = "") String result,
                        @RequestParam(defaultValue = "") String endedOn, @RequestParam(defaultValue = "") String reason,
                        RedirectAttributes redirect) {
        Household household = search.visible(householdNo);
        rights.requireToRecord(household);
        HouseholdMeasures.Item item = measures.get(household, measureId);
        try {
            measures.record(household, measureId, new HouseholdMeasures.Outcome(day(carriedOutOn, "carriedOutOn", "落实日期"), result,
                    day(endedOn, "endedOn", "结束日期"), reason));
        } catch (InvalidInputException e) {
            return measurePage(household, item, new MeasureForm(carriedOutOn, result, endedOn, reason), HttpStatus.BAD_REQUEST,
                    e.errors());
        }
        redirect.addFlashAttribute("done", "措施落实情况已登记。");
        return new ModelAndView("redirect:/households/" + householdNo);
    }

    private ModelAndView measurePage(Household household, HouseholdMeasures.Item item, MeasureForm form, HttpStatus status,
                                     List<FieldError> errors) {
        List<EntryRow> entries = measures.entriesOf(item.id()).stream().map(entry -> new EntryRow(entry.outcome(),
                ChinaTime.minuteText(entry.recordedAt()), users.displayName(entry.recordedBy()))).toList();
        return new ModelAndView("household-measure", status).addObject("household", household)
                .addObject("villageName", villageOf(household).fullName()).addObject("item", item).addObject("entries", entries)
                .addObject("mayRecord", rights.mayRecord(household) && (item.endedOn() == null || !entries.isEmpty()))
                .addObject("form", form).addObject("errors", errors);
    }

    @GetMapping(RESPONSIBLE)
    ModelAndView responsible(@PathVariable String householdNo) {
        Household household = search.visible(householdNo);
        rights.requireToName(household);
        return responsiblePage(household, "", "", HttpStatus.OK, List.of());
    }

    @PostMapping(RESPONSIBLE)
    ModelAndView changeResponsible(@PathVariable String householdNo, @RequestParam(defaultValue = "") String officialId,
                                   @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        Household household = search.visible(householdNo);
        rights.requireToName(household);
        try {
            responsibilities.change(household, officialId, reason);
        } catch (InvalidInputException e) {
            return responsiblePage(household, officialId, reason, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return responsiblePage(household, officialId, reason, HttpStatus.CONFLICT,
                    List.of(new FieldError("officialId", "帮扶责任人", e.getMessage())));
        }
        redirect.addFlashAttribute("done", "帮扶责任人已更换，原责任人及其起止日期保留。");
        return new ModelAndView("redirect:/households/" + householdNo);
    }

    private ModelAndView responsiblePage(Household household, String officialId, String reason, HttpStatus status,
                                         List<FieldError> errors) {
        List<Official> choices = officials.choicesFor(villageOf(household).townshipCode());
        return new ModelAndView("responsible", status).addObject("household", household)
                .addObject("villageName", villageOf(household).fullName())
                .addObject("current", responsibilities.current(household.id()).orElse(null)).addObject("choices", choices)
                .addObject("officialId", officialId).addObject("reason", reason).addObject("errors", errors);
    }

    private Village villageOf(Household household) {
        return regions.findVillage(household.villageCode()).orElseThrow();
    }

    private static LocalDate day(String text, String field, String label) {
        try {
            return text.isBlank() ? null : ChinaTime.parseDay(text.strip());
        } catch (DateTimeException e) {
            throw new InvalidInputException(field, label, "须为日期，如 2026-03-02");
        }
    }
}
