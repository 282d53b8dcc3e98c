package org.shouwang.outbox;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The types of events for other systems, as the parts of the program declare them. */
@Component
public class EventTypes {

    private final Map<String, EventType> types = new LinkedHashMap<>();

    /**
     * Collects the types.
     *
     * @throws IllegalStateException if a code is declared twice; this fault of the program stops its start
     */
    EventTypes(List<EventSource> sources) {
        sources.stream().flatMap(source -> source.events().stream()).sorted(Comparator.comparingInt(EventType::place)).forEach(type -> {
            if (types.put(type.code(), type) != null) {
                throw new IllegalStateException("The event " + type.code() + " is declared twice");
            }
        });
    }

    /**
     * @return all types in the order of lists
     */
    public List<EventType> all() {
        return List.copyOf(types.values());
    }

    /**
     * @param code the code of a type; may be anything that a user typed
     * @return the type; empty if there is no such type
     */
    public Optional<EventType> find(String code) {
        return Optional.ofNullable(types.get(code));
    }
}
