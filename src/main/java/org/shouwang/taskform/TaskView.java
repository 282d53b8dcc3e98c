package org.shouwang.taskform;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.shouwang.engine.TaskForm;

/**
 * An open task as its page shows it.
 *
 * @param task      the task
 * @param subject   what people know it by: the head's name, the problem's title or the round's name
 * @param path      the path of the page of its case, problem or round, or null
 * @param kind      the Chinese name of what it belongs to, such as 案件
 * @param isCase    whether it belongs to a case, which has notes
 * @param facts     what decides, in the order in which it is read
 * @param limit     the limit that presses most, or null
 * @param earlier   what earlier levels decided, oldest first
 * @param holder    the name of the post that has to do the task
 * @param claimant  the name of the user who works on it, or null
 * @param mine      whether the user who has signed in works on it
 * @param mayDecide whether the user has the post that has to do it
 * @param mayHandOver whether the user may hand it over to a colleague, which nobody may who only decides by an authorisation
 * @param alerts    the shown parts of the form that warn
 * @param details   the parts of the form that are only read
 * @param body      the parts of the form that are filled in
 * @param few       whether so few fields are filled in that they stay in sight
 * @param savedAt   the moment at which the draft that is shown was kept; null if none is shown
 */
public record TaskView(TaskForm task, String subject, String path, String kind, boolean isCase, List<Fact> facts, Due limit,
                       List<Earlier> earlier, String holder, String claimant, boolean mine, boolean mayDecide, boolean mayHandOver,
                       List<FormPart> alerts, List<FormPart> details, List<FormPart> body, boolean few, Instant savedAt) {

    /** The groups of what the facts at the top, the earlier opinions or the household's page tell already, or of what is long. */
    private static final Set<String> BACKGROUND = Set.of("group_basis", "group_history", "group_caseInformation", "group_household", "group_check",
            "group_elimination", "group_earlier", "group_problem", "group_line", "group_round", "group_projectCase", "group_petitionCase", "group_loan");

    /**
     * @param part a part of the form that is only read
     * @return whether it is folded at first; all other parts are what this step decides on and stand open
     */
    public boolean isBackground(FormPart part) {
        return BACKGROUND.contains(part.is().id());
    }

    /**
     * Something that decides.
     *
     * @param name its Chinese name
     * @param text what it says
     */
    public record Fact(String name, String text) {
    }

    /**
     * A limit.
     *
     * @param state     the name of its state
     * @param stateText the Chinese name of its state
     */
    public record Due(String state, String stateText) {
    }

    /**
     * What an earlier level decided, or a record in which the case stands.
     *
     * @param step    the task's name
     * @param outcome the decision
     * @param by      who decided, or null for a record
     * @param on      when
     * @param opinion the opinion, or null
     * @param address the address of the record's page, or null for a decision
     */
    public record Earlier(String step, String outcome, String by, String on, String opinion, String address) {
    }
}
