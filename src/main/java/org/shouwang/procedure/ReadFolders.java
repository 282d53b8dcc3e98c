package org.shouwang.procedure;

import java.util.List;
import java.util.Map;

/**
 * The folders of procedures as they were read at the start.
 *
 * @param sound  those that begin
 * @param broken the faults of those that do not, by the names of the folders
 */
public record ReadFolders(List<ProcedureFolder> sound, Map<String, List<Fault>> broken) {
}
