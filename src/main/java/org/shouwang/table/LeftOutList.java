package org.shouwang.table;

import java.util.ArrayList;
import java.util.List;

/** Collects what a file has besides its data, of very many rows the first, with the count of the others. */
public final class LeftOutList {

    private static final int MOST = 1_000;

    private final List<LeftOut> items = new ArrayList<>();
    private Long firstOther;
    private int others;

    /**
     * @param item what was not taken as data, or not as it stands
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
     * @return all of it, the last one telling of those that are not listed
     */
    public List<LeftOut> all() {
        List<LeftOut> all = new ArrayList<>(items);
        if (others > 0) {
            all.add(LeftOut.row(firstOther, "这一行和以后同类的行共" + others + "行，没有逐行列出"));
        }
        return all;
    }
}
