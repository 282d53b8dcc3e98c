package org.shouwang.casefile;

import java.util.List;
import java.util.Map;
import org.shouwang.deadline.LimitRule;
import org.shouwang.outbox.EventType;

/** What one kind of case has of its own; everything else is the same for all. One bean for each process. */
public interface CaseKind {

    /**
     * @return the key of its process
     */
    String process();

    /**
     * @return the kind as people read it, such as 监测对象识别认定
     */
    String title();

    /**
     * @return what its case numbers begin with, such as {@code JC}
     */
    String numberPrefix();

    /**
     * @return the name of the message that ends its process when a case is withdrawn
     */
    String withdrawnMessage();

    /**
     * @return why village and township cannot withdraw such a case, as people read it, or null if they can
     */
    default String neverWithdrawn() {
        return null;
    }

    /**
     * @return its tasks in order
     */
    CasePath path();

    /**
     * @param status a status of an open case
     * @return the limit that runs then, or null if the documents set none
     */
    default LimitRule limitOf(CaseStatus status) {
        return null;
    }

    /**
     * @param element one of its tasks
     * @return the limit that this task has to meet instead of the one of the status, or null if it is that one
     */
    default LimitRule limitOfStep(String element) {
        return null;
    }

    /**
     * @return how its cases can end besides being refused by a level or withdrawn; each code and each event is used by no
     *         other kind
     */
    List<CaseStatus> endings();

    /**
     * @return its own words for statuses that all cases have, where people read something else of this kind
     */
    default Map<CaseStatus, String> words() {
        return Map.of();
    }

    /**
     * @return what other systems are told of its cases besides how they stand
     */
    default List<EventType> furtherEvents() {
        return List.of();
    }

    /**
     * @param status a status
     * @return how people read it of this kind
     */
    default String titleOf(CaseStatus status) {
        return words().getOrDefault(status, status.title());
    }

    /**
     * @param item a case
     * @return what the forms of its tasks show, besides what they show of every case; values as in
     *         {@link org.shouwang.engine.TaskStep#project}
     */
    Map<String, Object> formFactsOf(CaseFile item);

    /**
     * @param item a case
     * @return what its page shows of its own kind, by name as people read it, in order
     */
    Map<String, String> pageFactsOf(CaseFile item);

    /**
     * @param item a case
     * @return what whoever decides on it should know first, in words; never a refusal by itself
     */
    default List<String> warningsOf(CaseFile item) {
        return List.of();
    }

    /**
     * @param item a case
     * @return the numbers of the cases that it has led to
     */
    default List<String> followingCasesOf(CaseFile item) {
        return List.of();
    }

    /**
     * @param item a case
     * @return everybody of the household as far as known
     */
    List<CasePerson> personsOf(CaseFile item);

    /**
     * @param item a case about which something is known already
     * @return whether the product's table advises against going on; whoever does so all the same says why
     */
    boolean isAdvisedAgainst(CaseFile item);

    /**
     * What else has to be done when a case ends by refusal or withdrawal, in the same transaction.
     *
     * @param item the case
     */
    default void ended(CaseFile item) {
        // Most kinds hold nothing that has to be let go.
    }
}
