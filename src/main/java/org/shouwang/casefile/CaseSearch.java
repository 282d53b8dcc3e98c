package org.shouwang.casefile;

import java.util.List;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PersonName;
import org.springframework.stereotype.Service;

/** Finds the cases that the user who has signed in may see. */
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
     * @param nextCursor the cursor of the next page, or null on the last page
     */
    public record Page(List<CaseFile> items, String nextCursor) {
    }

    /**
     * Returns one page of cases.
     *
     * @param externalReference the number in the system from which the cases came, or null for all cases
     * @param search            a case's number or the beginning of a head's name, or null for all cases
     * @param cursor            the cursor from the page before, or null for the first page
     * @param limit             the most cases on the page, 1 to 200
     * @throws InvalidInputException if the cursor or the limit is invalid
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
