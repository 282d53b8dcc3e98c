package org.shouwang.outbox;

/**
 * A type of events for other systems.
 *
 * @param code  the code by which the type is stored and sent, such as {@code case.approved}
 * @param title the type's Chinese name
 * @param place the type's place in lists; smaller numbers come first
 */
public record EventType(String code, String title, int place) {
}
