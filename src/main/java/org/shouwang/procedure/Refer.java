package org.shouwang.procedure;

import java.util.Map;

/**
 * Another case to which a submission leads. It is kept with both cases, which show each other.
 *
 * @param when   the FEEL expression that is true if the submission leads to it
 * @param title  what the other case is for this one, in Chinese
 * @param starts the key of the process that is started; null if an earlier case is named
 * @param as     the post whose rights the start has, {@code county}, {@code city} or a department such as {@code dept:jiaoyu}; null if whoever does the task has to have
 *     them
 * @param with   the FEEL expressions of the values of the start form by their keys; what that form refuses is told at the field that
 *     the expression names
 * @param known  what the post is told if what the other case would be about is known there already (409), in Chinese; whoever does the
 *     task is told nothing of it then, since only the post may know it. Null if whoever does the task is refused
 * @param cites  the field with the number of an earlier case of this procedure that the user sees; null if a process is started
 */
public record Refer(String when, String title, String starts, String as, Map<String, String> with, String known, String cites) {
}
