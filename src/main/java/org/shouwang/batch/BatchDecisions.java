package org.shouwang.batch;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.engine.BatchSteps;
import org.shouwang.engine.BatchSteps.BatchStep;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.EngineTransactions;
import org.shouwang.engine.OpenTask;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.DatabaseLimits;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Texts;
import org.shouwang.shared.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Decides many cases of one step on behalf of the user who has signed in. Each case passes the same door as a single decision,
 * in a transaction of its own; one that is refused holds none of the others up.
 */
@Service
public class BatchDecisions {

    private static final Logger LOG = LoggerFactory.getLogger(BatchDecisions.class);
    private static final String FAULT = "系统出错，本案没有办理。请稍后单独办理；仍然不成的，请告诉系统管理员";

    private final BatchSteps steps;
    private final CaseTasks tasks;
    private final ProcessDoor door;
    private final EngineTransactions transactions;

    BatchDecisions(BatchSteps steps, CaseTasks tasks, ProcessDoor door, EngineTransactions transactions) {
        this.steps = steps;
        this.tasks = tasks;
        this.door = door;
        this.transactions = transactions;
    }

    /** What became of one case. */
    public enum Outcome {
        /** The case is decided. */
        DONE,
        /** Nothing has happened to the case. */
        REFUSED
    }

    /**
     * A case and what is decided on it.
     *
     * @param caseNo the case's number
     * @param values the values by the keys of the step's form
     */
    public record Item(String caseNo, Map<String, Object> values) {
    }

    /**
     * What became of one case.
     *
     * @param caseNo  the case's number as it was given
     * @param outcome whether it is decided
     * @param errors  why it was refused: the wrong fields, or {@code caseNo} with the reason; empty if it is decided
     */
    public record Result(String caseNo, Outcome outcome, List<FieldError> errors) {

        static Result done(String caseNo) {
            return new Result(caseNo, Outcome.DONE, List.of());
        }

        static Result refused(String caseNo, String reason) {
            return new Result(caseNo, Outcome.REFUSED, List.of(new FieldError("caseNo", "案号", reason)));
        }
    }

    /**
     * Decides a case. The caller must not hold a transaction, in which a refused case would undo others.
     *
     * @param processKey the key of the process
     * @param task       the element id of the step, or the id without {@code userTask_}
     * @param item       the case
     * @param mark       puts on record, in the decision's transaction, that the case is done; a {@link ConflictException} undoes
     *                   the decision
     * @return what became of it
     * @throws InvalidInputException if there is no such step, or the model does not switch it on
     */
    public Result decide(String processKey, String task, Item item, Runnable mark) {
        BatchStep step = steps.require(processKey, task);
        return decide(step, item, taskOf(item, openTasks(step, List.of(item.caseNo()))), mark);
    }

    /** Returns the ids of the open tasks of a step that the user may decide, by case. */
    Map<String, String> openTasks(BatchStep step, List<String> caseNos) {
        return tasks.mineAt(caseNos.stream().map(Texts::number).toList(), step.processKey(), step.element()).stream()
                .collect(Collectors.toMap(OpenTask::caseNo, OpenTask::id, (first, second) -> first));
    }

    /** Returns the id of a case's open task, or null. */
    String taskOf(Item item, Map<String, String> open) {
        return open.get(Texts.number(item.caseNo()));
    }

    /** Decides one case and marks it in the same transaction; {@code taskId} is null if the user has no such task. */
    Result decide(BatchStep step, Item item, String taskId, Runnable mark) {
        if (taskId == null) {
            return Result.refused(item.caseNo(), "没有由您办理的“" + step.name() + "”：案号有误，或者还没有到这一步、已经办结");
        }
        try {
            transactions.run(() -> {
                door.complete(taskId, item.values());
                mark.run();
                return null;
            });
            return Result.done(item.caseNo());
        } catch (InvalidInputException e) {
            return new Result(item.caseNo(), Outcome.REFUSED, e.errors());
        } catch (ConflictException | ForbiddenException | NotFoundException | UnavailableException e) {
            return Result.refused(item.caseNo(), e.getMessage());
        } catch (RuntimeException e) {
            if (DatabaseLimits.isReached(e)) {
                return Result.refused(item.caseNo(), DatabaseLimits.TOLD);
            }
            LOG.error("Case {} could not be decided with others", item.caseNo(), e);
            return Result.refused(item.caseNo(), FAULT);
        }
    }
}
