package org.shouwang.outbox;

import java.util.List;

/** A part of the program that has events for other systems. Each is a bean. */
@FunctionalInterface
public interface EventSource {

    /**
     * @return the types of its events, in any order
     */
    List<EventType> events();
}
