package org.shouwang.deadline;

/** A limit that the documents set, counted in calendar days in Asia/Shanghai (民法典第二百零一条). */
public enum LimitRule {

    /** From the day the risk clue was found to the county's decision (ID-5). */
    IDENTIFICATION_15D("识别认定", 15, 12, "风险线索发现之日",
            "国乡振发〔2023〕4号；河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）第三部分一、（二）2：从发现线索到完成识别认定一般不超过15天"),
    /** From the county's approval to the completed entry (ID-5). */
    ENTRY_10D("系统录入", 10, 8, "县级批准之日",
            "河南省《巩固拓展脱贫攻坚成果工作要点汇编》（2023）第三部分一、（二）2：县级批准后10天内完成系统录入");

    private final String title;
    private final int days;
    private final int warningDay;
    private final String startText;
    private final String source;

    LimitRule(String title, int days, int warningDay, String startText, String source) {
        this.title = title;
        this.days = days;
        this.warningDay = warningDay;
        this.startText = startText;
        this.source = source;
    }

    /**
     * @return what has to be done in time, as people read it
     */
    public String title() {
        return title;
    }

    /**
     * @return how many days there are; the day of the start is not counted
     */
    public int days() {
        return days;
    }

    /**
     * @return the day at whose end a warning is given; ours, not the documents'
     */
    public int warningDay() {
        return warningDay;
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
