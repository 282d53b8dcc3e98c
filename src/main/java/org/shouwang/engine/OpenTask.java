package org.shouwang.engine;

/**
 * An open task, whoever has to do it.
 *
 * @param id       the engine's id
 * @param element  its element id in the model
 * @param name     its name as people read it
 * @param group    the group of the post that has to do it
 * @param assignee the id of the user who has claimed it, or null
 * @param caseNo   the case
 */
public record OpenTask(String id, String element, String name, String group, String assignee, String caseNo) {
}
