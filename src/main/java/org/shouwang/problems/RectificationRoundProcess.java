package org.shouwang.problems;

/**
 * The names that the model {@code rectification-round} and the code share. The constant of a task is named like the id of the
 * task without its prefix {@code userTask}.
 */
public final class RectificationRoundProcess {

    public static final String KEY = "rectification-round";

    public static final String DRAW_SAMPLE = "userTask_drawSample";
    public static final String ISSUE_CIRCULAR = "userTask_issueCircular";

    public static final String DRAW_OUTCOME = "drawOutcome";

    private RectificationRoundProcess() {
    }
}
