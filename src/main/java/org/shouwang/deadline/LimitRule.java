package org.shouwang.deadline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.List;

/**
 * A rule that sets a limit, counted in days in Asia/Shanghai (民法典第二百零一条). The documents set most of them. The rules of the
 * product's own processes stand here; further rules come with the procedures that are folders, and {@link LimitRules} knows all.
 */
public final class LimitRule {

    /** The least time for which a public notice hangs after the day of its posting (ID-4, step 4). */
    public static final LimitRule NOTICE_5D = new LimitRule("NOTICE_5D", "公示期", 5, 0, "张贴公示之日", null, null,
            "河南省乡村振兴局工作要点（2023年梳理汇总）第三部分一、（二）2：在村内进行不少于5天的公示");
    /**
     * The time from the day on which the risk clue was found to the county's decision (ID-5). A notice has to end within it.
     */
    public static final LimitRule IDENTIFICATION_15D = new LimitRule("IDENTIFICATION_15D",
            "识别认定", 15, 3, "风险线索发现之日", NOTICE_5D, "timer_identification",
            "河南省乡村振兴局工作要点（2023年梳理汇总）第三部分一、（二）2：从发现线索到完成识别认定一般不超过15天");
    /** The time from the county's approval to the completed entry (ID-5). */
    public static final LimitRule ENTRY_10D = new LimitRule("ENTRY_10D", "系统录入", 10, 2, "县级批准之日", null, "timer_entry",
            "河南省乡村振兴局工作要点（2023年梳理汇总）第三部分一、（二）2：县级批准后10天内完成系统录入");
    /**
     * The time from the county's approval to the township's declaration: responsible person named, plan made, measures
     * declared (AS-1).
     */
    public static final LimitRule ASSISTANCE_10D = new LimitRule("ASSISTANCE_10D",
            "帮扶计划", 10, 3, "县级批准之日", null, "timer_assistance",
            "河南省乡村振兴局工作要点（2023年梳理汇总）第三部分一、（二）3：县级审核批准后10天内，明确一名国家公职人员作为帮扶责任人，完成帮扶计划制定和帮扶措施申报；"
                    + "退回修改的，县级办理的天数不计入（本系统设计）");
    /**
     * The time from the township's declaration to the county's confirmation of the plan (AS-1). The days are a dated
     * parameter; their number is the product's own.
     */
    public static final LimitRule PLAN_CONFIRMATION = new LimitRule("PLAN_CONFIRMATION",
            "县级确认计划", 0, 2, "乡镇报送计划之日", null, "timer_planConfirmation",
            "文件没有规定县级确认计划；确认及其天数是本系统的办理要求（本系统设计）");
    /**
     * The time from the assignment to the day on which a line's plan has to be filed with the leading group's office (DA-5).
     */
    public static final LimitRule RECTIFICATION_PLAN = new LimitRule("RECTIFICATION_PLAN",
            "整改方案备案", 0, 2, "问题交办之日", null, null,
            "禹巩固脱贫组〔2023〕5号四（二）、（四）：各责任单位制定整改方案，按期报领导小组办公室备案");
    /**
     * The time from the assignment to the day by which a line has to be rectified, which is 整改时限 of the problem (DA-4, DA-5).
     */
    public static final LimitRule RECTIFICATION = new LimitRule("RECTIFICATION", "问题整改", 0, 3, "问题交办之日", null, null,
            "禹巩固脱贫组〔2023〕5号附件1“整改时限”");
    /**
     * The time from the report of a line to its verification by the county (DA-2). The number of days is the product's own.
     */
    public static final LimitRule RECTIFICATION_VERIFICATION = new LimitRule("RECTIFICATION_VERIFICATION",
            "整改核查", 10, 3, "报告整改结果之日", null, null,
            "许巩固脱贫组办〔2023〕1号第23项：县级逐项核查；天数为本系统的办理要求");
    /** The time for what cannot be rectified at once, beside which a lasting mechanism may stand (DA-5, M18). */
    public static final LimitRule LONG_TERM_RECTIFICATION = new LimitRule("LONG_TERM_RECTIFICATION",
            "长期整改", 0, 7, "核查认可阶段性成果之日", null, null,
            "禹巩固脱贫组〔2023〕5号二（三）：不能立行立改的，限期整改到位；需长期整改的，建立长效机制");
    /**
     * The time to the next check of a loan's use (贷后用途核查): first after the disbursement, then each quarter; the days are
     * parameters (LN-5).
     */
    public static final LimitRule LOAN_USE_CHECK = new LimitRule("LOAN_USE_CHECK", "贷后用途核查", 0, 7, "放款或上次核查之日", null, null,
            "河南省乡村振兴局工作要点（2023年梳理汇总）第三部分三、（三）7：贷后监管不到位是点名的问题；天数是本系统取值");
    /** The time to the last day of a loan's term (到期还款), which only the one renewal or extension of the loan moves (LN-4). */
    public static final LimitRule LOAN_REPAYMENT = new LimitRule("LOAN_REPAYMENT", "到期还款", 0, 30, "放款之日", null, null,
            "银保监发〔2021〕6号；河南省乡村振兴局工作要点（2023年梳理汇总）第三部分三、（二）5：可续贷或展期一次");

    private static final List<LimitRule> OWN = List.of(NOTICE_5D, IDENTIFICATION_15D, ENTRY_10D, ASSISTANCE_10D, PLAN_CONFIRMATION,
            RECTIFICATION_PLAN, RECTIFICATION, RECTIFICATION_VERIFICATION, LONG_TERM_RECTIFICATION, LOAN_USE_CHECK, LOAN_REPAYMENT);

    private final String name;
    private final String title;
    private final int days;
    private final boolean working;
    private final int warningDaysBefore;
    private final String startText;
    private final LimitRule contained;
    private final String timers;
    private final boolean extendable;
    private final String source;

    private LimitRule(String name, String title, int days, int warningDaysBefore, String startText, LimitRule contained, String timers,
              String source) {
        this(name, title, days, false, warningDaysBefore, startText, contained, timers, false, source);
    }

    private LimitRule(String name, String title, int days, boolean working, int warningDaysBefore, String startText, LimitRule contained,
              String timers, boolean extendable, String source) {
        this.name = name;
        this.title = title;
        this.days = days;
        this.working = working;
        this.warningDaysBefore = warningDaysBefore;
        this.startText = startText;
        this.contained = contained;
        this.timers = timers;
        this.extendable = extendable;
        this.source = source;
    }

    /**
     * Makes a rule of a procedure.
     *
     * @param name             the rule's name, by which it is stored
     * @param title            the Chinese name of the step that has to be done in time
     * @param days             the number of days; 0 if the last day is set case by case
     * @param working          whether only the days count on which offices work, see {@link WorkingDays}
     * @param warningDaysBefore the number of days before the last day at whose end the warning is given
     * @param startText        the Chinese name of the day from which the limit is counted
     * @param timers           the beginning of the ids of the model's timers, or null if there are none
     * @param extendable       whether the county may extend it though its last day is set case by case
     * @param source           the document and item that set the limit, in Chinese
     * @return the rule
     */
    public static LimitRule of(String name, String title, int days, boolean working, int warningDaysBefore, String startText, String timers,
                               boolean extendable, String source) {
        return new LimitRule(name, title, days, working, warningDaysBefore, startText, null, timers, extendable, source);
    }

    /**
     * @return the rules of the product's own processes, in the order in which they are shown
     */
    public static List<LimitRule> own() {
        return OWN;
    }

    /**
     * @return the rule's name, by which it is stored and by which other systems know it
     */
    @JsonValue
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * @return the Chinese name of the step that has to be done in time
     */
    public String title() {
        return title;
    }

    /**
     * @return the number of days, without the day of the start; 0 if the last day is set case by case
     */
    public int days() {
        return days;
    }

    /**
     * @return the number of days in Chinese, such as 15日, 至少5日 or 5个工作日; empty if the last day is set case by case
     */
    public String daysText() {
        return isDated() ? "" : (isMinimum() ? "至少" : "") + days + (working ? "个工作日" : "日");
    }

    /**
     * @return whether only the days count on which offices work
     */
    boolean isInWorkingDays() {
        return working;
    }

    /**
     * @return whether the days are a least time that has to pass
     */
    public boolean isMinimum() {
        return this == NOTICE_5D;
    }

    /**
     * @return whether the last day is set case by case
     */
    public boolean isDated() {
        return days == 0;
    }

    /**
     * @return whether the county may extend the limit; a rectification's last day is set by the city
     */
    public boolean isExtendable() {
        return !isMinimum() && (extendable || !isDated()) && this != RECTIFICATION_VERIFICATION;
    }

    /**
     * @param dueOn the last day
     * @return the day at whose end the warning is given; the number of days before is the product's own
     */
    LocalDate warningDay(LocalDate dueOn) {
        return dueOn.minusDays(warningDaysBefore);
    }

    /**
     * Returns the first day on which the limit cannot be met any more if its contained minimum has not begun. A notice that is
     * posted on that day ends with the last day, and nobody can decide in time.
     *
     * @param dueOn the last day
     * @return the day, or null if the limit contains no minimum
     */
    LocalDate unreachableFrom(LocalDate dueOn) {
        return contained == null ? null : dueOn.minusDays(contained.days);
    }

    /**
     * @return the id of the models' timer that fires with the warning; not every limit has such a timer
     */
    String warningTimer() {
        return timers + "Warning";
    }

    /**
     * @return the id of the models' timer that fires after the last day; not every limit has such a timer
     */
    String dueTimer() {
        return timers + "Due";
    }

    /**
     * @return the Chinese name of the day from which the limit is counted
     */
    public String startText() {
        return startText;
    }

    /**
     * @return the document and item that set the limit, in Chinese
     */
    public String source() {
        return source;
    }
}
