package org.shouwang.table;

import java.util.ArrayList;
import java.util.List;

/** Collects the parts of a file that were not taken as data. Of very many rows it keeps the first and counts the others. */
public final class LeftOutList {

    private static final int MOST = 1_000;

    private final List<LeftOut> items = new ArrayList<>();
    private Long firstOther;
    private int others;

    /**
     * Adds a part of the file.
     *
     * @param item a part that was not taken as data, or was taken differently from how it stands
     */
    public void add(LeftOut item) {
        if (items.size() < MOST || item.row() == null) {
            items.add(item);
        } else {
            firstOther = firstOther == null ? item.row() : firstOther;
            others++;
        }
    }

    /**
     * @return all parts that are kept; if others were only counted, the last entry tells how many
     */
    public List<LeftOut> all() {
        List<LeftOut> all = new ArrayList<>(items);
        if (others > 0) {
            all.add(LeftOut.row(firstOther, "这一行和以后同类的行共" + others + "行，没有逐行列出"));
        }
        return all;
    }
}
