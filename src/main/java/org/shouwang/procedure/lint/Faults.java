package org.shouwang.procedure.lint;

import java.util.ArrayList;
import java.util.List;
import org.shouwang.procedure.Fault;
import org.shouwang.procedure.ProcedureFolder;

/**
 * The faults of a folder as they are found.
 *
 * @param folder the folder
 * @param found  the faults
 */
record Faults(ProcedureFolder folder, List<Fault> found) {

    Faults(ProcedureFolder folder) {
        this(folder, new ArrayList<>());
    }

    /**
     * Adds a fault.
     *
     * @param file the file's path in the folder
     * @param word a word of the line; empty for the whole file
     * @param what the fault
     * @param mend how to mend it
     */
    void add(String file, String word, String what, String mend) {
        found.add(new Fault(file, word.isEmpty() ? 0 : folder.line(file, word), what, mend));
    }
}
