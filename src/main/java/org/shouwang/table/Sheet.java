package org.shouwang.table;

import java.util.function.Predicate;

/** A sheet of a file. It can be read more than once. */
interface Sheet {

    /** Returns the sheet's name; it is empty for a file without sheets. */
    String name();

    /** Tells whether the sheet is hidden from people who open the file. */
    boolean isHidden();

    /** Tells whether the file is a text, whatever its name is, and not a spreadsheet. */
    default boolean isText() {
        return false;
    }

    /** Returns the merged cells of the sheet. */
    Merges merges();

    /** Hands the filled rows in order to a predicate, which tells after each row whether to read on. */
    void read(Predicate<RawRow> row);
}
