package org.shouwang.outbox;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All that other systems can be told, as the parts of the program declare it. */
@Component
public class EventTypes {

    private final Map<String, EventType> types = new LinkedHashMap<>();

    /**
     * @throws IllegalStateException if a code is declared twice: a fault of the program that stops its start
     */
    EventTypes(List<EventSource> sources) {
        sources.stream().flatMap(source -> source.events().stream()).sorted(Comparator.comparingInt(EventType::place)).forEach(type -> {
            if (types.put(type.code(), type) != null) {
                throw new IllegalStateException("The event " + type.code() + " is declared twice");
            }
        });
    }

    /**
     * @return all of them in the order of lists
     */
    public List<EventType> all() {
        return List.copyOf(types.values());
    }

    /**
     * @param code a type as it is stored and sent, may be anything a user typed
     * @return the type, or empty if there is none with this code
     */
    public Optional<EventType> find(String code) {
        return Optional.ofNullable(types.get(code));
    }
}
