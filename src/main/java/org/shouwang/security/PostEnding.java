package org.shouwang.security;

/**
 * An event: a user is about to lose a post, or the account itself. Those who keep something in the user's name for that post
 * release it in the same transaction.
 *
 * @param userId the user's id; null if the post ends for everybody who holds it
 * @param group  the id of the group of the post, or of a role whose posts all end; null if the account and all its posts end
 * @param actor  the id of the user who ends the post; {@code system} if the program does
 * @param substitution whether the user has only stood in for a holder of the post
 */
public record PostEnding(String userId, String group, String actor, boolean substitution) {
}
