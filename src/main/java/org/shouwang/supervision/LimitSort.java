package org.shouwang.supervision;

/** In which order limits are listed. */
public enum LimitSort {
    /** 截止日从早到晚：the longest overdue in front. */
    DUE("截止日从早到晚", "due_on, id", true),
    /** 截止日从晚到早 */
    DUE_LAST("截止日从晚到早", "due_on, id", false),
    /** 最新登记在前 */
    NEWEST("最新登记在前", "id", false),
    /** 按所在村 */
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
     * @return the order as people read it
     */
    public String title() {
        return title;
    }

    /** The order by which the database goes, or its reverse. */
    String orderBy(boolean backwards) {
        String direction = ascending == backwards ? " desc" : " asc";
        return String.join(direction + ", ", columns.split(", ")) + direction;
    }

    /** What comes after the limit that is bound to the parameters named like the columns, or before it. */
    String beyond(boolean backwards) {
        return "(" + columns + ") " + (ascending == backwards ? "<" : ">") + " (:" + columns.replace(", ", ", :") + ")";
    }
}
