package org.shouwang.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.springframework.stereotype.Service;

/** Writes tables that fit into memory for the user who has signed in, and puts on record that the user has downloaded them. */
@Service
public class TableDownloads {

    private final CurrentUsers users;
    private final Acts acts;

    TableDownloads(CurrentUsers users, Acts acts) {
        this.users = users;
        this.acts = acts;
    }

    /**
     * Writes a table that its name describes.
     *
     * @param name   the table's name, which the record of acts keeps too
     * @param header the names of the columns
     * @param rows   the rows, with cells as {@link TableWriter} takes them
     * @param format the format
     * @return the file
     */
    public byte[] write(String name, List<String> header, List<? extends List<?>> rows, TableFormat format) {
        return write(name, null, Map.of(), header, rows, format);
    }

    /**
     * Writes a table with a sheet that says what it shows.
     *
     * @param name   the table's name, which the record of acts keeps too
     * @param about  the texts of that sheet by their names
     * @param header the names of the columns
     * @param rows   the rows, with cells as {@link TableWriter} takes them
     * @param format the format
     * @return the file
     */
    public byte[] write(String name, Map<String, String> about, List<String> header, List<? extends List<?>> rows, TableFormat format) {
        return write(name, null, about, header, rows, format);
    }

    /**
     * Writes a table.
     *
     * @param name   the table's name, which the record of acts keeps too
     * @param what   what the table shows, for the record of acts; null if its name says it
     * @param header the names of the columns
     * @param rows   the rows, with cells as {@link TableWriter} takes them
     * @param format the format
     * @return the file
     */
    public byte[] write(String name, String what, List<String> header, List<? extends List<?>> rows, TableFormat format) {
        return write(name, what, Map.of(), header, rows, format);
    }

    private byte[] write(String name, String what, Map<String, String> about, List<String> header, List<? extends List<?>> rows, TableFormat format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (TableWriter writer = new TableWriter(format, file, name, header)) {
            writer.explain(about);
            for (List<?> row : rows) {
                writer.add(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acts.add(Act.Kind.EXPORT, users.get().id(), name, "DONE",
                (what == null ? "" : what + "，") + rows.size() + "行，" + format.extension());
        return file.toByteArray();
    }
}
