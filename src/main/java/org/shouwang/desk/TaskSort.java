package org.shouwang.desk;

/** The orders in which open tasks can be listed. Each has an index of its own. */
public enum TaskSort {
    /** By last day, the earliest first (最急的在前); tasks without a limit come last. */
    DUE("最急的在前", "due_order, since, task_id", true),
    /** By the moment from which the task waits, the earliest first (等得最久的在前). */
    OLDEST("等得最久的在前", "since, task_id", true),
    /** By the moment from which the task waits, the latest first (新到的在前). */
    NEWEST("新到的在前", "since, task_id", false),
    /** By village (按所在村). */
    VILLAGE("按所在村", "region_code, due_order, since, task_id", true);

    private final String title;
    private final String columns;
    private final boolean ascending;

    TaskSort(String title, String columns, boolean ascending) {
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
     * Returns the SQL condition for the tasks after a given task, or before it. The given task's values are bound to parameters
     * that are named like the columns.
     */
    String beyond(boolean backwards) {
        return "(" + columns + ") " + (ascending == backwards ? "<" : ">") + " (:" + columns.replace(", ", ", :") + ")";
    }
}
