package org.shouwang.table;

import java.util.SortedMap;

/**
 * A row as the file has it.
 *
 * @param number its place in the file, the first row being 1
 * @param width  how many values a row of text separated by commas has, blank ones too; 0 in every other file
 * @param cells  those that are not blank, by their column, the first being 0
 */
record RawRow(long number, int width, SortedMap<Integer, Cell> cells) {
}
