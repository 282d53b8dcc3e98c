package org.shouwang.outbox;

import java.util.List;

/** A part of the program that tells other systems something; each is a bean. */
@FunctionalInterface
public interface EventSource {

    /**
     * @return what it tells them, in any order
     */
    List<EventType> events();
}
