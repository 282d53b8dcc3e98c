package org.shouwang.problems;

/**
 * What a correction changes in one field of a problem.
 *
 * @param field  the field
 * @param label  the field as people read it
 * @param before what stands there, null for nothing
 * @param after  what will stand there
 */
public record FieldChange(String field, String label, String before, String after) {
}
