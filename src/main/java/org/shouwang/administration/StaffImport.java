package org.shouwang.administration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.shouwang.security.Accounts;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.LongWork;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Texts;
import org.shouwang.table.CellError;
import org.shouwang.table.LeftOut;
import org.shouwang.table.Table;
import org.shouwang.table.TableColumn;
import org.shouwang.table.TableRow;
import org.shouwang.table.TableShape;
import org.shouwang.table.Tables;
import org.shouwang.table.Uploads;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Imports a list of users with their posts, one post in each row: the whole file or nothing of it. A user who exists gets the
 * posts that he or she does not hold yet, and keeps the password.
 */
@Service
public class StaffImport {

    private static final TableColumn ID = new TableColumn(Staff.ID, Staff.ID_LABEL, List.of("用户名", "登录名", "用户编号", "登录账号"), true, true);
    private static final TableColumn NAME = new TableColumn(Staff.NAME, Staff.NAME_LABEL, List.of("用户姓名", "名称"), true, false);
    private static final TableColumn ROLE = new TableColumn(Posts.ROLE, Posts.ROLE_LABEL, List.of("角色", "岗位名称"), true, true);
    private static final TableColumn PLACE = new TableColumn(Posts.PLACE, Posts.PLACE_LABEL,
            List.of("所在地区", "辖区", "行政区", "地区代码", "行政区划", "所在村", "单位"), false, false);
    private static final TableColumn DEPARTMENT = new TableColumn(Posts.DEPARTMENT, Posts.DEPARTMENT_LABEL, List.of("行业部门", "部门名称"), false, false);
    private static final List<TableColumn> COLUMNS = List.of(ID, NAME, ROLE, PLACE, DEPARTMENT);
    private static final String MAX_ROWS = "IMPORT_ROWS_USERS";
    private static final int MAX_TEXT = 200;
    private static final int MOST_ERRORS = 50;

    private final Staff staff;
    private final Posts posts;
    private final Accounts accounts;
    private final CurrentUsers users;
    private final Acts acts;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final LongWork longWork;
    private final Uploads uploads;
    private final PolicyParameters parameters;
    private final AdjustableClock clock;

    StaffImport(Staff staff, Posts posts, Accounts accounts, CurrentUsers users, Acts acts, JdbcClient jdbc,
                TransactionOperations transactions, LongWork longWork, Uploads uploads, PolicyParameters parameters, AdjustableClock clock) {
        this.staff = staff;
        this.posts = posts;
        this.accounts = accounts;
        this.users = users;
        this.acts = acts;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.longWork = longWork;
        this.uploads = uploads;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** What an import does with a user. */
    public enum Outcome {
        /** The user is new (新增). */
        NEW("新增"),
        /** The user exists and gets further posts (增加岗位). */
        MORE_POSTS("增加岗位"),
        /** The user exists and holds all these posts (无变化). */
        UNCHANGED("无变化");

        private final String title;

        Outcome(String title) {
            this.title = title;
        }

        /**
         * @return the outcome in Chinese
         */
        public String title() {
            return title;
        }
    }

    /**
     * A user of the file.
     *
     * @param row      the place of the user's first row in the file
     * @param userId   the user's id
     * @param name     the user's name
     * @param posts    the names of the posts that the user gets; empty if nothing changes
     * @param outcome  what the import does with the user
     * @param password the first password of a new user once the import is done; null otherwise
     */
    public record Row(long row, String userId, String name, List<String> posts, Outcome outcome, String password) {
    }

    /**
     * The result of a preview or an import.
     *
     * @param done       whether the file was imported
     * @param rows       the users of the file, in its order
     * @param errors     the first errors, by row; if there is one, nothing is imported
     * @param moreErrors the number of further errors
     * @param leftOut    the parts of the file that were not taken as data
     */
    public record Report(boolean done, List<Row> rows, List<CellError> errors, int moreErrors, List<LeftOut> leftOut) {

        /**
         * @param outcome an outcome
         * @return the number of users with this outcome
         */
        public long count(Outcome outcome) {
            return rows.stream().filter(row -> row.outcome() == outcome).count();
        }

        /**
         * @return the number of users whom the import changes; 0 if there is an error
         */
        public long changes() {
            return errors.isEmpty() ? rows.size() - count(Outcome.UNCHANGED) : 0;
        }
    }

    /** A user of the file with the posts that the user gets. */
    private static final class Draft {

        private final long row;
        private final String id;
        private final String name;
        private final boolean known;
        private final List<Post> held;
        private final List<Post> wanted = new ArrayList<>();

        private Draft(long row, String id, String name, boolean known, List<Post> held) {
            this.row = row;
            this.id = id;
            this.name = name;
            this.known = known;
            this.held = held;
        }

        private Outcome outcome() {
            return !known ? Outcome.NEW : wanted.isEmpty() ? Outcome.UNCHANGED : Outcome.MORE_POSTS;
        }
    }

    /**
     * @return the columns that a file may have
     */
    public static List<TableColumn> columns() {
        return COLUMNS;
    }

    /**
     * Previews or imports a file on behalf of the administrator who has signed in.
     *
     * @param file    a table with a user's post in each row; null if none was sent
     * @param confirm whether to import it; a file with an error is not imported
     * @return the result
     * @throws InvalidInputException if the file is no table with the required columns
     * @throws org.shouwang.shared.ForbiddenException if the user is not an administrator
     */
    public Report load(byte[] file, boolean confirm) {
        staff.requireAdministrator();
        return uploads.oneByOne(file, () -> take(file, confirm));
    }

    private Report take(byte[] file, boolean confirm) {
        Table table = Tables.read(file, new TableShape(COLUMNS, parameters.number(MAX_ROWS, clock.today()), MAX_TEXT));
        table.requireColumns(new FieldErrors(), table.errors());
        List<CellError> errors = new ArrayList<>(table.errors());
        List<Draft> drafts = read(table, errors);
        Map<String, String> passwords = confirm && errors.isEmpty() ? store(drafts) : Map.of();
        List<Row> rows = drafts.stream().map(draft -> new Row(draft.row, draft.id, draft.name,
                draft.wanted.stream().map(posts::nameOf).toList(), draft.outcome(), passwords.get(draft.id))).toList();
        return new Report(confirm && errors.isEmpty(), rows, errors.stream().limit(MOST_ERRORS).toList(),
                Math.max(0, errors.size() - MOST_ERRORS) + table.moreErrors(), table.leftOut());
    }

    private List<Draft> read(Table table, List<CellError> errors) {
        Posts.Book book = posts.book();
        Map<String, Draft> drafts = new LinkedHashMap<>();
        Map<String, String> known = known(table);
        for (TableRow row : table.rows()) {
            if (row.isFaulty()) {
                continue;
            }
            FieldErrors wrong = new FieldErrors();
            String id = Texts.compact(row.text(ID.key()));
            String name = PersonName.normalised(row.text(NAME.key()));
            Optional<Post> post = book.find(row.text(ROLE.key()), row.text(PLACE.key()), row.text(DEPARTMENT.key()), wrong);
            Draft draft = drafts.computeIfAbsent(id.toLowerCase(Locale.ROOT), key -> draft(row.number(), id, name, known));
            String problem = problem(draft, id);
            if (problem != null) {
                wrong.add(ID.key(), ID.title(), problem);
            }
            String nameProblem = Staff.nameProblem(name);
            if (nameProblem != null) {
                wrong.add(NAME.key(), NAME.title(), nameProblem);
            } else if (!name.equals(draft.name)) {
                wrong.add(NAME.key(), NAME.title(), draft.known ? "与已有账号的姓名不同，请核对账号；要改姓名的，在这个人的页面上改" : "与第" + draft.row + "行同一账号的姓名不同");
            }
            post.filter(each -> !draft.held.contains(each) && !draft.wanted.contains(each)).ifPresent(draft.wanted::add);
            wrong.all().forEach(error -> errors.add(new CellError(row.number(), header(table, error), error.message())));
        }
        return List.copyOf(drafts.values());
    }

    private Draft draft(long row, String id, String name, Map<String, String> known) {
        String existing = known.get(id.toLowerCase(Locale.ROOT));
        return existing == null ? new Draft(row, id, name, false, List.of())
                : new Draft(row, existing, users.displayName(existing), true, accounts.postsOf(existing));
    }

    private String problem(Draft draft, String id) {
        return draft.known && draft.id.equals(users.get().id()) ? "不能给自己分配岗位，请由另一名系统管理员办理"
                : !draft.id.equals(id) && !id.isEmpty() ? "与" + (draft.known ? "已有账号" : "第" + draft.row + "行的账号") + "“" + draft.id + "”只有大小写不同"
                : draft.known ? null : Staff.idProblem(id);
    }

    private static String header(Table table, FieldError error) {
        return COLUMNS.stream().filter(column -> column.key().equals(error.field())).map(table::header).findFirst().orElseThrow();
    }

    private Map<String, String> known(Table table) {
        String[] ids = table.rows().stream().map(row -> Texts.compact(row.text(ID.key())).toLowerCase(Locale.ROOT)).distinct().toArray(String[]::new);
        Map<String, String> known = new LinkedHashMap<>();
        jdbc.sql("select id_ from public.act_id_user where lower(id_) = any(:ids)").param("ids", ids).query(String.class).list()
                .forEach(id -> known.put(id.toLowerCase(Locale.ROOT), id));
        return known;
    }

    private Map<String, String> store(List<Draft> drafts) {
        Map<String, String> passwords = new LinkedHashMap<>();
        transactions.executeWithoutResult(status -> {
            longWork.begin(LongWork.Kind.IMPORT);
            accounts.together(() -> drafts.forEach(draft -> {
                if (draft.known) {
                    accounts.give(draft.id, draft.wanted);
                } else {
                    passwords.put(draft.id, Staff.newPassword());
                    accounts.addUser(draft.id, draft.name, passwords.get(draft.id), draft.wanted);
                }
            }));
            acts.add(Act.Kind.IMPORT, users.get().id(), "用户名单", "DONE", drafts.size() + "个账号，新增" + passwords.size() + "个");
        });
        return passwords;
    }
}
