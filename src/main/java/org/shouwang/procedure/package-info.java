/**
 * Procedures that are folders: a model, forms, tables, a manifest, templates and examples, and no program (ADR 0058).
 */
@DatabaseTables(
        own = {"procedure_case", "procedure_entry", "procedure_value", "procedure_post"},
        reads = {"act_ru_execution", "case_file", "deadline", "task_decision"})
package org.shouwang.procedure;

import org.shouwang.shared.DatabaseTables;
