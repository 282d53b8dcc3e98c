package org.shouwang.security;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A substitution (代理): a user acts for a post from a day to a day, while its holder is away.
 *
 * @param id             the substitution's id
 * @param post           the group of the post
 * @param postName       the post's Chinese name; null if there is no such post any more
 * @param represents     the id of the holder who is away; null if the county's department has named the substitute
 * @param representsName the name of that holder, or null
 * @param substitute     the id of the user who acts
 * @param substituteName the name of that user; null if there is no such account any more
 * @param from           the first day
 * @param until          the last day
 * @param namedBy        the id of the user who has named the substitute
 * @param namedByName    the name of that user; null if there is no such account any more
 * @param namedAt        the moment at which the substitute was named
 * @param endedBy        the id of the user who has ended the substitution early, or null
 * @param endedAt        the moment at which it was ended early, or null
 */
public record Substitution(long id, String post, String postName, String represents, String representsName, String substitute,
                           String substituteName, LocalDate from, LocalDate until, String namedBy, String namedByName,
                           Instant namedAt, String endedBy, Instant endedAt) {

    /**
     * Returns the state.
     *
     * @param today today's day by the product's clock
     */
    public Term.State state(LocalDate today) {
        return new Term(from, until).state(endedAt, today);
    }

    /**
     * @param today today's day by the product's clock
     * @return the Chinese name of the state
     */
    public String stateText(LocalDate today) {
        return state(today).title("代理中");
    }

    /**
     * @return for which post and whom the substitute acts, in Chinese, beginning with 代
     */
    public String text() {
        return text(post, postName, represents, representsName);
    }

    static String text(String post, String postName, String represents, String representsName) {
        String place = postName == null ? post : postName;
        String whom = represents == null ? "" : new CurrentUser(represents, representsName, List.of()).displayName();
        return "代" + place + (whom.isEmpty() || whom.equals(place) ? "" : "（" + whom + "）");
    }
}
