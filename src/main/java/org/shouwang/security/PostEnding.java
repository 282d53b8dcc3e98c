package org.shouwang.security;

/**
 * A user is about to lose a post, or the account itself; whoever keeps something in the user's name for that post lets go
 * of it, in the same transaction.
 *
 * @param userId the user, or null if the post ends for everybody who holds it
 * @param group  the group of the post, or of a role whose posts all end; null if all posts of the user end with the account
 * @param actor  the id of the user who ends it, {@code system} where the program does
 */
public record PostEnding(String userId, String group, String actor) {
}
