package org.shouwang.engine;

import java.time.Duration;

/** The jobs that the product does by itself for one row after the other when the row is due. */
public enum Sweep {

    /** Sends warnings, reports overdue limits and escalates them. */
    ESCALATION("时限提醒与超期上报", Duration.ofMinutes(1)),
    /** Proposes eliminations daily; a row that fails is tried again on the next day. */
    ELIMINATION_PROPOSALS("风险消除建议", Duration.ofDays(1)),
    /** Opens the cases of look-back campaigns. */
    LOOK_BACK_CASES("回头看发起案件", Duration.ofMinutes(1)),
    /** Reminds of small loans and records their overdue days. */
    LOANS("贷款到期与逾期", Duration.ofMinutes(1)),
    /** Registers the risk clues that follow from overdue loans. */
    LOAN_CLUES("逾期贷款的风险线索", Duration.ofMinutes(1)),
    /** Gives back the tasks of substitutes whose last day is over. */
    SUBSTITUTIONS("代理到期退回待办", Duration.ofMinutes(1)),
    /** Puts decision tables in force on their first day. */
    TABLES("决策表到日启用", Duration.ofMinutes(1));

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final String title;
    private final Duration firstPause;

    Sweep(String title, Duration firstPause) {
        this.title = title;
        this.firstPause = firstPause;
    }

    /**
     * @return the job's Chinese name
     */
    public String title() {
        return title;
    }

    /**
     * Returns the pause after a failure. It doubles with each failure, up to an hour unless the first pause is longer.
     *
     * @param attempts the number of the row's failures, at least 1
     */
    Duration pauseAfter(int attempts) {
        Duration pause = firstPause;
        for (int i = 1; i < attempts && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 && firstPause.compareTo(LONGEST_PAUSE) < 0 ? LONGEST_PAUSE : pause;
    }
}
