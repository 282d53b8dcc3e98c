package org.shouwang.procedure;

/**
 * The monthly circular (通报): of each unit, how many cases were received, ended and late, and how those that ended were found.
 *
 * @param title  its Chinese name
 * @param by     the key of the value with the unit, which lists show
 * @param counts the key of the choice that is counted over the cases that ended, which lists show
 */
public record Circular(String title, String by, String counts) {
}
