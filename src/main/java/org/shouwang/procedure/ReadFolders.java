package org.shouwang.procedure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The folders of procedures as they were read at the start.
 *
 * @param sound   those that begin
 * @param outside the names of those of them that are not in the program
 * @param retired the latest versions of those that were there before and are not any more, whose cases go on
 * @param broken  the faults of those that do not begin, by the names of the folders
 */
public record ReadFolders(List<ProcedureFolder> sound, Set<String> outside, List<ProcedureFolder> retired, Map<String, List<Fault>> broken) {

    /**
     * @param key the key of a procedure that begins
     * @return its manifest
     */
    Manifest manifest(String key) {
        return new ManifestReader().read(sound.stream().filter(folder -> folder.name().equals(key)).findFirst().orElseThrow(), new ArrayList<>());
    }
}
