package org.shouwang.supervision;

import java.util.ArrayList;
import java.util.List;
import org.shouwang.deadline.LimitState;

/** The choices of limits by state: the name of one state, or some states together. */
public final class StateChoices {

    /** The limits that are not met yet and can be missed or have been. A list shows them first. */
    public static final Choice<LimitState> OPEN = new Choice<>("OPEN", "未完成", List.of(LimitState.OVERDUE,
            LimitState.UNREACHABLE, LimitState.WARNING, LimitState.ON_TRACK));
    /** The limits that are overdue or will be. */
    public static final Choice<LimitState> ATTENTION = new Choice<>("ATTENTION", "需关注（已超期、已来不及、即将到期）",
            List.of(LimitState.OVERDUE, LimitState.UNREACHABLE, LimitState.WARNING));

    private static final List<Choice<LimitState>> ALL = all();

    private StateChoices() {
    }

    private static List<Choice<LimitState>> all() {
        List<Choice<LimitState>> choices = new ArrayList<>(List.of(OPEN, ATTENTION));
        List.of(LimitState.OVERDUE, LimitState.UNREACHABLE, LimitState.WARNING, LimitState.ON_TRACK, LimitState.RUNNING,
                        LimitState.HELD, LimitState.MET, LimitState.MET_LATE, LimitState.CANCELLED)
                .forEach(state -> choices.add(new Choice<>(state.name(), state.title(), List.of(state))));
        choices.add(new Choice<>("ALL", "全部", List.of()));
        return choices;
    }

    /**
     * @return all choices in the order in which they are offered
     */
    public static List<Choice<LimitState>> choices() {
        return ALL;
    }
}
