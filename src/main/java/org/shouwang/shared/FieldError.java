package org.shouwang.shared;

/**
 * What is wrong with one field of an input.
 *
 * @param field   the field's key as it is sent, for a list with its place, such as {@code members[2].idNumber}
 * @param label   the field's name as people read it, or the key where it has none
 * @param message what is expected, in Chinese
 */
public record FieldError(String field, String label, String message) {
}
