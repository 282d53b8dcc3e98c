package org.shouwang.desk;

import java.time.LocalDate;
import org.shouwang.deadline.LimitState;

/** How the limit of an open task stands; the states of running limits, and one for tasks without a limit. */
public enum TaskState {
    /** The last day is over. */
    OVERDUE(LimitState.OVERDUE.title(), "due_order < :today"),
    /** The limit cannot be met any more, although its last day is not over. */
    UNREACHABLE(LimitState.UNREACHABLE.title(), "due_order >= :today and due_order < :never and stuck_from <= :today"),
    /** The last day is near. */
    WARNING(LimitState.WARNING.title(), "due_order >= :today and due_order < :never and warned_from <= :today and stuck_from > :today"),
    /** There is time. */
    ON_TRACK(LimitState.ON_TRACK.title(), "due_order >= :today and due_order < :never and warned_from > :today"),
    /** No limit runs for the task. */
    NONE("没有时限", "due_order = :never");

    /** The day by which tasks without a limit are ordered. */
    static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private final String title;
    private final String condition;

    TaskState(String title, String condition) {
        this.title = title;
        this.condition = condition;
    }

    /**
     * @return the state's Chinese name
     */
    public String title() {
        return title;
    }

    /** Returns the SQL condition for tasks in this state. */
    String condition() {
        return condition;
    }

    /**
     * Returns the state of a task.
     *
     * @param dueOn      the last day, or null if no limit runs
     * @param warnedFrom the first day of the warning, or null if no limit runs
     * @param stuckFrom  the first day on which the limit cannot be met any more, or null if no limit runs
     * @param today      the day for which the state holds
     */
    static TaskState of(LocalDate dueOn, LocalDate warnedFrom, LocalDate stuckFrom, LocalDate today) {
        if (dueOn == null) {
            return NONE;
        }
        return dueOn.isBefore(today) ? OVERDUE : !stuckFrom.isAfter(today) ? UNREACHABLE : !warnedFrom.isAfter(today) ? WARNING : ON_TRACK;
    }
}
