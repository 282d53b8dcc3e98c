package org.shouwang.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.shouwang.security.CurrentUser;

/** The steps of those processes that are not known to the program, since they are read from folders. */
public interface ProcessSteps {

    /**
     * @param processKey the key of a process
     * @return whether the process is one of these
     */
    boolean has(String processKey);

    /**
     * @param processKey the key of one of these processes
     * @return the step that starts it
     */
    StartStep starting(String processKey);

    /**
     * @param processKey the key of one of these processes
     * @param elementId  the element id of a task; of any version
     * @return the task's step
     */
    TaskStep at(String processKey, String elementId);

    /**
     * Tells what has to come before a step and is not on record.
     *
     * @param processKey the key of one of these processes
     * @param elementId  the element id of a task or of a called process
     * @param caseNo     the case's number
     * @return what is missing, in Chinese; empty if nothing is
     */
    Optional<String> missingBefore(String processKey, String elementId, String caseNo);

    /**
     * @param caseNo a case's number
     * @return whether the case is of one of these processes
     */
    boolean owns(String caseNo);

    /**
     * Tells what has to come before a process that is called, and is not on record.
     *
     * @param called the key of the called process
     * @param first  the element id of its first task
     * @param caseNo the number of a case of one of these processes
     * @return what is missing, in Chinese; empty if nothing is
     */
    Optional<String> missingBeforeCall(String called, String first, String caseNo);

    /**
     * @param caseNo a case's number
     * @param user   a user who has the post of one of its tasks, or is an administrator
     * @return whether the user sees and does nothing of the case all the same, since it is against a unit of the user's, or closed
     */
    boolean isBarred(String caseNo, CurrentUser user);

    /**
     * @param groups groups of posts
     * @return the numbers of the open cases that are against a unit of one of the groups, so that nobody in it sees them in another post either
     */
    List<String> barredTo(Collection<String> groups);
}
