package org.shouwang.attachment;

/**
 * A file that was looked at and may be kept.
 *
 * @param name        the cleaned name
 * @param contentType the type of the content
 * @param content     the content as it is kept; a picture was made anew
 * @param thumbnail   a small picture of it as JPEG; null if it is no picture
 * @param handedInAs  the SHA-256 of what was handed in, by which a repeated request is known
 */
public record CheckedFile(String name, String contentType, byte[] content, byte[] thumbnail, String handedInAs) {
}
