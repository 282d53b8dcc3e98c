/**
 * Files (材料) that prove what was done: signed authorisations, pictures of posted notices, certificates. They hang on cases,
 * problems, notices and visits, which offer themselves as owners, so that this module knows none of them.
 */
@DatabaseTables(own = {"attachment", "attachment_chunk", "attachment_total"})
package org.shouwang.attachment;

import org.shouwang.shared.DatabaseTables;
