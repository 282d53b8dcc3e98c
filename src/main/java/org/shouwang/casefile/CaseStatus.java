package org.shouwang.casefile;

import org.shouwang.outbox.EventType;

/**
 * How a case stands; it changes with the decision, not with what follows it. The constants here are the same for all kinds
 * of cases; how else a case can end is declared by its kind ({@link CaseKind#endings()}).
 *
 * @param code  how it is stored and how other systems read it
 * @param stage where in its life the case is
 * @param well  whether the case has ended with what it was begun for
 * @param title how people read it; a kind of case may have words of its own for the common ones
 * @param event what other systems are told when a case comes to stand like this; null for a case that has just begun
 */
public record CaseStatus(String code, Stage stage, boolean well, String title, EventType event) {

    /** 办理中 */
    public static final CaseStatus IN_PROGRESS = new CaseStatus("IN_PROGRESS", Stage.IN_PROGRESS, false, "办理中", null);
    /** 县级已批准：announcement and entry are open. */
    public static final CaseStatus APPROVED = new CaseStatus("APPROVED", Stage.APPROVED, false, "县级已批准",
            new EventType("case.approved", "案件：县级已批准", 10));
    /** 未通过：a level has refused. */
    public static final CaseStatus REJECTED = refused("REJECTED", "未通过", new EventType("case.rejected", "案件：未通过", 140));
    /** 已撤回：village or township has withdrawn the case. */
    public static final CaseStatus WITHDRAWN = new CaseStatus("WITHDRAWN", Stage.WITHDRAWN, false, "已撤回",
            new EventType("case.withdrawn", "案件：已撤回", 180));

    /** The life of every case, whatever its kind. */
    public enum Stage {
        /** Nothing is decided yet. */
        IN_PROGRESS,
        /** It is decided in favour of what the case was begun for, and something has still to be recorded. */
        APPROVED,
        /** The case has run to its end. */
        ENDED,
        /** The case has ended without what it was begun for: a level has refused, or the visit spoke against it. */
        REJECTED,
        /** The case was withdrawn before anything was decided. */
        WITHDRAWN
    }

    /**
     * An ending with what the case was begun for.
     *
     * @param code  how it is stored
     * @param title how people read it
     * @param event what other systems are told
     * @return the ending
     */
    public static CaseStatus reached(String code, String title, EventType event) {
        return new CaseStatus(code, Stage.ENDED, true, title, event);
    }

    /**
     * An ending that nobody had wished for, although the case has run to its end.
     *
     * @param code  how it is stored
     * @param title how people read it
     * @param event what other systems are told
     * @return the ending
     */
    public static CaseStatus otherwise(String code, String title, EventType event) {
        return new CaseStatus(code, Stage.ENDED, false, title, event);
    }

    /**
     * An ending without what the case was begun for; the household may have to be told (ID-6).
     *
     * @param code  how it is stored
     * @param title how people read it
     * @param event what other systems are told
     * @return the ending
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
     * @return whether something has still to be decided or recorded
     */
    public boolean isOpen() {
        return stage == Stage.IN_PROGRESS || stage == Stage.APPROVED;
    }
}
