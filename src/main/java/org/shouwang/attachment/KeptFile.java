package org.shouwang.attachment;

import java.time.Instant;

/**
 * A file on record, without its content.
 *
 * @param id             the file's id
 * @param owner          the number of what the file hangs on
 * @param part           the group to whose part of a problem the file belongs; null if it belongs to all of it
 * @param kind           the kind of file
 * @param name           the display name; it may contain the names of people
 * @param contentType    the type of the content, such as {@code image/jpeg}
 * @param size           the size of the content in bytes
 * @param sha256         the SHA-256 of the content, in hexadecimal form
 * @param hasThumbnail   whether there is a small picture of it
 * @param uploadedBy     the id of the user who handed the file in
 * @param uploadedAt     the moment at which the file was handed in
 * @param takenOutBy     the id of the user who took the file out; null if it counts
 * @param takenOutAt     the moment at which the file was taken out; null if it counts
 * @param takenOutReason the reason why the file was taken out; null if it counts
 */
public record KeptFile(long id, String owner, String part, FileKind kind, String name, String contentType, int size, String sha256,
                       boolean hasThumbnail, String uploadedBy, Instant uploadedAt, String takenOutBy, Instant takenOutAt,
                       String takenOutReason) {

    /**
     * @return whether the file was taken out and counts no more
     */
    public boolean isTakenOut() {
        return takenOutBy != null;
    }
}
