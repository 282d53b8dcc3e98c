package org.shouwang.dualassignment.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.shouwang.dualassignment.Circular;
import org.shouwang.dualassignment.Round;
import org.shouwang.dualassignment.RoundReport;
import org.shouwang.dualassignment.Rounds;
import org.shouwang.dualassignment.Sampling;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.TaskHandovers;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PageController;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** A round: how its units go on, its samples, its circular. */
@PageController
@RequestMapping("/problems/rounds/{round}")
class RoundPages {

    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final Rounds rounds;
    private final RoundReport report;
    private final Sampling sampling;
    private final Circular circular;
    private final CaseTasks tasks;
    private final TaskHandovers handovers;
    private final CurrentUsers users;

    RoundPages(Rounds rounds, RoundReport report, Sampling sampling, Circular circular, CaseTasks tasks,
               TaskHandovers handovers, CurrentUsers users) {
        this.rounds = rounds;
        this.report = report;
        this.sampling = sampling;
        this.circular = circular;
        this.tasks = tasks;
        this.handovers = handovers;
        this.users = users;
    }

    @GetMapping
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
        model.addAttribute("openTasks", tasks.openOf(List.of(shown.number())).stream()
                .filter(task -> users.get().groups().contains(task.group()))
                .map(task -> new ProblemPages.TaskLink(task.name(), "/camunda/app/tasklist/default/#/?task=" + task.id())).toList());
        return "problem-round";
    }

    @GetMapping("/circular")
    ResponseEntity<byte[]> circular(@PathVariable String round) {
        Round shown = rounds.get(round);
        if (shown.open() && !users.get().covers("")) {
            throw new NotFoundException("通报尚未印发");
        }
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename("整改情况通报-" + round + ".docx", StandardCharsets.UTF_8).build().toString())
                .contentType(MediaType.parseMediaType(WORD)).body(circular.write(shown));
    }
}
