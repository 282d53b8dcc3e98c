package org.shouwang.casefile;

import java.util.List;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PersonName;
import org.springframework.stereotype.Service;

/** Finds cases that the user who has signed in may see. */
@Service
public class CaseSearch {

    private static final int MAX_LIMIT = 200;

    private final CaseFiles cases;

    CaseSearch(CaseFiles cases) {
        this.cases = cases;
    }

    /**
     * One page of cases.
     *
     * @param items      the cases, newest first
     * @param nextCursor where the next page begins, or null on the last one
     */
    public record Page(List<CaseFile> items, String nextCursor) {
    }

    /**
     * @param externalReference only cases with this number in the system they came from, or null for all
     * @param search            only cases with this number, or whose head's name begins so, or null for all
     * @param cursor            where the page begins, from the page before, or null for the first
     * @param limit             how many cases, 1 to 200
     * @return one page
     * @throws InvalidInputException if cursor or limit make no sense
     */
    public Page find(String externalReference, String search, String cursor, int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("limit", "limit", "须在1至" + MAX_LIMIT + "之间");
        }
        Long before = null;
        if (cursor != null && !cursor.isBlank()) {
            try {
                before = Long.valueOf(cursor);
            } catch (NumberFormatException e) {
                throw new InvalidInputException("cursor", "cursor", "无效，请使用上一页给出的值");
            }
        }
        List<CaseFile> found = cases.visible(blankToNull(externalReference),
                blankToNull(search == null ? null : PersonName.normalised(search)), before, limit + 1);
        boolean more = found.size() > limit;
        List<CaseFile> page = more ? found.subList(0, limit) : found;
        return new Page(page, more ? String.valueOf(page.get(page.size() - 1).id()) : null);
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
