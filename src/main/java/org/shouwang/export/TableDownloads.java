package org.shouwang.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
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
     * Writes a table into a file.
     *
     * @param name   the table's name
     * @param header the names of the columns
     * @param rows   the rows, with cells as {@link TableWriter} takes them
     * @param format the file's format
     * @return the file
     */
    public byte[] write(String name, List<String> header, List<? extends List<?>> rows, TableFormat format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (TableWriter writer = new TableWriter(format, file, name, header)) {
            for (List<?> row : rows) {
                writer.add(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acts.add(Act.Kind.EXPORT, users.get().id(), name, "DONE", rows.size() + "行，" + format.extension());
        return file.toByteArray();
    }
}
