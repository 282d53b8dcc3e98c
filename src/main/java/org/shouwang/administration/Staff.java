package org.shouwang.administration;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shouwang.security.AccountLocks;
import org.shouwang.security.Accounts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks after users and their posts on behalf of an administrator. */
@Service
public class Staff {

    static final String ID = "userId";
    static final String ID_LABEL = "账号";
    static final String NAME = "name";
    static final String NAME_LABEL = "姓名";

    private static final int SHORTEST_ID = 3;
    private static final int LONGEST_ID = 32;
    private static final int LONGEST_NAME = 50;
    /** The addresses below the list of accounts that are pages of their own. */
    private static final Set<String> RESERVED = Set.of("new", "posts", "places", "import", "export");
    /** Letters and digits that nobody takes for another one. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz";
    private static final String DIGITS = "23456789";
    private static final int GROUPS = 3;
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;]{1,64}@[A-Za-z0-9.-]{1,190}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AccountLocks locks;
    private final Accounts accounts;
    private final CurrentUsers users;
    private final Posts posts;
    private final JdbcClient jdbc;

    Staff(AccountLocks locks, Accounts accounts, CurrentUsers users, Posts posts, JdbcClient jdbc) {
        this.locks = locks;
        this.accounts = accounts;
        this.users = users;
        this.posts = posts;
        this.jdbc = jdbc;
    }

    /**
     * A post that a user holds.
     *
     * @param group the id of the post's group
     * @param name  the post's whole name
     */
    public record Held(String group, String name) {
    }

    /**
     * A user as administrators see him or her.
     *
     * @param account         the account and its lock
     * @param posts           the posts that the user holds, by the ids of their groups
     * @param ownPassword     whether the user has chosen the present password
     * @param mail            the address to which daily counts go; empty for none
     * @param own             whether this is the account of the administrator who looks
     */
    public record Person(AccountLocks.Account account, List<Held> posts, boolean ownPassword, String mail, boolean own) {
    }

    /**
     * Who holds a post.
     *
     * @param group   the id of the post's group
     * @param name    the post's whole name
     * @param holders the users who hold it, by id
     */
    public record Holders(String group, String name, List<Holder> holders) {
    }

    /**
     * A user who holds a post.
     *
     * @param userId the user's id
     * @param name   the user's name, or the id if there is no name
     * @param locked whether the account is locked
     */
    public record Holder(String userId, String name, boolean locked) {
    }

    /** How many people a post has that may sign in. */
    public enum Filling {
        /** Nobody (无人). */
        NOBODY,
        /** At most one, where some matters need two (不足两人). */
        FEWER_THAN_TWO
    }

    /**
     * Refuses all users but administrators.
     *
     * @throws ForbiddenException if the user is not an administrator
     */
    public void requireAdministrator() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("用户和岗位由系统管理员管理");
        }
    }

    /**
     * Returns a user.
     *
     * @param userId the user's id; any text that somebody typed is allowed
     * @throws ForbiddenException if the user who asks is not an administrator
     * @throws NotFoundException  if there is no such user
     */
    public Person get(String userId) {
        AccountLocks.Account account = locks.get(userId);
        return new Person(account, accounts.postsOf(userId).stream().map(post -> new Held(post.group(), posts.nameOf(post))).toList(),
                users.hasOwnPassword(userId), accounts.mailOf(userId), userId.equals(users.get().id()));
    }

    /**
     * Adds a user, who has to change the password at the first login.
     *
     * @param userId the user's id as it was typed
     * @param name   the user's name as it was typed
     * @param given  the posts of the user
     * @param errors errors of other fields that were found before
     * @return the password, which is never shown again
     * @throws ConflictException     if there is a user with this id
     * @throws ForbiddenException    if the user who asks is not an administrator
     * @throws InvalidInputException if a field is wrong
     */
    @Transactional
    public String add(String userId, String name, Collection<Post> given, FieldErrors errors) {
        requireAdministrator();
        String id = userId.strip();
        addIfWrong(errors, ID, ID_LABEL, idProblem(id));
        addIfWrong(errors, NAME, NAME_LABEL, nameProblem(name));
        errors.throwIfAny();
        Optional<String> taken = jdbc.sql("select id_ from public.act_id_user where lower(id_) = lower(?)").param(id).query(String.class).list().stream().findFirst();
        if (taken.isPresent()) {
            throw new ConflictException("已有账号“" + taken.get() + "”，请换一个");
        }
        String password = newPassword();
        accounts.addUser(id, PersonName.normalised(name), password, given);
        return password;
    }

    /**
     * Gives a post to a user.
     *
     * @throws ConflictException  if the user holds it already or is the administrator who asks
     * @throws ForbiddenException if the user who asks is not an administrator
     * @throws NotFoundException  if there is no such user
     */
    @Transactional
    public void give(String userId, Post post) {
        locks.get(userId);
        if (accounts.postsOf(userId).contains(post)) {
            throw new ConflictException("已有这个岗位");
        }
        accounts.give(userId, List.of(post));
    }

    /**
     * Takes a post from a user. The tasks that the user has claimed by it go back to the post.
     *
     * @param group the id of the post's group; any text that somebody typed is allowed
     * @throws ConflictException  if an administrator gives up his or her own administration
     * @throws ForbiddenException if the user who asks is not an administrator
     * @throws NotFoundException  if there is no such user, or the user does not hold the post
     */
    @Transactional
    public void take(String userId, String group) {
        locks.get(userId);
        Post post = Post.ofGroup(group).filter(accounts.postsOf(userId)::contains)
                .orElseThrow(() -> new NotFoundException("没有这个岗位"));
        if (post.role() == Role.ADMIN && userId.equals(users.get().id())) {
            throw new ConflictException("不能取消自己的系统管理员岗位，请由另一名系统管理员办理");
        }
        accounts.take(userId, post);
    }

    /**
     * Changes a user's name and the mail address to which daily counts go.
     *
     * @throws ForbiddenException    if the user who asks is not an administrator
     * @throws InvalidInputException if the name or the address is wrong
     * @throws NotFoundException     if there is no such user
     */
    @Transactional
    public void rename(String userId, String name, String mail) {
        locks.get(userId);
        FieldErrors errors = new FieldErrors();
        addIfWrong(errors, NAME, NAME_LABEL, nameProblem(name));
        if (!mail.isBlank() && !MAIL.matcher(mail.strip()).matches()) {
            errors.add("mail", "邮箱", "不是邮箱地址");
        }
        errors.throwIfAny();
        accounts.rename(userId, PersonName.normalised(name), mail.strip());
    }

    /**
     * Sets a new password for a user, who has to change it at the next login.
     *
     * @return the password, which is never shown again
     * @throws ConflictException  if the account is the administrator's own
     * @throws ForbiddenException if the user who asks is not an administrator
     * @throws NotFoundException  if there is no such user
     */
    @Transactional
    public String resetPassword(String userId) {
        locks.get(userId);
        if (userId.equals(users.get().id())) {
            throw new ConflictException("自己的密码请在“修改密码”里改");
        }
        String password = newPassword();
        accounts.setPassword(userId, password);
        return password;
    }

    /**
     * Lists posts with those who hold them.
     *
     * @param role    the role of the posts; null for all
     * @param region  the beginning of the regions' codes; empty for all regions
     * @param filling only the posts with so few people; null for all
     * @param cursor  the id of the last group of the page before; null or blank for the first page
     * @param limit   the most posts of the page
     * @throws ForbiddenException if the user is not an administrator
     */
    public Page<Holders> holders(Role role, String region, Filling filling, String cursor, int limit) {
        requireAdministrator();
        String after = cursor == null ? "" : cursor;
        String sql = """
                from public.act_id_group g left join lateral (
                    select count(*) as people from public.act_id_membership m where m.group_id_ = g.id_
                        and not exists (select 1 from shouwang.locked_account l where l.user_id = m.user_id_)) as held on true
                where (g.id_ ~ '^[a-z]+[0-9]{6,12}[a-z]*$' or g.id_ in ('partner', 'camunda-admin'))
                    and (:role = '' or g.id_ = :role or g.id_ ~ ('^' || :role || '[0-9]'))
                    and (:region = '' or starts_with(ltrim(g.id_, 'abcdefghijklmnopqrstuvwxyz-'), :region)) and held.people <= :most
                """;
        List<String> groups = jdbc.sql("select g.id_ " + sql + " and g.id_ > :after order by g.id_ limit :limit")
                .param("role", role == null ? "" : role.group()).param("region", region).param("most", most(filling))
                .param("after", after).param("limit", limit + 1).query(String.class).list();
        long total = jdbc.sql("select count(*) " + sql).param("role", role == null ? "" : role.group()).param("region", region)
                .param("most", most(filling)).query(Long.class).single();
        return Page.of(groups, limit, group -> group).map(this::holders).counted(total);
    }

    private static long most(Filling filling) {
        return filling == null ? Long.MAX_VALUE : filling == Filling.NOBODY ? 0 : 1;
    }

    private Holders holders(String group) {
        List<Holder> holders = jdbc.sql("""
                        select u.id_, u.first_, l.locked_at from public.act_id_membership m join public.act_id_user u on u.id_ = m.user_id_
                        left join shouwang.locked_account l on l.user_id = u.id_ where m.group_id_ = ? order by u.id_ limit 50
                        """)
                .param(group).query((row, index) -> new Holder(row.getString("id_"),
                        Optional.ofNullable(row.getString("first_")).filter(name -> !name.isBlank()).orElse(row.getString("id_")),
                        Rows.instant(row, "locked_at") != null)).list();
        return new Holders(group, Post.ofGroup(group).map(posts::nameOf).orElse(group), holders);
    }

    static String idProblem(String id) {
        return id.isEmpty() ? "为必填项"
                : id.length() > LONGEST_ID || id.length() < SHORTEST_ID || !id.matches("[A-Za-z0-9]+") ? "须为" + SHORTEST_ID + "至" + LONGEST_ID + "个字母或数字"
                : IdNumber.isIn(id) ? "不能用证件号"
                : RESERVED.contains(id) ? "这个词系统要用，请换一个" : null;
    }

    static String nameProblem(String typed) {
        String name = PersonName.normalised(typed);
        return name.isEmpty() ? "为必填项" : name.codePointCount(0, name.length()) > LONGEST_NAME ? "最多" + LONGEST_NAME + "个字"
                : PersonName.characters(name) != null ? PersonName.characters(name) : PersonName.holdsNumber(name) ? IdNumber.NOT_HERE : null;
    }

    private static void addIfWrong(FieldErrors errors, String field, String label, String problem) {
        if (problem != null) {
            errors.add(field, label, problem);
        }
    }

    /** Makes a password that can be read out and typed without mistakes, such as {@code kqt7-wzn4-hbm9}: 51 bits. */
    static String newPassword() {
        return IntStream.range(0, GROUPS).mapToObj(group -> RANDOM.ints(GROUPS, 0, LETTERS.length())
                .mapToObj(place -> LETTERS.substring(place, place + 1)).collect(Collectors.joining())
                + DIGITS.charAt(RANDOM.nextInt(DIGITS.length()))).collect(Collectors.joining("-"));
    }
}
