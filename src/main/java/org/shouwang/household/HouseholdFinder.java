package org.shouwang.household;

import java.util.List;
import org.shouwang.region.Regions;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.Page;
import org.shouwang.shared.Paging;
import org.shouwang.shared.SearchTexts;
import org.springframework.stereotype.Component;

/**
 * Finds the household for which something is begun, for pages with the fragment {@code household-finder :: finder}. What was found has
 * an address that can be opened again and names nobody.
 */
@Component
public class HouseholdFinder {

    /** What is wrong with a search for nothing. */
    public static final FieldError NOTHING_ASKED = new FieldError("q", "查找", "请填写户编号、户主姓名或村名");
    private static final int PAGE_SIZE = 20;

    private final SearchTexts texts;
    private final Regions regions;

    HouseholdFinder(SearchTexts texts, Regions regions) {
        this.texts = texts;
        this.regions = regions;
    }

    /** Finds households. */
    @FunctionalInterface
    public interface Source {

        /**
         * @param text    a household's number, or the beginning of the name of the head; empty for all
         * @param village the beginning of the name of the village; empty for all
         * @param cursor  the cursor that the page before gave; null for the first page
         * @param limit   the most households on the page
         */
        Page<Household> find(String text, String village, String cursor, int limit);
    }

    /**
     * A household that can be chosen.
     *
     * @param household   the household
     * @param villageName the name of its village
     */
    public record Row(Household household, String villageName) {
    }

    /**
     * What a page shows.
     *
     * @param path    the address of the page
     * @param q       the number or name that is looked for
     * @param village the name of the village that is looked for
     * @param own     whether the user has one village only, whose households are shown at once
     * @param asked   whether something was looked for
     * @param rows    the households
     * @param paging  the links to further pages
     */
    public record Found(String path, String q, String village, boolean own, boolean asked, List<Row> rows, Paging paging) {
    }

    /**
     * @param path    the address of the page
     * @param find    the encrypted number or name, or null; may be anything that a user typed
     * @param village the name of the village, or null
     * @param cursor  the cursor of the page, or null
     * @param own     whether the user has one village only
     * @param source  finds the households
     * @return what the page shows
     */
    public Found find(String path, String find, String village, String cursor, boolean own, Source source) {
        String q = texts.open(find);
        String place = village == null ? "" : village.strip();
        boolean asked = own || !q.isBlank() || !place.isBlank();
        Page<Household> page = asked ? source.find(q, place, cursor, PAGE_SIZE) : new Page<>(null, List.of(), null, null);
        return new Found(path, q, place, own, asked, page.items().stream().map(each -> new Row(each, regions.nameOf(each.villageCode()))).toList(),
                Paging.of(path, cursor, page).with("find", find).with("village", place));
    }

    /**
     * @param path    the address of the page
     * @param q       the number or name that was typed
     * @param village the name of the village that was typed
     * @return the address of what is found
     */
    public String address(String path, String q, String village) {
        return Paging.of(path, null, new Page<>(null, List.of(), null, null)).with("find", texts.seal(q)).with("village", village.strip()).address(null);
    }
}
