package org.shouwang.deadline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The catalogue of all rules that set limits: those of the product's own processes, and each bean of {@link LimitRule}. */
@Component
public class LimitRules {

    private final Map<String, LimitRule> rules = new LinkedHashMap<>();

    /**
     * Collects the rules.
     *
     * @throws IllegalStateException if two rules have one name; this fault of the program stops its start
     */
    LimitRules(ObjectProvider<LimitRule> further) {
        LimitRule.own().forEach(this::add);
        further.orderedStream().forEach(this::add);
    }

    private void add(LimitRule rule) {
        if (rules.put(rule.name(), rule) != null) {
            throw new IllegalStateException("Two limits are called " + rule.name());
        }
    }

    /**
     * @return all rules in the order in which they are shown
     */
    public List<LimitRule> all() {
        return List.copyOf(rules.values());
    }

    /**
     * @param name a rule's name; may be anything that a user typed
     * @return the rule; empty if there is none of this name
     */
    public Optional<LimitRule> find(String name) {
        return Optional.ofNullable(rules.get(name));
    }

    /**
     * @param name the stored name of a rule
     * @return the rule
     * @throws IllegalStateException if there is no such rule
     */
    public LimitRule get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("No rule sets the limit " + name));
    }
}
