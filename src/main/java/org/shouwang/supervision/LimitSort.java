package org.shouwang.supervision;

/** The orders in which limits can be listed. */
public enum LimitSort {
    /** By due day, the earliest first (截止日从早到晚). The limit that has been overdue longest comes first. */
    DUE("截止日从早到晚", "due_on, id", true),
    /** By due day, the latest first (截止日从晚到早). */
    DUE_LAST("截止日从晚到早", "due_on, id", false),
    /** By registration, the newest first (最新登记在前). */
    NEWEST("最新登记在前", "id", false),
    /** By village (按所在村). */
    VILLAGE("按所在村", "village_code, due_on, id", true);

    private final String title;
    private final String columns;
    private final boolean ascending;

    LimitSort(String title, String columns, boolean ascending) {
        this.title = title;
        this.columns = columns;
        this.ascending = ascending;
    }

    /**
     * @return the order's Chinese name
     */
    public String title() {
        return title;
    }

    /** Returns the order for an SQL statement, or its reverse. */
    String orderBy(boolean backwards) {
        String direction = ascending == backwards ? " desc" : " asc";
        return String.join(direction + ", ", columns.split(", ")) + direction;
    }

    /**
     * Returns the SQL condition for the limits after a given limit, or before it. The given limit's values are bound to
     * parameters that are named like the columns.
     */
    String beyond(boolean backwards) {
        return "(" + columns + ") " + (ascending == backwards ? "<" : ">") + " (:" + columns.replace(", ", ", :") + ")";
    }
}
