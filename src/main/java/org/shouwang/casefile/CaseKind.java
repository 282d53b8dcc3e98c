package org.shouwang.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.shouwang.attachment.FileKind;
import org.shouwang.deadline.LimitRule;
import org.shouwang.outbox.EventType;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.Post;

/** The properties of one kind of case. Everything else is the same for all kinds. There is one bean for each process. */
public interface CaseKind {

    /**
     * @return the key of the kind's process
     */
    String process();

    /**
     * @return the Chinese name of the kind, such as 监测对象识别认定
     */
    String title();

    /**
     * @return the prefix of the kind's case numbers, such as {@code JC}
     */
    String numberPrefix();

    /**
     * @return the name of the message that ends the process when a case is withdrawn
     */
    String withdrawnMessage();

    /**
     * @param item a case
     * @return the reason, in Chinese, why village and township cannot withdraw the case as far as it has come, or null if they can
     */
    default String neverWithdrawn(CaseFile item) {
        return null;
    }

    /**
     * @return the tasks in order
     */
    CasePath path();

    /**
     * Tells whether a step may still come. Kinds whose cases all go one way need not say so.
     *
     * @param item a case
     * @param open the element ids of its open tasks
     * @param step the element id of one of the kind's tasks
     * @return whether the case may come to the step without being sent back
     */
    default boolean mayFollow(CaseFile item, List<String> open, String step) {
        return true;
    }

    /**
     * @param status a status of an open case
     * @return the rule of the limit that runs in this status, or null if the documents set none
     */
    default LimitRule limitOf(CaseStatus status) {
        return null;
    }

    /**
     * @param element the element id of one of the kind's tasks
     * @return the rule of the limit that this task has to meet in place of the status's limit, or null if there is none
     */
    default LimitRule limitOfStep(String element) {
        return null;
    }

    /**
     * @return the statuses with which cases of this kind can end, besides the refusal by a level and the withdrawal; no other
     *     kind uses the same code or event
     */
    List<CaseStatus> endings();

    /**
     * @return the kind's own words for statuses that all cases have
     */
    default Map<CaseStatus, String> words() {
        return Map.of();
    }

    /**
     * @return the events about cases of this kind for other systems, besides those of the statuses
     */
    default List<EventType> furtherEvents() {
        return List.of();
    }

    /**
     * @param status a status
     * @return the Chinese name of the status for this kind
     */
    default String titleOf(CaseStatus status) {
        return words().getOrDefault(status, status.title());
    }

    /**
     * @param item a case
     * @return the Chinese name of the case's status, which may say more than the status alone
     */
    default String statusText(CaseFile item) {
        return titleOf(item.status());
    }

    /**
     * @param item a case
     * @return the facts that the forms of the kind's tasks show, besides those of every case; values as in
     *     {@link org.shouwang.engine.TaskStep#project}
     */
    Map<String, Object> formFactsOf(CaseFile item);

    /**
     * @param item a case
     * @return the facts that the case's page shows for this kind, by their Chinese names, in order
     */
    Map<String, String> pageFactsOf(CaseFile item);

    /**
     * @return what the name under which such a case is listed is the name of, in Chinese
     */
    default String subjectTitle() {
        return "户主";
    }

    /**
     * @param item a case
     * @return the name under which the case is listed, whole for whoever may read it
     */
    default String nameOf(CaseFile item) {
        return item.headName();
    }

    /**
     * @param item a case
     * @return the personal facts that the case's page shows only to whoever asks for it on record, by their Chinese names
     */
    default Map<String, String> personalFactsOf(CaseFile item) {
        return Map.of();
    }

    /**
     * @param item a case
     * @return what was filled in or computed for the case, by the keys of the fields, for other systems; never anything personal;
     *     empty for kinds whose facts have addresses of their own
     */
    default Map<String, Object> dataOf(CaseFile item) {
        return Map.of();
    }

    /**
     * @param item a case
     * @return Chinese warnings that a decider should read first; none of them refuses the case by itself
     */
    default List<String> warningsOf(CaseFile item) {
        return List.of();
    }

    /**
     * @param item a case
     * @return the kinds of files that the case should have by now, besides those of its notice
     */
    default List<FileKind> wantedFiles(CaseFile item) {
        return List.of();
    }

    /**
     * @return the kinds of files that the pages of such cases offer, besides those that are wanted and 其他材料; empty for all
     */
    default List<FileKind> usualFiles() {
        return List.of();
    }

    /**
     * @param item a case
     * @param user a user who may see the case
     * @return whether the user sees its files of all kinds
     */
    default boolean showsFiles(CaseFile item, CurrentUser user) {
        return user.covers(item.villageCode());
    }

    /**
     * @param item a case
     * @param user a user who may see the case
     * @return whether tasks of the case are the user's, who then adds files of all kinds, also where those of others are not shown
     */
    default boolean isWorkOf(CaseFile item, CurrentUser user) {
        return false;
    }

    /**
     * @param item a case
     * @return the numbers of the cases that follow from the case
     */
    default List<String> followingCasesOf(CaseFile item) {
        return List.of();
    }

    /**
     * @param item a case
     * @return the members of the household as far as they are known
     */
    List<CasePerson> personsOf(CaseFile item);

    /**
     * @param item a case
     * @return the day of the latest visit to the household's home in this case; null if there was none
     */
    default LocalDate visitedOn(CaseFile item) {
        return null;
    }

    /**
     * @param item a case with a survey or check
     * @return whether the decision table advises against the result for which the case was opened; a decider who agrees all
     *     the same has to give a reason
     */
    boolean isAdvisedAgainst(CaseFile item);

    /**
     * @param item a case
     * @param post a post that does not see everything of its region, such as a department's
     * @return whether the post sees the case all the same, since it has a task in cases of this kind
     */
    default boolean isSeenBy(CaseFile item, Post post) {
        return false;
    }

    /**
     * @param item a case that the user who has signed in may see
     * @return whether the user reads which household it is about and what was written in its steps; if not, only steps, days and
     *     limits are shown
     */
    default boolean isReadInFull(CaseFile item) {
        return true;
    }

    /**
     * Does what this kind needs when a case ends by refusal or withdrawal, in the same transaction.
     *
     * @param item the case
     */
    default void ended(CaseFile item) {
        // Most kinds hold nothing that has to be released.
    }
}
