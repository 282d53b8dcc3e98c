package org.shouwang.paper;

import java.time.Instant;

/**
 * A version of a paper that was made and is kept as it was.
 *
 * @param id      the id of the version
 * @param paperNo the paper's number, which all its versions have
 * @param version the version; the first is 1
 * @param subject the number of what the paper is about
 * @param kind    the kind of paper
 * @param title   the paper's Chinese name
 * @param madeBy  the id of the user who made this version
 * @param madeAt  the moment at which this version was made
 */
public record Paper(long id, String paperNo, int version, String subject, String kind, String title, String madeBy, Instant madeAt) {
}
