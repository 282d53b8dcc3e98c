package org.shouwang.accountability.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.shouwang.accountability.TownshipIndicator;
import org.shouwang.accountability.TownshipRankings;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.export.TableDownloads;
import org.shouwang.export.TableFormat;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages with the quarterly ranking of townships (乡镇季度排名) and the decisions on the last of them. */
@PageController
@RequestMapping("/accountability")
class AccountabilityPages {

    private final TownshipRankings rankings;
    private final TableDownloads downloads;
    private final SupervisorRights supervisors;

    AccountabilityPages(TownshipRankings rankings, TableDownloads downloads, SupervisorRights supervisors) {
        this.rankings = rankings;
        this.downloads = downloads;
        this.supervisors = supervisors;
    }

    @GetMapping
    ModelAndView show(@RequestParam(defaultValue = "") String quarter) {
        supervisors.require();
        return show(quarter, HttpStatus.OK, List.of());
    }

    private ModelAndView show(String quarter, HttpStatus status, List<FieldError> errors) {
        List<String> quarters = rankings.quarters();
        String shown = !quarter.isBlank() ? quarter : quarters.isEmpty() ? "" : quarters.get(0);
        return new ModelAndView("accountability", status).addObject("errors", errors).addObject("quarters", quarters)
                .addObject("quarter", shown).addObject("places", shown.isEmpty() ? List.of() : rankings.of(shown))
                .addObject("steps", shown.isEmpty() ? List.of() : rankings.stepsOf(shown))
                .addObject("indicators", TownshipIndicator.values()).addObject("lastQuarter", rankings.lastQuarter())
                .addObject("decider", rankings.mayDecide());
    }

    @PostMapping
    ModelAndView rank(@RequestParam(defaultValue = "") String quarter, RedirectAttributes redirect) {
        try {
            rankings.rank(quarter.strip());
        } catch (InvalidInputException e) {
            return show("", HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return show("", HttpStatus.CONFLICT, List.of(new FieldError("quarter", "季度", e.getMessage())));
        }
        redirect.addFlashAttribute("done", quarter.strip() + " 已排名，后几名的处理建议等您决定。");
        return new ModelAndView("redirect:/accountability?quarter=" + quarter.strip());
    }

    @PostMapping("/steps/{stepId}")
    ModelAndView decide(@PathVariable long stepId, @RequestParam(defaultValue = "") String quarter,
                        @RequestParam(defaultValue = "") String outcome, @RequestParam(defaultValue = "") String opinion,
                        RedirectAttributes redirect) {
        try {
            rankings.decide(stepId, outcome, opinion);
        } catch (InvalidInputException e) {
            return show(quarter, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return show(quarter, HttpStatus.CONFLICT, List.of(new FieldError("step-" + stepId, "建议", e.getMessage())));
        }
        redirect.addFlashAttribute("done", "决定已记录。");
        return new ModelAndView("redirect:/accountability" + (quarter.matches("\\d{4}Q\\d") ? "?quarter=" + quarter : ""));
    }

    @GetMapping("/{quarter}/file")
    ResponseEntity<byte[]> file(@PathVariable String quarter) {
        supervisors.require();
        List<String> header = new ArrayList<>(List.of("名次", "乡镇（街道）", "综合得分"));
        Arrays.stream(TownshipIndicator.values()).forEach(each -> header.add(each.title()));
        header.add("处理");
        List<TownshipRankings.Step> steps = rankings.stepsOf(quarter);
        List<List<Object>> rows = new ArrayList<>();
        for (TownshipRankings.Place place : rankings.of(quarter)) {
            List<Object> row = new ArrayList<>(List.of((long) place.place(), place.name(), Decimals.plain(place.score())));
            Arrays.stream(TownshipIndicator.values()).forEach(each -> row.add(place.scores().get(each) == null ? ""
                    : Objects.toString(place.scores().get(each).value(), "")));
            row.add(steps.stream().filter(step -> step.township().equals(place.township())).findFirst()
                    .map(step -> step.kind().title() + (step.outcome() == null ? "（待决定）"
                            : step.outcome() == TownshipRankings.StepOutcome.CONFIRMED ? "（已确认）" : "（不采取）")).orElse(""));
            rows.add(row);
        }
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename("乡镇季度排名-" + quarter + ".xlsx", StandardCharsets.UTF_8).build().toString())
                .contentType(MediaType.parseMediaType(TableFormat.XLSX.contentType()))
                .body(downloads.write("乡镇季度排名", header, rows, TableFormat.XLSX));
    }
}
