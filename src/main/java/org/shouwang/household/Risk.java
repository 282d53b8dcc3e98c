package org.shouwang.household;

/** A risk of falling back into poverty. */
public enum Risk {
    /** 因病 */
    ILLNESS("因病"),
    /** 因学 */
    SCHOOLING("因学"),
    /** 因残 */
    DISABILITY("因残"),
    /** 因灾 */
    DISASTER("因灾"),
    /** 因意外事故 */
    ACCIDENT("因意外事故"),
    /** 产业项目失败 */
    INDUSTRY_FAILURE("产业项目失败"),
    /** 务工就业不稳 */
    JOB_LOSS("务工就业不稳"),
    /** 缺劳动力 */
    NO_LABOUR("缺劳动力"),
    /** 其他 */
    OTHER("其他");

    private final String title;

    Risk(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
