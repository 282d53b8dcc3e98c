/**
 * The layer around the workflow engine's interfaces that checks submissions, projects the values of forms, and keeps personal
 * data out of the engine.
 */
@DatabaseTables(own = {"held_row", "table_answer", "table_in_force", "task_decision", "task_draft", "task_handover"})
package org.shouwang.engine;

import org.shouwang.shared.DatabaseTables;
