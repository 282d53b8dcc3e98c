package org.shouwang.security;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * An authorisation of a county's department by its leading group to approve in the group's name (授权批准, ID-4 step 6).
 *
 * @param id         the authorisation's id
 * @param countyCode the county's code
 * @param countyName the county's name
 * @param from       the first day
 * @param until      the last day
 * @param document   number and name of the document that gives it
 * @param givenBy    the id of the user who registered it
 * @param givenAt    the moment at which it was registered
 * @param endedBy    the id of the user who ended it early, or null
 * @param endedAt    the moment at which it was ended early, or null
 */
public record Authorisation(long id, String countyCode, String countyName, LocalDate from, LocalDate until, String document,
                            String givenBy, Instant givenAt, String endedBy, Instant endedAt) {

    /** The Chinese name of what an authorisation allows. */
    public static final String TITLE = "授权批准";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

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
        return state(today).title("有效");
    }

    /**
     * Tells whether an act was done by an authorisation, and not by a user who stood in for somebody.
     *
     * @param actedFor what the record says of for whom the user acted
     */
    public static boolean isTold(String actedFor) {
        return actedFor.startsWith(TITLE);
    }

    /** Returns what the record of an approval says of the authorisation by which it was given. */
    static String text(String document, LocalDate from, LocalDate until) {
        return TITLE + "，依据" + document + "，有效期" + DAY.format(from) + "至" + DAY.format(until);
    }
}
