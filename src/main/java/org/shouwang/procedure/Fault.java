package org.shouwang.procedure;

/**
 * A fault of a procedure's folder, which keeps the procedure from starting.
 *
 * @param file the file's name in the folder
 * @param line the line, from 1; 0 if the whole file is meant
 * @param what the fault
 * @param mend how to mend it
 */
public record Fault(String file, int line, String what, String mend) {

    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line) + ": " + what + " — " + mend;
    }
}
