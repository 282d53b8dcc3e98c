package org.shouwang.problems.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.shouwang.problems.ImportDrafts;
import org.shouwang.problems.Problem;
import org.shouwang.problems.ProblemImport;
import org.shouwang.problems.ProblemRights;
import org.shouwang.problems.Rounds;
import org.shouwang.problems.UnitMapping;
import org.shouwang.problems.Units;
import org.shouwang.region.Regions;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.shouwang.table.Table;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of the import of problems (导入问题台账): upload, preview, mapping of unknown units, confirmation. */
@PageController
@RequestMapping("/problems/import")
class ImportPages {

    private final ProblemImport imports;
    private final UnitMapping mapping;
    private final ImportDrafts drafts;
    private final ProblemRights rights;
    private final Units units;
    private final Rounds rounds;
    private final Regions regions;

    ImportPages(ProblemImport imports, UnitMapping mapping, ImportDrafts drafts, ProblemRights rights, Units units, Rounds rounds,
                Regions regions) {
        this.imports = imports;
        this.mapping = mapping;
        this.drafts = drafts;
        this.rights = rights;
        this.units = units;
        this.rounds = rounds;
        this.regions = regions;
    }

    @GetMapping
    ModelAndView ask() {
        rights.requireRegistrar();
        return ask(new ProblemImport.Purpose("", rights.ownCounty(), "", "", ""), HttpStatus.OK, List.of());
    }

    private ModelAndView ask(ProblemImport.Purpose asked, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("problem-import", status).addObject("errors", errors).addObject("counties", rights.counties())
                .addObject("asked", asked).addObject("mayOpenRounds", rights.mayOpenRounds()).addObject("rounds", rounds.all())
                .addObject("townships", rights.counties().stream().flatMap(each -> regions.childrenOf(each.code()).stream()).toList());
    }

    @PostMapping
    ModelAndView upload(@RequestParam(defaultValue = "") String round, @RequestParam(defaultValue = "") String county,
                        @RequestParam(defaultValue = "") String region, @RequestParam(defaultValue = "") String startsOn,
                        @RequestParam(defaultValue = "") String endsOn, @RequestParam(required = false) MultipartFile file)
            throws IOException {
        rights.requireRegistrar();
        byte[] bytes = file == null ? null : file.getBytes();
        ProblemImport.Purpose asked = new ProblemImport.Purpose(round, county, region, startsOn, endsOn);
        try {
            Table table = imports.table(asked, bytes);
            ProblemImport.Result preview = imports.read(asked, table, new ProblemImport.Decision(false, null, null));
            long id = drafts.add(new ImportDrafts.Draft(preview.round(), preview.county(), region.isBlank() ? null : region.strip(),
                    startsOn.isBlank() ? null : preview.startsOn().toString(), endsOn.isBlank() ? null : preview.endsOn().toString(), List.of(),
                    table));
            return new ModelAndView("redirect:/problems/import/" + id);
        } catch (InvalidInputException e) {
            return ask(asked, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return ask(asked, HttpStatus.CONFLICT, List.of(new FieldError("round", "轮次", e.getMessage())));
        }
    }

    @GetMapping("/{draftId}")
    ModelAndView preview(@PathVariable long draftId) {
        return preview(draftId, HttpStatus.OK, List.of());
    }

    private ModelAndView preview(long draftId, HttpStatus status, List<FieldError> errors) {
        ImportDrafts.Draft draft = drafts.get(draftId);
        ProblemImport.Result result = read(draft, new ProblemImport.Decision(false, null, draft.corrections()));
        Map<String, String> choices = units.choices(draft.county());
        return new ModelAndView("problem-import-preview", status).addObject("draftId", draftId).addObject("result", result)
                .addObject("county", regions.find(draft.county()).orElseThrow().name()).addObject("roundName", rounds.nameOf(draft.round()))
                .addObject("errors", errors).addObject("choices", choices)
                .addObject("wrongRows", result.items().stream().filter(row -> row.state() == ProblemImport.RowState.ERROR).count());
    }

    private ProblemImport.Result read(ImportDrafts.Draft draft, ProblemImport.Decision decision) {
        return imports.read(new ProblemImport.Purpose(draft.round(), draft.county(), draft.region(), draft.startsOn(), draft.endsOn()),
                draft.table(), decision);
    }

    @PostMapping("/{draftId}/corrections")
    ModelAndView decide(@PathVariable long draftId, @RequestParam(defaultValue = "0") long row, @RequestParam(defaultValue = "") String problemNo) {
        drafts.get(draftId);
        if (!problemNo.matches("NEW|" + Problem.NUMBERS) || row < 1) {
            return preview(draftId, HttpStatus.BAD_REQUEST, List.of(new FieldError("row-" + row, "第" + row + "行", "请选定是更正哪个问题，还是另一个问题")));
        }
        drafts.decide(draftId, row, problemNo);
        return new ModelAndView("redirect:/problems/import/" + draftId + "#row-" + row);
    }

    @PostMapping("/{draftId}/units")
    ModelAndView map(@PathVariable long draftId, @RequestParam(defaultValue = "") String unit,
                     @RequestParam(required = false) List<String> groups, RedirectAttributes redirect) {
        ImportDrafts.Draft draft = drafts.get(draftId);
        try {
            mapping.map(draft.county(), unit, groups);
        } catch (InvalidInputException e) {
            return preview(draftId, HttpStatus.BAD_REQUEST, e.errors());
        }
        redirect.addFlashAttribute("done", "已记住“" + unit + "”，以后照此识别。");
        return new ModelAndView("redirect:/problems/import/" + draftId);
    }

    @PostMapping("/{draftId}/confirmation")
    ModelAndView confirm(@PathVariable long draftId, @RequestParam(defaultValue = "") String seen, RedirectAttributes redirect) {
        ImportDrafts.Draft draft = drafts.get(draftId);
        try {
            ProblemImport.Result result = read(draft, new ProblemImport.Decision(true, seen.isBlank() ? "none" : seen, draft.corrections()));
            drafts.remove(draftId);
            redirect.addFlashAttribute("done", "已导入：新增问题 " + result.added() + " 个，更改问题 " + result.changed() + " 个，新增排查问题 "
                    + result.findingsAdded() + " 个，未变化 " + result.unchanged() + " 行。"
                    + (result.linesAdded() > 0 ? "新增的各条线已同时收到任务。" : ""));
            return new ModelAndView("redirect:/problems/rounds/" + result.round());
        } catch (InvalidInputException e) {
            return preview(draftId, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return preview(draftId, HttpStatus.CONFLICT, List.of(new FieldError("round", "轮次", e.getMessage())));
        }
    }
}
