package org.shouwang.policy.web;

import java.util.List;
import org.shouwang.policy.Replay;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;

/**
 * What a replay found, with one page of the cases.
 *
 * @param replayed   whether cases can be weighed again
 * @param open       the number of open cases that would be otherwise
 * @param closed     the number of cases decided in the last year that would be otherwise
 * @param looked     the number of questions and limits that were looked at again
 * @param wording    the number of answers of which only the wording would be another
 * @param unrecorded the number of cases decided in the last year without a question on record
 * @param failed     the number of questions and limits that cannot be looked at again for another reason
 * @param cut        whether there are older ones that were not looked at
 * @param cases      one page of the cases that would be otherwise
 */
record ReplayView(boolean replayed, long open, long closed, int looked, int wording, long unrecorded, int failed, boolean cut, Page<Replay.Change> cases) {

    private static final int PAGE_SIZE = 20;

    static ReplayView of(Replay.Result result, String cursor) {
        int from = place(cursor);
        List<Replay.Change> all = result.changes();
        List<Replay.Change> items = all.subList(Math.min(from, all.size()), Math.min(from + PAGE_SIZE, all.size()));
        Page<Replay.Change> page = new Page<>((long) all.size(), items, from == 0 ? null : String.valueOf(Math.max(0, from - PAGE_SIZE)),
                from + PAGE_SIZE < all.size() ? String.valueOf(from + PAGE_SIZE) : null);
        return new ReplayView(result.replayed(), result.open(), result.closed(), result.looked(), result.wording(), result.unrecorded(), result.failed(), result.cut(),
                page);
    }

    private static int place(String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return 0;
        }
        if (!cursor.matches("\\d{1,9}")) {
            throw new InvalidInputException("cursor", "cursor", "须为上一页的 nextCursor");
        }
        return Integer.parseInt(cursor);
    }
}
