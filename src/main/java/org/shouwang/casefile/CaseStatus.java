package org.shouwang.casefile;

import org.shouwang.outbox.EventType;

/**
 * The status of a case. It changes with the decision, not with the steps that follow. The constants here are the same for all
 * kinds of cases; further endings are declared by the kinds ({@link CaseKind#endings()}).
 *
 * @param code  the code by which the status is stored and by which other systems know it
 * @param stage the stage of the case's life
 * @param well  whether the case has ended with the result for which it was opened
 * @param title the Chinese name; a kind of case may have its own words for the common statuses
 * @param event the event that tells other systems of the status, or null for a case that has just begun
 */
public record CaseStatus(String code, Stage stage, boolean well, String title, EventType event) {

    /** The case is in progress (办理中). */
    public static final CaseStatus IN_PROGRESS = new CaseStatus("IN_PROGRESS", Stage.IN_PROGRESS, false, "办理中", null);
    /** The county has approved, and the tasks after the decision are open (县级已批准). */
    public static final CaseStatus APPROVED = new CaseStatus("APPROVED", Stage.APPROVED, false, "县级已批准",
            new EventType("case.approved", "案件：县级已批准", 10));
    /** A level has refused the case (未通过). */
    public static final CaseStatus REJECTED = refused("REJECTED", "未通过", new EventType("case.rejected", "案件：未通过", 140));
    /** Village or township has withdrawn the case (已撤回). */
    public static final CaseStatus WITHDRAWN = new CaseStatus("WITHDRAWN", Stage.WITHDRAWN, false, "已撤回",
            new EventType("case.withdrawn", "案件：已撤回", 180));

    /** The stages in the life of every case. */
    public enum Stage {
        /** Nothing is decided yet. */
        IN_PROGRESS,
        /** The decision agrees to the result for which the case was opened, and tasks after it are open. */
        APPROVED,
        /** The case has run to its end. */
        ENDED,
        /** The case has ended without its result: a level has refused, or the visit spoke against it. */
        REJECTED,
        /** The case was withdrawn before anything was decided. */
        WITHDRAWN
    }

    /**
     * Makes an ending with the result for which the case was opened.
     *
     * @param code  the code by which the status is stored
     * @param title the Chinese name
     * @param event the event that tells other systems of the ending
     */
    public static CaseStatus reached(String code, String title, EventType event) {
        return new CaseStatus(code, Stage.ENDED, true, title, event);
    }

    /**
     * Makes an ending of a case that has run to its end without the result for which it was opened.
     *
     * @param code  the code by which the status is stored
     * @param title the Chinese name
     * @param event the event that tells other systems of the ending
     */
    public static CaseStatus otherwise(String code, String title, EventType event) {
        return new CaseStatus(code, Stage.ENDED, false, title, event);
    }

    /**
     * Makes an ending by refusal; the household may have to be told (ID-6).
     *
     * @param code  the code by which the status is stored
     * @param title the Chinese name
     * @param event the event that tells other systems of the ending
     */
    public static CaseStatus refused(String code, String title, EventType event) {
        return new CaseStatus(code, Stage.REJECTED, false, title, event);
    }

    /**
     * @return whether nothing is decided yet
     */
    public boolean isInProgress() {
        return stage == Stage.IN_PROGRESS;
    }

    /**
     * @return whether a decision or a task after it is still open
     */
    public boolean isOpen() {
        return stage == Stage.IN_PROGRESS || stage == Stage.APPROVED;
    }
}
