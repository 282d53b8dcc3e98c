package org.shouwang.policy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shouwang.engine.DecisionTables;
import org.shouwang.engine.TableDifference;
import org.shouwang.engine.TableVersion;
import org.shouwang.engine.TableWarnings;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * New versions of decision tables: the city proposes one, it is looked at and replayed, a second person approves it, and it holds from a
 * day on. What was decided before stays as it was decided.
 */
@Service
public class TableChanges {

    private static final int MAX_TEXT = 200;
    private static final int MAX_FILE = 1 << 20;
    private static final int MOST_PROBLEMS = 20;
    private static final int YEARS_AHEAD = 2;
    private static final String SELECT = """
            select id, table_key, source, reason, in_force_from, status, proposed_by, proposed_at, decided_by, decided_at, opinion, in_force_id
            from shouwang.table_change
            """;

    private final JdbcClient jdbc;
    private final DecisionTables tables;
    private final PolicyRights rights;
    private final Acts acts;
    private final Messages messages;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    TableChanges(JdbcClient jdbc, DecisionTables tables, PolicyRights rights, Acts acts, Messages messages, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.rights = rights;
        this.acts = acts;
        this.messages = messages;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Returns the tables as they hold today, by key.
     *
     * @throws ForbiddenException if the user looks after no tables
     */
    public List<DecisionTables.Table> all() {
        rights.require();
        return tables.all();
    }

    /**
     * @param key the key of a table; may be anything that a user typed
     * @return the table as it holds today
     * @throws NotFoundException  if there is no such table
     * @throws ForbiddenException if the user looks after no tables
     */
    public DecisionTables.Table get(String key) {
        return all().stream().filter(table -> table.key().equals(key)).findFirst().orElseThrow(() -> new NotFoundException("没有决策表“" + key + "”"));
    }

    /**
     * @param key the key of a table
     * @return its changes, the latest first
     */
    public List<TableChange> of(String key) {
        rights.require();
        return jdbc.sql(SELECT + "where table_key = ? order by id desc").param(key).query(Rows.as(TableChange.class)).list();
    }

    /**
     * @return the changes that wait for a second person, the oldest first
     */
    public List<TableChange> waiting() {
        rights.require();
        return jdbc.sql(SELECT + "where status = 'PROPOSED' order by id").query(Rows.as(TableChange.class)).list();
    }

    /**
     * @param id the number of a change
     * @return the change
     * @throws NotFoundException  if there is no such change
     * @throws ForbiddenException if the user looks after no tables
     */
    public TableChange change(long id) {
        rights.require();
        return jdbc.sql(SELECT + "where id = ?").param(id).query(Rows.as(TableChange.class)).optional()
                .orElseThrow(() -> new NotFoundException("没有这次决策表变更"));
    }

    /**
     * @param id the number of a change
     * @return its file
     */
    public String content(long id) {
        rights.require();
        return jdbc.sql("select content from shouwang.table_change where id = ?").param(id).query(String.class).optional()
                .orElseThrow(() -> new NotFoundException("没有这次决策表变更"));
    }

    /**
     * @param id the number of a change
     * @return what a second person should look at before the change is approved, in Chinese; usually empty
     */
    public List<String> warnings(long id) {
        return TableWarnings.of(TableVersion.read(content(id)), present(get(change(id).tableKey())));
    }

    /**
     * @param id the number of a change
     * @return where it differs from the version in force
     */
    public List<TableDifference> differences(long id) {
        return TableDifference.of(TableVersion.read(content(id)), present(get(change(id).tableKey())));
    }

    /**
     * @param table a table
     * @return the version in force
     */
    public TableVersion present(DecisionTables.Table table) {
        return TableVersion.read(tables.content(table.key(), table.version()).orElseThrow());
    }

    /**
     * @return whether the user who has signed in proposes new versions
     */
    public boolean mayPropose() {
        return rights.require().is(Role.CITY);
    }

    /**
     * Proposes a new version.
     *
     * @param key    the key of the table
     * @param file   the file
     * @param from   the first day on which it is to hold, as it was typed
     * @param source the document from which it follows
     * @param reason why it is proposed
     * @return the change
     * @throws ConflictException  if another one waits
     * @throws ForbiddenException if the user is not of the city
     * @throws org.shouwang.shared.InvalidInputException if something is wrong; the exception names every wrong field, and of the file the lines
     */
    @Transactional
    public TableChange propose(String key, byte[] file, String from, String source, String reason) {
        CurrentUser user = rights.require();
        DecisionTables.Table table = get(key);
        if (!mayPropose()) {
            throw new ForbiddenException("决策表的新版本由市级督导上传，系统管理员可以批准");
        }
        FieldErrors errors = new FieldErrors();
        String content = text(file, errors);
        if (content != null) {
            look(table, content, errors);
        }
        LocalDate day = errors.day("from", "启用日期", from);
        if (day == null) {
            if (!errors.has("from")) {
                errors.add("from", "启用日期", "为必填项");
            }
        } else if (!errors.refusePast("from", "启用日期", day, clock.today()) && day.isAfter(clock.today().plusYears(YEARS_AHEAD))) {
            errors.add("from", "启用日期", "不能晚于 " + clock.today().plusYears(YEARS_AHEAD));
        }
        String sourceText = Texts.required(errors, source, "source", "依据文件", MAX_TEXT);
        String reasonText = Texts.required(errors, reason, "reason", "修改理由", MAX_TEXT);
        errors.throwIfAny();
        long id;
        try {
            id = jdbc.sql("""
                            insert into shouwang.table_change (table_key, content, source, reason, in_force_from, status, proposed_by, proposed_at)
                            values (?, ?, ?, ?, ?, 'PROPOSED', ?, ?) returning id
                            """)
                    .params(key, content, sourceText, reasonText, day, user.id(), Timestamp.from(clock.instant())).query(Long.class).single();
        } catch (DuplicateKeyException e) {
            throw new ConflictException("这张表已有一份新版本待批准，请先批准、不批准或撤回");
        }
        acts.add(Act.Kind.DECISION_TABLE, user.id(), key, "DONE", "上传第 " + id + " 号变更，" + day + " 启用；依据：" + sourceText + "；理由：" + reasonText);
        Stream.of(Post.CITY.group(), Role.ADMIN.group()).flatMap(group -> users.holding(group).stream()).map(CurrentUser::id).distinct()
                .filter(each -> !each.equals(user.id())).forEach(each -> messages.sendToUser(each, Message.Kind.NOTE, "决策表“" + table.title() + "”的新版本待批准",
                        "第 " + id + " 号变更，" + day + " 启用。请在“决策表”中打开这张表，核对改了什么、会影响谁，批准或者不批准。", null));
        return change(id);
    }

    private static String text(byte[] file, FieldErrors errors) {
        if (file.length == 0) {
            errors.add("file", "决策表文件", "请选择 .dmn 文件");
            return null;
        }
        if (file.length > MAX_FILE) {
            errors.add("file", "决策表文件", "最大1MB");
            return null;
        }
        try {
            String content = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            if (content.contains("<!DOCTYPE") || content.contains("<!ENTITY") || content.indexOf('\0') >= 0) {
                errors.add("file", "决策表文件", "不是 DMN 文件，请用 Camunda Modeler 打开后另存");
                return null;
            }
            return content;
        } catch (CharacterCodingException e) {
            errors.add("file", "决策表文件", "须为 UTF-8 编码，请用 Camunda Modeler 打开后另存");
            return null;
        }
    }

    private void look(DecisionTables.Table table, String content, FieldErrors errors) {
        try {
            TableVersion now = TableVersion.read(content);
            TableVersion present = present(table);
            now.against(present).stream().limit(MOST_PROBLEMS).forEach(problem -> errors.add("file", "决策表文件",
                    (problem.line() == 0 ? "" : "第" + problem.line() + "行：") + problem.what() + "；" + problem.mend()));
            if (errors.has("file")) {
                return;
            }
            if (TableDifference.of(now, present).isEmpty()) {
                errors.add("file", "决策表文件", "与现在的版本相同，没有要批准的改动");
            }
            TableWarnings.holes(now, present).forEach(hole -> errors.add("file", "决策表文件", hole + "；请补上，每种情况都要有结论"));
        } catch (IllegalArgumentException e) {
            errors.add("file", "决策表文件", e.getMessage());
        }
    }

    /**
     * Approves a change, so that it holds from its day on.
     *
     * @param id      the number of the change
     * @param opinion the reason; null where an older client asks for none, then none is put on record
     * @throws org.shouwang.shared.InvalidInputException if the reason is empty
     * @throws ConflictException if the user has proposed it, it does not wait any more, its day is over, or it does not fit the table as it holds
     *     now
     */
    @Transactional
    public void approve(long id, String opinion) {
        CurrentUser user = rights.require();
        TableChange change = lockWaiting(id);
        requireSecond(change, user);
        String text = opinion == null ? null : Texts.required(opinion, "opinion", "意见", MAX_TEXT);
        if (change.inForceFrom().isBefore(clock.today())) {
            throw new ConflictException("启用日期 " + change.inForceFrom() + " 已过，请撤回后按新的日期重新上传");
        }
        FieldErrors errors = new FieldErrors();
        look(get(change.tableKey()), content(id), errors);
        if (errors.any()) {
            throw new ConflictException("这份新版本不能批准，请撤回后重新上传：" + errors.all().get(0).message());
        }
        long inForce = tables.putInForce(change.tableKey(), change.inForceFrom(), content(id));
        jdbc.sql("update shouwang.table_change set in_force_id = ? where id = ?").params(inForce, id).update();
        decide(change, TableChange.Status.APPROVED, text, user);
    }

    /**
     * Refuses a change.
     *
     * @param id      the number of the change
     * @param opinion the reason
     * @throws ConflictException if the user has proposed it, or it does not wait any more
     * @throws org.shouwang.shared.InvalidInputException if the reason is missing
     */
    @Transactional
    public void reject(long id, String opinion) {
        CurrentUser user = rights.require();
        TableChange change = lockWaiting(id);
        requireSecond(change, user);
        decide(change, TableChange.Status.REJECTED, Texts.required(opinion, "opinion", "意见", MAX_TEXT), user);
    }

    /**
     * Withdraws a change that does not hold yet.
     *
     * @param id     the number of the change
     * @param reason the reason
     * @throws ConflictException if it holds already, or was refused or withdrawn
     * @throws org.shouwang.shared.InvalidInputException if the reason is missing
     */
    @Transactional
    public void withdraw(long id, String reason) {
        CurrentUser user = rights.require();
        TableChange change = lock(id);
        String text = Texts.required(reason, "opinion", "意见", MAX_TEXT);
        boolean open = change.status() == TableChange.Status.PROPOSED
                || change.status() == TableChange.Status.APPROVED && tables.takeBack(change.inForceId());
        if (!open) {
            throw new ConflictException(change.status() == TableChange.Status.APPROVED ? "已经启用，不能撤回；需要改回的，上传以前的版本"
                    : "这次变更" + change.status().title() + "，不能撤回");
        }
        decide(change, TableChange.Status.WITHDRAWN, text, user);
    }

    private static void requireSecond(TableChange change, CurrentUser user) {
        if (change.proposedBy().equals(user.id())) {
            throw new ConflictException("您上传的版本须由另一人批准");
        }
    }

    private TableChange lockWaiting(long id) {
        TableChange change = lock(id);
        if (change.status() != TableChange.Status.PROPOSED) {
            throw new ConflictException("这次变更" + change.status().title() + "，不能再批准");
        }
        return change;
    }

    private TableChange lock(long id) {
        Optional<TableChange> change = jdbc.sql(SELECT + "where id = ? for update").param(id).query(Rows.as(TableChange.class)).optional();
        return change.orElseThrow(() -> new NotFoundException("没有这次决策表变更"));
    }

    private void decide(TableChange change, TableChange.Status status, String opinion, CurrentUser user) {
        jdbc.sql("update shouwang.table_change set status = ?, decided_by = ?, decided_at = ?, opinion = ? where id = ?")
                .params(status.name(), user.id(), Timestamp.from(clock.instant()), opinion, change.id()).update();
        if (!user.id().equals(change.proposedBy())) {
            messages.sendToUser(change.proposedBy(), Message.Kind.NOTE, "决策表“" + get(change.tableKey()).title() + "”的新版本：" + status.title(),
                    "第 " + change.id() + " 号变更，" + change.inForceFrom() + " 启用：" + status.title() + "。", null);
        }
        acts.add(Act.Kind.DECISION_TABLE, user.id(), change.tableKey(), "DONE", status.title() + "：第 " + change.id() + " 号变更，" + change.inForceFrom()
                + " 启用" + (opinion == null ? "" : "；" + opinion));
    }
}
