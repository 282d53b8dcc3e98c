package org.shouwang.attachment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.RefusedFileException.Why;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Sha256;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps files in the database, encrypted in pieces, so that a file and its record come and are saved together. Files are taken
 * out with a reason and never deleted (ADR 0052).
 */
@Service
public class Attachments {

    private static final int PIECE = 256 * 1024;
    private static final int THUMBNAIL = -1;
    private static final long MOST_BYTES_OF_OWNER = 100L * 1024 * 1024;
    private static final int MOST_FILES_OF_OWNER = 500;
    private static final int MAX_REASON = 200;
    private static final String SELECT = """
            select id, owner, part, kind, name, content_type, size, sha256, thumbnail is not null as has_thumbnail, uploaded_by,
                uploaded_at, taken_out_by, taken_out_at, taken_out_reason
            from shouwang.attachment
            """;

    private final JdbcClient jdbc;
    private final Map<String, FileOwnerSource> sources;
    private final PersonalData personal;
    private final TransactionTemplate transactions;
    private final Acts acts;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Attachments(JdbcClient jdbc, List<FileOwnerSource> sources, PersonalData personal,
                TransactionTemplate transactions, Acts acts, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.sources = sources.stream().collect(Collectors.toMap(FileOwnerSource::variable, source -> source));
        this.personal = personal;
        this.transactions = transactions;
        this.acts = acts;
        this.users = users;
        this.clock = clock;
    }

    private record Total(int files, long bytes) {
    }

    /**
     * Returns what an address names, if the user who has signed in may see it.
     *
     * @param path the variables of the address by their names; the values may be anything that a user typed
     * @throws NotFoundException if the user may see no such owner
     */
    public FileOwner owner(Map<String, String> path) {
        return sources.get(variableOf(path)).visible(path);
    }

    /**
     * Returns the kinds of files that the page of an owner offers.
     *
     * @param path  the variables of the address by their names
     * @param owner the owner that the address names
     */
    public List<FileKind> kindsFor(Map<String, String> path, FileOwner owner) {
        return FileKind.offered(variableOf(path), owner.addsAll()).stream().filter(kind -> owner.usual().isEmpty()
                || kind == FileKind.OTHER || owner.usual().contains(kind) || owner.wanted().contains(kind)).toList();
    }

    private String variableOf(Map<String, String> path) {
        return path.keySet().stream().filter(sources::containsKey).findFirst().orElseThrow();
    }

    /**
     * Refuses a user who may not add files of any kind.
     *
     * @param owner what the files hang on
     * @throws ForbiddenException if the user may not
     */
    public void requireToAddAny(FileOwner owner) {
        if (!owner.mayAdd()) {
            throw new ForbiddenException("材料由承办的村、乡镇、部门和县上传");
        }
    }

    /**
     * Refuses a user who may not add files of a kind.
     *
     * @param owner what the files hang on
     * @param kind  the kind of files
     * @throws ForbiddenException if the user may not
     */
    public void requireToAdd(FileOwner owner, FileKind kind) {
        requireToAddAny(owner);
        if (!owner.addsAll() && !kind.isForOutside()) {
            throw new ForbiddenException("承办银行和业务系统不能上传这种材料");
        }
    }

    /**
     * Keeps a file. The owner may have 100 MB and 500 files in all, with those that were taken out.
     *
     * @param owner what the file hangs on
     * @param kind  the kind of file
     * @param file  the file, which was looked at
     * @return the file's id
     * @throws ForbiddenException   if the user may not add files of this kind
     * @throws RefusedFileException if the owner would have too much
     */
    public long add(FileOwner owner, FileKind kind, CheckedFile file) {
        requireToAdd(owner, kind);
        return transactions.execute(status -> keep(owner, kind, file));
    }

    private long keep(FileOwner owner, FileKind kind, CheckedFile file) {
        count(owner.number(), file.content().length);
        long id = jdbc.sql("select nextval('shouwang.attachment_id_seq')").query(Long.class).single();
        String key = ContentCipher.newKey();
        ContentCipher cipher = cipher(key, id, file.content().length);
        CurrentUser user = users.get();
        jdbc.sql("""
                        insert into shouwang.attachment (id, owner, part, kind, name, content_type, size, sha256, key_cipher, thumbnail,
                            uploaded_by, uploaded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(id, owner.number(), owner.parts() == null ? null : owner.parts().get(0), kind.name(), file.name(),
                        file.contentType(), file.content().length, Sha256.hex(file.content()),
                        personal.encrypt(key, EncryptedColumn.FILE_KEY.at(id)), file.thumbnail() == null ? null
                                : cipher.encrypt(file.thumbnail(), 0, file.thumbnail().length, THUMBNAIL), user.id(), Timestamp.from(clock.instant())))
                .update();
        for (int position = 0; position < pieces(file.content().length); position++) {
            int begin = position * PIECE;
            jdbc.sql("insert into shouwang.attachment_chunk (attachment_id, position, content) values (?, ?, ?)")
                    .params(id, position, cipher.encrypt(file.content(), begin, Math.min(PIECE, file.content().length - begin), position))
                    .update();
        }
        acts.add(Act.Kind.FILE_ADDED, user.id(), owner.number(), "DONE", kind.title() + "，材料 " + id);
        return id;
    }

    /** Counts a file. Uploads to the same owner wait here for each other, so that together they cannot exceed the limit. */
    private void count(String owner, int bytes) {
        Total total = jdbc.sql("""
                        insert into shouwang.attachment_total as t (owner, files, bytes) values (?, 1, ?)
                        on conflict (owner) do update set files = t.files + 1, bytes = t.bytes + excluded.bytes
                        returning files, bytes
                        """)
                .params(owner, bytes).query(Rows.as(Total.class)).single();
        if (total.bytes() > MOST_BYTES_OF_OWNER) {
            throw new RefusedFileException(Why.TOO_LARGE, "这里的材料合计已超过100MB（含已撤下的），不能再上传；请压缩图片，或把纸质材料另行归档");
        }
        if (total.files() > MOST_FILES_OF_OWNER) {
            throw new RefusedFileException(Why.TOO_LARGE, "这里的材料已有" + MOST_FILES_OF_OWNER + "份（含已撤下的），不能再上传");
        }
    }

    private static int pieces(int size) {
        return (size + PIECE - 1) / PIECE;
    }

    private static ContentCipher cipher(String key, long id, int size) {
        return new ContentCipher(key, id + "/" + pieces(size));
    }

    /**
     * Returns a page of the files that the user sees, newest first, with those that were taken out.
     *
     * @param owner  an owner that the user may see
     * @param cursor the cursor from the page before; null or blank for the first page
     * @param limit  the most files on the page, 1 to 200
     * @throws InvalidInputException if the cursor or the limit is wrong
     */
    public Page<KeptFile> page(FileOwner owner, String cursor, int limit) {
        PageRequest asked = PageRequest.of(cursor, limit);
        Map<String, Object> params = new LinkedHashMap<>(Map.of("before", asked.before(), "rows", asked.rows()));
        List<KeptFile> found = jdbc.sql(SELECT + "where " + reach(owner, params) + " and id < :before order by id desc limit :rows")
                .params(params).query(Rows.as(KeptFile.class)).list();
        return asked.page(found, KeptFile::id);
    }

    /**
     * Returns a file that the user sees, also if it was taken out.
     *
     * @param owner an owner that the user may see
     * @param id    the file's id; may be anything that a user typed
     * @throws NotFoundException if the owner has no such file that the user sees
     */
    public KeptFile get(FileOwner owner, String id) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("id", id.matches("\\d{1,18}") ? Long.parseLong(id) : 0);
        return jdbc.sql(SELECT + "where " + reach(owner, params) + " and id = :id").params(params).query(Rows.as(KeptFile.class)).optional()
                .orElseThrow(() -> new NotFoundException("没有这份材料"));
    }

    private String reach(FileOwner owner, Map<String, Object> params) {
        params.put("owners", Stream.concat(Stream.of(owner.number()), owner.related().stream()).toArray(String[]::new));
        StringBuilder where = new StringBuilder("owner = any(:owners)");
        if (!owner.isInside()) {
            where.append(" and (kind = any(:kinds) or uploaded_by = :uploader)");
            params.put("uploader", users.get().id());
            params.put("kinds", Arrays.stream(FileKind.values()).filter(FileKind::isForOutside).map(Enum::name).toArray(String[]::new));
        }
        if (owner.parts() != null) {
            where.append(" and (part is null or part = any(:parts))");
            params.put("parts", owner.parts().toArray(String[]::new));
        }
        return where.toString();
    }

    /**
     * Returns the content of a file for somebody who opens it, which is put on record.
     *
     * @param owner an owner that the user may see
     * @param file  a file that the user sees
     * @param out   where the content is written, piece by piece
     */
    public void open(FileOwner owner, KeptFile file, OutputStream out) {
        acts.add(Act.Kind.FILE_OPENED, users.get().id(), owner.number(), "DONE", file.kind().title() + "，材料 " + file.id());
        ContentCipher cipher = cipher(file);
        try {
            for (int position = 0; position < pieces(file.size()); position++) {
                byte[] piece = jdbc.sql("select content from shouwang.attachment_chunk where attachment_id = ? and position = ?")
                        .params(file.id(), position).query(byte[].class).single();
                out.write(cipher.decrypt(piece, position));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Tells whether the user who has signed in may open a file. A file that was taken out is open only to those who may take files
     * out there.
     *
     * @param owner an owner that the user may see
     * @param file  a file that the user sees
     */
    public boolean mayOpen(FileOwner owner, KeptFile file) {
        return !file.isTakenOut() || mayTakeOut(owner, file) || file.takenOutBy().equals(users.get().id());
    }

    /**
     * Refuses somebody who may not open a file.
     *
     * @param owner an owner that the user may see
     * @param file  a file that the user sees
     * @throws NotFoundException if the file was taken out and the user may not open it any more
     */
    public void requireToOpen(FileOwner owner, KeptFile file) {
        if (!mayOpen(owner, file)) {
            throw new NotFoundException("这份材料已撤下，由上传人和县级乡村振兴部门查看");
        }
    }

    /**
     * Returns the small picture of a file.
     *
     * @param file a file that the user may open
     * @return the picture as JPEG
     * @throws NotFoundException if the file is no picture
     */
    public byte[] thumbnail(KeptFile file) {
        if (!file.hasThumbnail()) {
            throw new NotFoundException("这份材料没有缩略图");
        }
        return cipher(file).decrypt(jdbc.sql("select thumbnail from shouwang.attachment where id = ?").param(file.id())
                .query(byte[].class).single(), THUMBNAIL);
    }

    private ContentCipher cipher(KeptFile file) {
        String stored = jdbc.sql("select key_cipher from shouwang.attachment where id = ?").param(file.id()).query(String.class).single();
        return cipher(personal.decrypt(stored, EncryptedColumn.FILE_KEY.at(file.id())), file.id(), file.size());
    }

    /**
     * Tells whether the user who has signed in may take a file out: who handed it in may, and the county's department.
     *
     * @param owner an owner that the user may see
     * @param file  a file that the user sees
     */
    public boolean mayTakeOut(FileOwner owner, KeptFile file) {
        CurrentUser user = users.get();
        return user.id().equals(file.uploadedBy()) || user.is(Role.COUNTY, owner.regionCode());
    }

    /**
     * Returns a file that the user may take out.
     *
     * @param owner an owner that the user may see
     * @param id    the file's id; may be anything that a user typed
     * @throws NotFoundException  if the owner has no such file that the user sees
     * @throws ForbiddenException if the user may not take it out
     */
    public KeptFile requireToTakeOut(FileOwner owner, String id) {
        KeptFile file = get(owner, id);
        if (!mayTakeOut(owner, file)) {
            throw new ForbiddenException("材料由上传人或县级乡村振兴部门撤下");
        }
        return file;
    }

    /**
     * Takes a file out. It stays on record with the reason, and counts no more.
     *
     * @param owner  an owner that the user may see
     * @param id     the file's id; may be anything that a user typed
     * @param reason the reason; may be anything that a user typed, or null
     * @return the file as it is now
     * @throws NotFoundException     if the owner has no such file that the user sees
     * @throws ForbiddenException    if the user may not take it out
     * @throws InvalidInputException if the reason is missing or wrong
     * @throws ConflictException     if the file was taken out before
     */
    public KeptFile takeOut(FileOwner owner, String id, String reason) {
        KeptFile file = requireToTakeOut(owner, id);
        String text = Texts.required(reason, "reason", "撤下原因", MAX_REASON);
        transactions.executeWithoutResult(status -> {
            int changed = jdbc.sql("""
                            update shouwang.attachment set taken_out_by = ?, taken_out_at = ?, taken_out_reason = ?
                            where id = ? and taken_out_by is null
                            """)
                    .params(users.get().id(), Timestamp.from(clock.instant()), text, file.id()).update();
            if (changed == 0) {
                throw new ConflictException("这份材料已经撤下");
            }
            acts.add(Act.Kind.FILE_TAKEN_OUT, users.get().id(), owner.number(), "DONE", file.kind().title() + "，材料 " + file.id());
        });
        return get(owner, id);
    }

    /**
     * Tells whether there is a file of a kind that counts.
     *
     * @param owner the number of what the file would hang on
     * @param kind  the kind of file
     */
    public boolean has(String owner, FileKind kind) {
        return jdbc.sql("select exists (select 1 from shouwang.attachment where owner = ? and kind = ? and taken_out_by is null)")
                .params(owner, kind.name()).query(Boolean.class).single();
    }
}
