package org.shouwang.household;

/** A risk of falling back into poverty. */
public enum Risk {
    /** Illness (因病). */
    ILLNESS("因病"),
    /** The costs of schooling (因学). */
    SCHOOLING("因学"),
    /** Disability (因残). */
    DISABILITY("因残"),
    /** A natural disaster (因灾). */
    DISASTER("因灾"),
    /** An accident (因意外事故). */
    ACCIDENT("因意外事故"),
    /** The failure of a business or farm project (产业项目失败). */
    INDUSTRY_FAILURE("产业项目失败"),
    /** Unstable work (务工就业不稳). */
    JOB_LOSS("务工就业不稳"),
    /** A lack of labour in the household (缺劳动力). */
    NO_LABOUR("缺劳动力"),
    /** Another risk (其他). */
    OTHER("其他");

    private final String title;

    Risk(String title) {
        this.title = title;
    }

    /**
     * @return the risk's Chinese name
     */
    public String title() {
        return title;
    }
}
