package org.shouwang.deadline;

import java.time.LocalDate;

/** A limit that the documents set, counted in calendar days in Asia/Shanghai (民法典第二百零一条). */
public enum LimitRule {

    /** The least time a public notice hangs after the day of its posting (ID-4, step 4). */
    NOTICE_5D("公示期", 5, 0, "张贴公示之日", null, null,
            "河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）第三部分一、（二）2：在村内进行不少于5天的公示"),
    /** From the day the risk clue was found to the county's decision (ID-5). A notice has to end within it. */
    IDENTIFICATION_15D("识别认定", 15, 3, "风险线索发现之日", NOTICE_5D, "timer_identification",
            "国乡振发〔2023〕4号；河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）第三部分一、（二）2：从发现线索到完成识别认定一般不超过15天"),
    /** From the county's approval to the completed entry (ID-5). */
    ENTRY_10D("系统录入", 10, 2, "县级批准之日", null, "timer_entry",
            "河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）第三部分一、（二）2：县级批准后10天内完成系统录入"),
    /** 贷后用途核查：30 days after the disbursement, then each quarter; the days are parameters (LN-5). */
    LOAN_USE_CHECK("贷后用途核查", 0, 7, "放款或上次核查之日", null, null,
            "河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）第三部分三、（三）7：贷后监管不到位是点名的问题；天数是本系统取值"),
    /** 到期还款：the last day of a loan's term, moved only by its one renewal or extension (LN-4). */
    LOAN_REPAYMENT("到期还款", 0, 30, "放款之日", null, null,
            "银保监发〔2021〕6号；河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）第三部分三、（二）5：可续贷或展期一次");

    private final String title;
    private final int days;
    private final int warningDaysBefore;
    private final String startText;
    private final LimitRule contained;
    private final String timers;
    private final String source;

    LimitRule(String title, int days, int warningDaysBefore, String startText, LimitRule contained, String timers,
              String source) {
        this.title = title;
        this.days = days;
        this.warningDaysBefore = warningDaysBefore;
        this.startText = startText;
        this.contained = contained;
        this.timers = timers;
        this.source = source;
    }

    /**
     * @return what has to be done in time, as people read it
     */
    public String title() {
        return title;
    }

    /**
     * @return how many days there are; the day of the start is not counted. 0 if the last day is agreed for each case
     */
    public int days() {
        return days;
    }

    /**
     * @return whether at least, not at most, this time has to pass
     */
    public boolean isMinimum() {
        return this == NOTICE_5D;
    }

    /**
     * @return whether village or township can ask the county for more days; not where the last day is agreed with a bank
     */
    public boolean isExtendable() {
        return days > 0 && !isMinimum();
    }

    /**
     * @param dueOn the last day
     * @return the day at whose end a warning is given; ours, not the documents'
     */
    LocalDate warningDay(LocalDate dueOn) {
        return dueOn.minusDays(warningDaysBefore);
    }

    /**
     * @param dueOn the last day
     * @return the first day on which what must still happen within the limit cannot end in time any more, or null if it
     *         holds no minimum: a notice posted that day ends with the last day, and nobody can decide in time
     */
    LocalDate unreachableFrom(LocalDate dueOn) {
        return contained == null ? null : dueOn.minusDays(contained.days);
    }

    /**
     * @return the id of the timer in the models that fires with the warning; not every limit has one
     */
    String warningTimer() {
        return timers + "Warning";
    }

    /**
     * @return the id of the timer in the models that fires when the limit is over
     */
    String dueTimer() {
        return timers + "Due";
    }

    /**
     * @return what the limit is counted from, as people read it
     */
    public String startText() {
        return startText;
    }

    /**
     * @return the document and item that set it
     */
    public String source() {
        return source;
    }
}
