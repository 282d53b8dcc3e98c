package org.shouwang.casefile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.shouwang.outbox.EventSource;
import org.shouwang.outbox.EventType;
import org.springframework.stereotype.Component;

/** The kinds of cases, and the statuses that cases of each kind can have. */
@Component
public class CaseKinds implements EventSource {

    private static final List<CaseStatus> COMMON = List.of(CaseStatus.IN_PROGRESS, CaseStatus.APPROVED, CaseStatus.REJECTED,
            CaseStatus.WITHDRAWN);

    private final Map<String, CaseKind> kinds = new LinkedHashMap<>();

    /**
     * Collects the kinds.
     *
     * @throws IllegalStateException if an ending has no event, or two kinds use the same code or event; this fault of the
     *     program stops its start
     */
    CaseKinds(List<CaseKind> all) {
        Map<String, String> owners = new HashMap<>();
        COMMON.forEach(status -> claim(owners, status, "every kind of case"));
        for (CaseKind kind : all) {
            kinds.put(kind.process(), kind);
            for (CaseStatus ending : kind.endings()) {
                if (ending.event() == null) {
                    throw new IllegalStateException("The ending " + ending.code() + " of " + kind.process() + " has no event");
                }
                claim(owners, ending, kind.process());
            }
        }
    }

    private static void claim(Map<String, String> owners, CaseStatus status, String owner) {
        List<String> names = new ArrayList<>(List.of(status.code()));
        if (status.event() != null) {
            names.add(status.event().code());
        }
        for (String name : names) {
            String other = owners.put(name, owner);
            if (other != null) {
                throw new IllegalStateException("The status " + status.code() + " of " + owner + ": " + name
                        + " is declared already by " + other);
            }
        }
    }

    /**
     * @param item a case
     * @return the case's kind
     */
    public CaseKind of(CaseFile item) {
        return kinds.get(item.process());
    }

    /**
     * @param process the key of a kind's process
     * @return the kind
     */
    public CaseKind of(String process) {
        return kinds.get(process);
    }

    /**
     * @param process the key of a kind's process
     * @param code    the stored code of a status
     * @return the status
     */
    public CaseStatus status(String process, String code) {
        return statuses(kinds.get(process)).filter(status -> status.code().equals(code)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No case of " + process + " can stand as " + code));
    }

    /**
     * @param item a case
     * @return the Chinese name of the case's status
     */
    public String statusText(CaseFile item) {
        return of(item).statusText(item);
    }

    @Override
    public List<EventType> events() {
        Set<EventType> events = new LinkedHashSet<>();
        kinds.values().forEach(kind -> {
            statuses(kind).map(CaseStatus::event).filter(event -> event != null).forEach(events::add);
            events.addAll(kind.furtherEvents());
        });
        return List.copyOf(events);
    }

    private static Stream<CaseStatus> statuses(CaseKind kind) {
        return Stream.concat(COMMON.stream(), kind.endings().stream());
    }
}
