package org.shouwang.casefile;

import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.PersonName;
import org.springframework.stereotype.Service;

/** Finds the cases that the user who has signed in may see. */
@Service
public class CaseSearch {

    private final CaseFiles cases;

    CaseSearch(CaseFiles cases) {
        this.cases = cases;
    }

    /**
     * Returns one page of cases.
     *
     * @param externalReference the number in the system from which the cases came, or null for all cases
     * @param search            a case's number or its end, the beginning of a head's name, or the name of a village or township; null for all cases
     * @param cursor            the cursor from the page before, or null for the first page
     * @param limit             the most cases on the page, 1 to 200
     * @throws InvalidInputException if the cursor or the limit is invalid
     */
    public Page<CaseFile> find(String externalReference, String search, String cursor, int limit) {
        PageRequest asked = PageRequest.of(cursor, limit);
        return asked.page(cases.visible(blankToNull(externalReference), normalised(search), asked.before(), asked.rows()), CaseFile::id);
    }

    /**
     * Counts the cases that {@link #find} finds on all pages, as {@link Page#counting}.
     *
     * @param search a case's number or its end, the beginning of a head's name, or a village's name; null for all cases
     */
    public long count(String search) {
        return cases.countVisible(normalised(search));
    }

    private static String normalised(String search) {
        return blankToNull(search == null ? null : PersonName.normalised(search));
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
