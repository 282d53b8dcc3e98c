package org.shouwang.rounds.web;

import java.util.List;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.TaskHandovers;
import org.shouwang.paper.PaperFormat;
import org.shouwang.paper.web.DocumentFiles;
import org.shouwang.problems.ProblemEntry;
import org.shouwang.problems.ProblemRights;
import org.shouwang.problems.Round;
import org.shouwang.problems.Rounds;
import org.shouwang.rounds.Circular;
import org.shouwang.rounds.RoundReport;
import org.shouwang.rounds.Sampling;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of rounds: opening a round, the progress of its units, its samples and its circular. */
@PageController
@RequestMapping("/problems/rounds")
class RoundPages {

    private final Rounds rounds;
    private final ProblemEntry entry;
    private final ProblemRights rights;
    private final RoundReport report;
    private final Sampling sampling;
    private final Circular circular;
    private final CaseTasks tasks;
    private final TaskHandovers handovers;
    private final CurrentUsers users;

    RoundPages(Rounds rounds, ProblemEntry entry, ProblemRights rights, RoundReport report, Sampling sampling, Circular circular,
               CaseTasks tasks, TaskHandovers handovers, CurrentUsers users) {
        this.rounds = rounds;
        this.entry = entry;
        this.rights = rights;
        this.report = report;
        this.sampling = sampling;
        this.circular = circular;
        this.tasks = tasks;
        this.handovers = handovers;
        this.users = users;
    }

    record RoundForm(String round, String startsOn, String endsOn) {
    }

    @GetMapping("/new")
    ModelAndView askForRound() {
        rights.requireRoundOpener();
        return askForRound(new RoundForm("", "", ""), HttpStatus.OK, List.of());
    }

    @PostMapping
    ModelAndView open(RoundForm form, RedirectAttributes redirect) {
        rights.requireRoundOpener();
        try {
            String code = entry.open(form.round(), form.startsOn(), form.endsOn()).code();
            redirect.addFlashAttribute("done", "轮次已建立，各县（市、区）可以登记、导入问题。");
            return new ModelAndView("redirect:/problems/rounds/" + code);
        } catch (InvalidInputException e) {
            return askForRound(form, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return askForRound(form, HttpStatus.CONFLICT, List.of(new FieldError("round", "轮次", e.getMessage())));
        }
    }

    private static ModelAndView askForRound(RoundForm form, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("problem-round-new", status).addObject("form", form).addObject("errors", errors);
    }

    @GetMapping("/{round}")
    String show(@PathVariable String round, Model model) {
        Round shown = rounds.get(round);
        boolean city = users.get().covers("");
        List<RoundReport.UnitProgress> units = report.visibleProgress(round);
        model.addAttribute("round", shown);
        model.addAttribute("statuses", city ? report.statuses(round) : null);
        model.addAttribute("counties", units.stream().filter(unit -> unit.role() != Role.DEPARTMENT).toList());
        model.addAttribute("departments", units.stream().filter(unit -> unit.role() == Role.DEPARTMENT).toList());
        model.addAttribute("draws", city ? sampling.of(round) : List.of());
        model.addAttribute("city", city);
        model.addAttribute("handovers", handovers.of(shown.number()));
        model.addAttribute("openTasks", tasks.mine(shown.number()));
        return "problem-round";
    }

    @GetMapping("/{round}/circular")
    ResponseEntity<byte[]> circular(@PathVariable String round, @RequestParam(defaultValue = "docx") String format) {
        PaperFormat wanted = DocumentFiles.format(format);
        Round shown = rounds.get(round);
        if (shown.open() && !users.get().covers("")) {
            throw new NotFoundException("通报尚未印发");
        }
        return DocumentFiles.answer(circular.take(shown, wanted));
    }
}
