package org.shouwang.batch.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.batch.BatchDecisions.Item;
import org.shouwang.batch.BatchDecisions.Outcome;
import org.shouwang.batch.BatchDecisions.Result;
import org.shouwang.batch.BatchRuns;
import org.shouwang.batch.Batches;
import org.shouwang.batch.Batches.Batch;
import org.shouwang.batch.CaseBriefs;
import org.shouwang.batch.CaseBriefs.CaseBrief;
import org.shouwang.engine.BatchSteps;
import org.shouwang.engine.BatchSteps.AskedField;
import org.shouwang.engine.BatchSteps.BatchStep;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.CaseTasks.StepTask;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The pages on which a user decides many cases of one step: the form with one decision for all and exceptions row by row, the
 * confirmation, the progress, and what became of each case.
 */
@PageController
@RequestMapping("/tasks/batch")
class BatchPages {

    private final Batches batches;
    private final BatchRuns runs;
    private final BatchSteps steps;
    private final CaseTasks tasks;
    private final CaseBriefs briefs;
    private final ProcessDoor door;
    private final AdjustableClock clock;

    BatchPages(Batches batches, BatchRuns runs, BatchSteps steps, CaseTasks tasks, CaseBriefs briefs, ProcessDoor door, AdjustableClock clock) {
        this.batches = batches;
        this.runs = runs;
        this.steps = steps;
        this.tasks = tasks;
        this.briefs = briefs;
        this.door = door;
        this.clock = clock;
    }

    /**
     * A case in the form.
     *
     * @param taskId  the engine's id of the task
     * @param brief   what decides it
     * @param ticked  whether it is to be decided now
     * @param errors  what is wrong with its own values
     */
    record Row(String taskId, CaseBrief brief, boolean ticked, List<FieldError> errors) {
    }

    /** How many cases get a decision. */
    record Count(String decision, String opinion, long cases) {
    }

    /** What became of a case, or what is to be decided on it. */
    record Done(String caseNo, String taskId, CaseBrief brief, String decision, Outcome outcome, String reason) {
    }

    private record Ticked(BatchStep step, List<StepTask> tasks, int gone) {

        List<String> ids() {
            return tasks.stream().map(StepTask::taskId).toList();
        }
    }

    @GetMapping
    String again() {
        return "redirect:/tasks";
    }

    /**
     * Shows the form for tasks that are ticked in a list; with {@code from}, what was filled in for an earlier batch is filled
     * in again.
     */
    @PostMapping
    ModelAndView ask(@RequestParam(required = false) List<String> taskId, @RequestParam(required = false) Long from) {
        Ticked ticked = ticked(taskId);
        List<AskedField> fields = steps.fields(ticked.tasks().get(0).taskId());
        BatchForm form;
        if (from == null) {
            MultiValueMap<String, String> initial = new LinkedMultiValueMap<>();
            fields.stream().filter(field -> "datetime".equals(field.type())).forEach(field -> initial.add("c." + field.key(), clock.today().toString()));
            form = BatchForm.of(fields, List.of(), initial);
        } else {
            Map<String, Item> byCase = batches.undecided(from).stream().collect(Collectors.toMap(Item::caseNo, item -> item));
            Map<String, Item> items = new LinkedHashMap<>();
            ticked.tasks().stream().filter(task -> byCase.containsKey(task.caseNo())).forEach(task -> items.put(task.taskId(), byCase.get(task.caseNo())));
            form = BatchForm.of(fields, items);
        }
        return form(ticked, ticked.tasks(), form, List.of(), Map.of(), HttpStatus.OK);
    }

    /** Checks what was filled in, and puts it on record for the confirmation. */
    @PostMapping("/check")
    ModelAndView check(@RequestParam(required = false) List<String> taskId, @RequestParam(required = false) List<String> shown,
                       @RequestParam MultiValueMap<String, String> parameters) {
        Ticked ticked = ticked(taskId);
        Set<String> all = new LinkedHashSet<>(shown == null ? List.of() : shown);
        all.addAll(ticked.ids());
        List<StepTask> rows = tasks.mineOf(all).stream().filter(task -> isOf(task, ticked.step())).toList();
        BatchForm form = BatchForm.of(steps.fields(ticked.tasks().get(0).taskId()), rows.stream().map(StepTask::taskId).toList(), parameters);
        Map<String, List<FieldError>> wrong = new LinkedHashMap<>();
        ticked.tasks().forEach(task -> {
            List<FieldError> errors = problems(task.taskId(), form);
            if (!errors.isEmpty()) {
                wrong.put(task.taskId(), errors);
            }
        });
        if (!wrong.isEmpty()) {
            List<FieldError> common = common(ticked, form, wrong);
            if (!common.isEmpty()) {
                wrong.keySet().removeIf(task -> !form.isException(task));
            }
            return form(ticked, rows, form, common, wrong, HttpStatus.BAD_REQUEST);
        }
        return new ModelAndView("redirect:/tasks/batch/" + batches.store(ticked.step(), ticked.tasks().stream()
                .map(task -> new Item(task.caseNo(), form.valuesOf(task.taskId()))).toList()));
    }

    /** Shows what is to be confirmed, how far it is, or what became of it. */
    @GetMapping("/{batchId}")
    ModelAndView show(@PathVariable long batchId) {
        Batch batch = batches.get(batchId);
        BatchStep step = steps.require(batch.processKey(), batch.elementId());
        List<Result> results = batches.results(batchId);
        List<Item> undecided = batches.undecided(batchId);
        ModelAndView page = new ModelAndView("batch-result").addObject("batch", batch).addObject("step", step);
        if (batch.finishedAt() == null && batch.begunAt() == null) {
            return confirmation(page, step, undecided);
        }
        Map<String, String> open = tasks.mineAt(results.stream().filter(result -> result.outcome() == Outcome.REFUSED).map(Result::caseNo).toList(),
                step.processKey(), step.element()).stream().collect(Collectors.toMap(task -> task.caseNo(), task -> task.id(), (a, b) -> a));
        List<Done> refused = results.stream().filter(result -> result.outcome() == Outcome.REFUSED)
                .map(result -> new Done(result.caseNo(), open.get(result.caseNo()), open.containsKey(result.caseNo()) ? briefs.of(result.caseNo()) : null,
                        null, result.outcome(), reason(result.errors()))).toList();
        return page.addObject("refused", refused)
                .addObject("done", results.stream().filter(result -> result.outcome() == Outcome.DONE).map(Result::caseNo).toList())
                .addObject("all", batches.size(batchId)).addObject("worked", results.size());
    }

    @PostMapping("/{batchId}/run")
    String run(@PathVariable long batchId) {
        runs.begin(batchId);
        return "redirect:/tasks/batch/" + batchId;
    }

    private ModelAndView confirmation(ModelAndView page, BatchStep step, List<Item> items) {
        Map<String, String> open = tasks.mineAt(items.stream().map(Item::caseNo).toList(), step.processKey(), step.element()).stream()
                .collect(Collectors.toMap(task -> task.caseNo(), task -> task.id(), (a, b) -> a));
        if (open.isEmpty()) {
            throw new ConflictException("这些待办已经办结，或者不由您办理了");
        }
        BatchForm form = BatchForm.of(steps.fields(open.values().iterator().next()), Map.of());
        Map<List<String>, Long> counts = items.stream().collect(Collectors.groupingBy(item -> List.of(form.told(item.values()),
                String.valueOf(item.values().getOrDefault("opinion", ""))), LinkedHashMap::new, Collectors.counting()));
        List<Count> told = new ArrayList<>();
        counts.entrySet().stream().sorted(Map.Entry.<List<String>, Long>comparingByValue().reversed())
                .forEach(entry -> told.add(new Count(entry.getKey().get(0), entry.getKey().get(1), entry.getValue())));
        return page.addObject("counts", told).addObject("cases", items.size()).addObject("rows", items.stream()
                .map(item -> new Done(item.caseNo(), open.get(item.caseNo()), null, form.told(item.values()), null,
                        String.valueOf(item.values().getOrDefault("opinion", "")))).toList());
    }

    private ModelAndView form(Ticked ticked, List<StepTask> rows, BatchForm form, List<FieldError> errors,
                              Map<String, List<FieldError>> wrong, HttpStatus status) {
        Set<String> chosen = Set.copyOf(ticked.ids());
        return new ModelAndView("batch", status).addObject("step", ticked.step()).addObject("gone", ticked.gone()).addObject("form", form)
                .addObject("errors", errors).addObject("rows", rows.stream().map(task -> new Row(task.taskId(), briefs.of(task.caseNo()),
                        chosen.contains(task.taskId()), wrong.getOrDefault(task.taskId(), List.of()))).toList())
                .addObject("wrongRows", wrong.keySet().stream().filter(chosen::contains).count()).addObject("today", clock.today());
    }

    private Ticked ticked(List<String> taskIds) {
        Set<String> asked = new LinkedHashSet<>(taskIds == null ? List.of() : taskIds);
        if (asked.isEmpty() || asked.size() > Batches.MOST) {
            throw new InvalidInputException("taskId", "待办", asked.isEmpty() ? "没有勾选：请先在清单上勾选" : "一次最多勾选" + Batches.MOST + "项");
        }
        List<StepTask> found = tasks.mineOf(asked);
        if (found.isEmpty()) {
            throw new ConflictException("勾选的待办已经办结，或者不由您办理。请刷新清单");
        }
        if (found.stream().anyMatch(task -> !task.processKey().equals(found.get(0).processKey()) || !task.element().equals(found.get(0).element()))) {
            throw new InvalidInputException("taskId", "待办", "不是同一环节的：一次只能批量办理同一环节的待办，请先按环节筛选");
        }
        return new Ticked(steps.require(found.get(0).processKey(), found.get(0).element()), found, asked.size() - found.size());
    }

    /** Returns what is wrong with what was filled in for a case; what the user cannot mend here is told after the attempt. */
    private List<FieldError> problems(String taskId, BatchForm form) {
        try {
            door.check(taskId, form.valuesOf(taskId));
            return List.of();
        } catch (InvalidInputException e) {
            return e.errors();
        } catch (ConflictException | ForbiddenException | NotFoundException e) {
            return List.of();
        }
    }

    /** Returns the errors in the common values: those that every case without own values has. */
    private static List<FieldError> common(Ticked ticked, BatchForm form, Map<String, List<FieldError>> wrong) {
        List<String> plain = ticked.ids().stream().filter(task -> !form.isException(task)).toList();
        if (plain.isEmpty()) {
            return List.of();
        }
        List<FieldError> first = wrong.getOrDefault(plain.get(0), List.of());
        return first.stream().filter(error -> plain.stream().allMatch(task -> wrong.getOrDefault(task, List.of()).contains(error))).toList();
    }

    private static boolean isOf(StepTask task, BatchStep step) {
        return task.processKey().equals(step.processKey()) && task.element().equals(step.element());
    }

    private static String reason(List<FieldError> errors) {
        return errors.stream().map(error -> "caseNo".equals(error.field()) ? error.message() : error.label() + error.message())
                .collect(Collectors.joining("；"));
    }
}
