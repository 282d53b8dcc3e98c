package org.shouwang.procedure;

import java.util.List;

/**
 * The ledger.
 *
 * @param title   its Chinese name
 * @param columns its columns, after 序号
 * @param figures what is told of all its cases together
 * @param uncounted the endings whose cases stand in it and are not added up
 */
public record Ledger(String title, List<Column> columns, List<Figure> figures, List<String> uncounted) {

    /**
     * A column of the ledger.
     *
     * @param title the column's heading
     * @param value a key of {@code data} with {@code list}, {@code number}, {@code subject}, {@code village}, {@code township},
     *     {@code county}, {@code startedOn}, {@code endedOn}, {@code status}, {@code doneOn.} with a task, or {@code late.} with a limit:
     *     是 if it was missed by the day of the act that met it, 否 if not or not yet, nothing if it never ran. A personal value may
     *     stand in a column if {@code personalSeenBy} says who reads it; all others read that it is not shown
     */
    public record Column(String title, String value) {
    }

    /**
     * A figure over all cases of the ledger.
     *
     * @param title   its Chinese name
     * @param of      the key of a value with {@code sum}
     * @param per     the key of a value with {@code sum} of which the figure is the share in per cent; null if it is the sum itself
     * @param least   the dated parameter below whose value the figure warns; null if it never warns
     * @param warning the Chinese warning
     */
    public record Figure(String title, String of, String per, String least, String warning) {
    }
}
