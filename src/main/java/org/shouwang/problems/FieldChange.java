package org.shouwang.problems;

/**
 * The change that a correction makes in one field of a problem.
 *
 * @param field  the field's technical name
 * @param label  the field's Chinese name
 * @param before the value before the correction, or null for none
 * @param after  the value after the correction
 */
public record FieldChange(String field, String label, String before, String after) {
}
