package org.shouwang.outbox;

/**
 * One thing that other systems can be told.
 *
 * @param code  how it is stored and sent, such as {@code case.approved}
 * @param title how people read it
 * @param place where it stands in lists; those with smaller numbers come first
 */
public record EventType(String code, String title, int place) {
}
