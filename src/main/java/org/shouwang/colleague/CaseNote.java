package org.shouwang.colleague;

import java.time.Instant;

/**
 * A note of a colleague on a case (备注).
 *
 * @param id          the note's id; later notes have larger ids
 * @param text        what was written
 * @param mention     the group of the post that was told of the note, or null
 * @param mentionName the name of that post, or null
 * @param writtenBy   the name of the user who wrote the note, with for whom the user stood in
 * @param writtenAt   the moment at which the note was written
 */
public record CaseNote(long id, String text, String mention, String mentionName, String writtenBy, Instant writtenAt) {
}
