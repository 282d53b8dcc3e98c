package org.shouwang.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shouwang.deadline.LimitState;

/**
 * A choice of states to which a list can be narrowed.
 *
 * @param code   the choice's code in addresses: the name of the state, or a code of its own
 * @param title  the choice's Chinese name
 * @param states the states; empty for all states
 */
public record StateChoice(String code, String title, List<LimitState> states) {

    /** The limits that are not met yet and can be missed or have been. A list shows them first. */
    public static final StateChoice OPEN = new StateChoice("OPEN", "未完成", List.of(LimitState.OVERDUE,
            LimitState.UNREACHABLE, LimitState.WARNING, LimitState.ON_TRACK));
    /** The limits that are overdue or will be. */
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
     * @return all choices in the order in which they are offered
     */
    public static List<StateChoice> choices() {
        return ALL;
    }

    /**
     * Returns the choice with a code; empty if there is none.
     *
     * @param code a code; any text that a user typed is allowed
     */
    public static Optional<StateChoice> find(String code) {
        return ALL.stream().filter(choice -> choice.code().equals(code)).findFirst();
    }

    /**
     * @return whether limits in a state are among those chosen
     */
    public boolean contains(LimitState state) {
        return states.isEmpty() || states.contains(state);
    }}
