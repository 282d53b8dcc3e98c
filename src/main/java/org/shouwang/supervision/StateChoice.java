package org.shouwang.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shouwang.deadline.LimitState;

/**
 * The states a list can be narrowed to.
 *
 * @param code   its code in addresses: the state's name, or one of its own
 * @param title  as people read it
 * @param states the states; empty means all
 */
public record StateChoice(String code, String title, List<LimitState> states) {

    /** What runs and can be missed, or has been; what a list shows first. */
    public static final StateChoice OPEN = new StateChoice("OPEN", "未完成", List.of(LimitState.OVERDUE,
            LimitState.UNREACHABLE, LimitState.WARNING, LimitState.ON_TRACK));
    /** What is late or will be. */
    public static final StateChoice ATTENTION = new StateChoice("ATTENTION", "需关注（已超期、已来不及、即将到期）",
            List.of(LimitState.OVERDUE, LimitState.UNREACHABLE, LimitState.WARNING));

    private static final List<StateChoice> ALL = all();

    private static List<StateChoice> all() {
        List<StateChoice> choices = new ArrayList<>(List.of(OPEN, ATTENTION));
        List.of(LimitState.OVERDUE, LimitState.UNREACHABLE, LimitState.WARNING, LimitState.ON_TRACK, LimitState.RUNNING,
                        LimitState.HELD, LimitState.MET, LimitState.MET_LATE, LimitState.CANCELLED)
                .forEach(state -> choices.add(new StateChoice(state.name(), state.title(), List.of(state))));
        choices.add(new StateChoice("ALL", "全部", List.of()));
        return choices;
    }

    /**
     * @return all choices, the first one first
     */
    public static List<StateChoice> choices() {
        return ALL;
    }

    /**
     * @param code a code, may be anything a user typed
     * @return the choice with this code, or empty if there is none
     */
    public static Optional<StateChoice> find(String code) {
        return ALL.stream().filter(choice -> choice.code().equals(code)).findFirst();
    }

    /**
     * @param state a state
     * @return whether limits in this state are among them
     */
    public boolean contains(LimitState state) {
        return states.isEmpty() || states.contains(state);
    }}
