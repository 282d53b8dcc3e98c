package org.shouwang.engine;

import java.time.Duration;

/** What the product does by itself for one row after the other, whenever their turn has come. */
public enum Sweep {

    /** Warnings, overdue limits and escalation. */
    ESCALATION("时限提醒与超期上报", Duration.ofMinutes(1)),
    /** The daily proposals of eliminations; what fails has its turn on the next day. */
    ELIMINATION_PROPOSALS("风险消除建议", Duration.ofDays(1)),
    /** Beginning the cases of a look-back. */
    LOOK_BACK_CASES("回头看发起案件", Duration.ofMinutes(1)),
    /** Reminders and overdue days of small loans. */
    LOANS("贷款到期与逾期", Duration.ofMinutes(1)),
    /** The clues that overdue loans owe their villages. */
    LOAN_CLUES("逾期贷款的风险线索", Duration.ofMinutes(1));

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final String title;
    private final Duration firstPause;

    Sweep(String title, Duration firstPause) {
        this.title = title;
        this.firstPause = firstPause;
    }

    /**
     * @return its name as people read it
     */
    public String title() {
        return title;
    }

    /**
     * @param attempts how often a row has failed, at least once
     * @return how long it waits; twice as long each time, an hour at the most unless the first pause is longer
     */
    Duration pauseAfter(int attempts) {
        Duration pause = firstPause;
        for (int i = 1; i < attempts && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 && firstPause.compareTo(LONGEST_PAUSE) < 0 ? LONGEST_PAUSE : pause;
    }
}
