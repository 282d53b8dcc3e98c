package org.shouwang.procedure.lint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.shouwang.engine.FileProblem;
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
     * Adds a fault, unless it is there already.
     *
     * @param file the file's path in the folder
     * @param word a word of the line; empty for the whole file
     * @param what the fault
     * @param mend how to mend it
     */
    void add(String file, String word, String what, String mend) {
        Fault fault = new Fault(file, word.isEmpty() ? 0 : folder.line(file, word), what, mend);
        if (!found.contains(fault)) {
            found.add(fault);
        }
    }

    /** Adds a problem of a file. */
    void add(String file, FileProblem problem) {
        add(file, problem.near(), problem.what(), problem.mend());
    }

    /**
     * Adds a fault unless all is sound.
     *
     * @param sound whether it is
     * @param file  the file's path in the folder
     * @param word  a word of the line; empty for the whole file
     * @param what  the fault
     * @param mend  how to mend it
     */
    void require(boolean sound, String file, String word, String what, String mend) {
        if (!sound) {
            add(file, word, what, mend);
        }
    }

    /** Returns words in the order of the alphabet, as faults name them. */
    static String sorted(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }
}
