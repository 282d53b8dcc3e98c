/**
 * The page of one task: the deployed Camunda Form rendered on the server, what decides in front of it, half filled forms, and
 * the home visit on a phone. A form is completed by {@link org.shouwang.engine.ProcessDoor} only.
 */
@DatabaseTables(own = {})
package org.shouwang.taskform;

import org.shouwang.shared.DatabaseTables;
