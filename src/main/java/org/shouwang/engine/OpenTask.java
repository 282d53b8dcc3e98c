package org.shouwang.engine;

/**
 * An open task.
 *
 * @param id       the engine's id of the task
 * @param element  the element id of the task in the model
 * @param name     the task's Chinese name
 * @param group    the group of the post that has to do the task
 * @param assignee the id of the user who has claimed the task, or null
 * @param caseNo   the number of the task's case
 */
public record OpenTask(String id, String element, String name, String group, String assignee, String caseNo) {

    /**
     * @return the address of the task's own page
     */
    public String address() {
        return "/tasks/" + id;
    }
}
