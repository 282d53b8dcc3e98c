package org.shouwang.engine;

/**
 * A problem of a file that whoever made it has to mend.
 *
 * @param near a text of the file near which the problem is; it stands there as it is
 * @param what the problem
 * @param mend how to mend it
 */
public record FileProblem(String near, String what, String mend) {
}
