package org.shouwang.household;

/** How a household stands in the register. */
public enum MonitoringStatus {
    /** 监测中 */
    MONITORED("监测中"),
    /** 风险已消除 */
    ELIMINATED("风险已消除"),
    /** 未纳入监测 */
    NOT_MONITORED("未纳入监测");

    private final String title;

    MonitoringStatus(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
