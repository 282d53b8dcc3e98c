package org.shouwang.household;

/** The monitoring status of a household in the register. */
public enum MonitoringStatus {
    /** The household is monitored (监测中). */
    MONITORED("监测中"),
    /** The household was monitored until its risks were eliminated (风险已消除). */
    ELIMINATED("风险已消除"),
    /** The household has never been monitored (未纳入监测). */
    NOT_MONITORED("未纳入监测");

    private final String title;

    MonitoringStatus(String title) {
        this.title = title;
    }

    /**
     * @return the status's Chinese name
     */
    public String title() {
        return title;
    }
}
