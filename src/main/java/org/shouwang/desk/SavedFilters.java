package org.shouwang.desk;

import java.util.List;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps filters of the list of tasks under names that users give them. Each user has own ones. */
@Service
public class SavedFilters {

    /** The most filters of one user. */
    public static final int MOST = 20;
    /** The most characters of a name. */
    public static final int MAX_NAME = 20;

    private static final int MAX_QUERY = 500;

    private final JdbcClient jdbc;
    private final CurrentUsers users;

    SavedFilters(JdbcClient jdbc, CurrentUsers users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    /**
     * A filter with a name.
     *
     * @param id    the filter's id
     * @param name  the name
     * @param query the parameters of the address of the list, without what is searched for
     */
    public record Saved(long id, String name, String query) {
    }

    /** Returns the filters of the user who has signed in, by name. */
    public List<Saved> own() {
        return jdbc.sql("select id, name, query from shouwang.task_filter where user_id = ? order by name")
                .param(users.get().id()).query(Rows.as(Saved.class)).list();
    }

    /**
     * Keeps a filter for the user who has signed in. Another filter with this name is replaced.
     *
     * @param name  the name
     * @param query the parameters of the address of the list
     * @return the name without blanks at its ends
     * @throws InvalidInputException if the name is empty, too long or cannot be read
     * @throws ConflictException     if the user has too many filters
     */
    @Transactional
    public String save(String name, String query) {
        String given = Texts.required(name, "name", "名称", MAX_NAME);
        if (query.length() > MAX_QUERY) {
            throw new InvalidInputException("name", "名称", "条件过长，不能保存");
        }
        String user = users.get().id();
        if (own().stream().noneMatch(saved -> saved.name().equals(given)) && own().size() >= MOST) {
            throw new ConflictException("最多保存" + MOST + "个筛选，请先删除不用的");
        }
        jdbc.sql("""
                        insert into shouwang.task_filter (user_id, name, query) values (?, ?, ?)
                        on conflict (user_id, name) do update set query = excluded.query
                        """)
                .params(user, given, query).update();
        return given;
    }

    /**
     * Removes a filter of the user who has signed in.
     *
     * @param id the filter's id
     * @throws NotFoundException if the user has no such filter
     */
    @Transactional
    public void remove(long id) {
        if (jdbc.sql("delete from shouwang.task_filter where id = ? and user_id = ?").params(id, users.get().id()).update() == 0) {
            throw new NotFoundException("没有这个筛选");
        }
    }
}
