package org.shouwang.table;

import java.util.function.Predicate;

/** A sheet of a file, which can be read more than once. */
interface Sheet {

    /** Its name, empty for a file without sheets. */
    String name();

    /** Whether people who open the file do not see it. */
    boolean isHidden();

    /** Whether it is a text, whatever its file is called, and no spreadsheet. */
    default boolean isText() {
        return false;
    }

    /** Which of its cells are merged. */
    Merges merges();

    /** Gives each row that is not empty, in order, to one that says whether to read on. */
    void read(Predicate<RawRow> row);
}
