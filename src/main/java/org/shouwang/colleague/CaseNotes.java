package org.shouwang.colleague;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The notes on cases. Who sees a case adds notes; nobody changes or deletes them. The offices read all of them, a bank or another
 * system only its own and those that mention its post. Where only some read what is personal, such as in cases of children, only
 * these read all notes.
 */
@Service
public class CaseNotes {

    private static final int MAX_LENGTH = 500;

    private final JdbcClient jdbc;
    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final PersonalData personal;
    private final Messages messages;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    CaseNotes(JdbcClient jdbc, CaseFiles cases, CaseKinds kinds, PersonalData personal, Messages messages, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.kinds = kinds;
        this.personal = personal;
        this.messages = messages;
        this.users = users;
        this.clock = clock;
    }

    private record Row(long id, String textCipher, String mention, String writtenBy, String actedFor, Instant writtenAt) {
    }

    /**
     * A post that can be told of something about a case.
     *
     * @param group the group of the post
     * @param name  the name of the post
     */
    public record Recipient(String group, String name) {
    }

    /**
     * @param caseNo a case's number; may be anything that a user typed
     * @param cursor the {@link Page#nextCursor()} of the page before; null or blank for the newest notes
     * @param limit  the most notes of the page, 1 to 200
     * @return a page of the notes that the user may read, newest first
     * @throws NotFoundException     if the user who has signed in may see no such case
     * @throws InvalidInputException if the cursor is no number or the limit is out of range
     */
    public Page<CaseNote> of(String caseNo, String cursor, int limit) {
        CaseFile item = cases.visible(caseNo);
        PageRequest asked = PageRequest.of(cursor, limit);
        CurrentUser user = users.get();
        List<Row> rows = jdbc.sql("""
                        select id, text_cipher, mention, written_by, acted_for, written_at from shouwang.case_note
                        where case_no = :caseNo and id < :before and (:all or written_by = any(:writers) or mention = any(:posts))
                        order by id desc limit :limit
                        """)
                .param("caseNo", item.caseNo()).param("before", asked.before()).param("limit", asked.rows())
                .param("all", readsAll(user, item)).param("writers", writersOf(user)).param("posts", user.groups().toArray(String[]::new))
                .query(Rows.as(Row.class)).list();
        Map<String, String> names = users.postNames(rows.stream().map(Row::mention).filter(Objects::nonNull).toList());
        Map<String, String> writers = rows.stream().map(Row::writtenBy).distinct().collect(Collectors.toMap(id -> id, users::displayName));
        return asked.page(rows, Row::id).map(row -> new CaseNote(row.id(), personal.decrypt(row.textCipher(), EncryptedColumn.CASE_NOTE.at(row.id())),
                row.mention(), row.mention() == null ? null : names.getOrDefault(row.mention(), row.mention()),
                writers.get(row.writtenBy()) + (row.actedFor() == null ? "" : "（" + row.actedFor() + "）"), row.writtenAt()));
    }

    private boolean readsAll(CurrentUser user, CaseFile item) {
        return kinds.of(item).isReadInFull(item)
                && (item.closed() != null || user.covers(item.villageCode()) || user.is(Role.DEPARTMENT) || user.is(Role.SCHOOL));
    }

    /** Returns the ids of the user and, for an institution such as a bank, of the colleagues who hold its post. */
    private String[] writersOf(CurrentUser user) {
        return Stream.concat(Stream.of(user.id()), user.posts().stream().filter(post -> post.role().isInstitution())
                .flatMap(post -> users.holding(post.group()).stream()).map(CurrentUser::id)).distinct().toArray(String[]::new);
    }

    /**
     * @param caseNo a case's number; may be anything that a user typed
     * @throws NotFoundException if the user who has signed in may see no such case
     */
    public void requireVisible(String caseNo) {
        cases.visible(caseNo);
    }

    /**
     * Adds a note, and tells the post that it mentions.
     *
     * @param caseNo  a case's number; may be anything that a user typed
     * @param text    the note as it was typed, or null
     * @param mention the group of a post that sees the case; null or blank for none
     * @return the note's id
     * @throws NotFoundException     if the user who has signed in may see no such case
     * @throws InvalidInputException if the text is missing or too long, or the post does not see the case
     */
    @Transactional
    public long add(String caseNo, String text, String mention) {
        CaseFile item = cases.visible(caseNo);
        FieldErrors errors = new FieldErrors();
        String checked = Texts.required(errors, text, "text", "备注", MAX_LENGTH);
        String told = mention == null || mention.isBlank() ? null : mention.strip();
        if (told != null && readersOf(item).stream().noneMatch(each -> each.group().equals(told))) {
            errors.add("mention", "提醒谁", "须为能看到本案的岗位；内容只有一部分岗位能看的案件，须为能看到内容的岗位");
        }
        errors.throwIfAny();
        CurrentUser user = users.get();
        String actedFor = user.standIns().isEmpty() || user.ownPosts().stream().anyMatch(post -> post.covers(item.villageCode())) ? null
                : user.standIns().stream().map(CurrentUser.StandIn::text).collect(Collectors.joining("、"));
        long id = jdbc.sql("select nextval(pg_get_serial_sequence('shouwang.case_note', 'id'))").query(Long.class).single();
        jdbc.sql("""
                        insert into shouwang.case_note (id, case_no, text_cipher, mention, written_by, acted_for, written_at)
                        overriding system value values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(id, item.caseNo(), personal.encrypt(checked, EncryptedColumn.CASE_NOTE.at(id)), told, user.id(), actedFor,
                        Timestamp.from(clock.instant())).update();
        if (told != null) {
            messages.send(told, Message.Kind.NOTE, "备注：" + item.caseNo(), user.displayName() + "在案件的备注里提到了您的岗位，请打开案件查看。", item.caseNo());
        }
        return id;
    }

    /**
     * @param caseNo the number of a case that the user may see
     * @return the posts that see the case, from the village up
     */
    public List<Recipient> recipientsOf(String caseNo) {
        return recipientsOf(cases.visible(caseNo));
    }

    /**
     * @param caseNo the number of a case that the user may see
     * @return the posts that a note may mention: those that see the case, and read it where only some do
     */
    public List<Recipient> readersOf(String caseNo) {
        return readersOf(cases.visible(caseNo));
    }

    private List<Recipient> readersOf(CaseFile item) {
        CurrentUser user = users.get();
        return recipientsOf(item).stream().filter(each -> users.actAs(new CurrentUser(user.id(), user.name(), List.of(each.group())),
                () -> kinds.of(item).isReadInFull(item))).toList();
    }

    private List<Recipient> recipientsOf(CaseFile item) {
        List<String> groups = item.closed() != null ? item.closed().seenBy() : new ArrayList<>(Stream.of(new Post(Role.VILLAGE, item.villageCode()), new Post(Role.TOWNSHIP, item.townshipCode()),
                new Post(Role.COUNTY, item.countyCode()), new Post(Role.LEADER, item.countyCode())).map(Post::group).toList());
        Optional.ofNullable(item.bankCode()).ifPresent(groups::add);
        Map<String, String> names = users.postNames(groups);
        // Administrators see closed cases that stick; theirs is no post of an office.
        return groups.stream().filter(group -> names.containsKey(group) && Post.ofGroup(group).filter(post -> post.role().isRegional()).isPresent()).map(group -> new Recipient(group, names.get(group))).toList();
    }
}
