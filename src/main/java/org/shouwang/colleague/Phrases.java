package org.shouwang.colleague;

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

/** A user's own phrases (常用语), which are offered at fields for opinions. */
@Service
public class Phrases {

    private static final int MOST = 50;
    private static final int MAX_LENGTH = 200;

    private final JdbcClient jdbc;
    private final CurrentUsers users;

    Phrases(JdbcClient jdbc, CurrentUsers users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    /**
     * A phrase.
     *
     * @param id   the phrase's id
     * @param text the phrase
     */
    public record Phrase(long id, String text) {
    }

    /**
     * @return the phrases of the user who has signed in, oldest first
     */
    public List<Phrase> mine() {
        return jdbc.sql("select id, text from shouwang.phrase where user_id = ? order by id").param(users.get().id())
                .query(Rows.as(Phrase.class)).list();
    }

    /**
     * Adds a phrase of the user who has signed in.
     *
     * @param text the phrase as it was typed, or null
     * @throws InvalidInputException if the text is missing or too long, or contains an identity number
     * @throws ConflictException     if the user has the phrase already, or has too many
     */
    @Transactional
    public void add(String text) {
        String checked = Texts.required(text, "text", "常用语", MAX_LENGTH);
        if (mine().size() >= MOST) {
            throw new ConflictException("常用语最多" + MOST + "条，请先删去不用的");
        }
        if (jdbc.sql("insert into shouwang.phrase (user_id, text) values (?, ?) on conflict do nothing")
                .params(users.get().id(), checked).update() == 0) {
            throw new ConflictException("已有这条常用语");
        }
    }

    /**
     * Deletes a phrase of the user who has signed in.
     *
     * @param id the phrase's id
     * @throws NotFoundException if the user has no such phrase
     */
    @Transactional
    public void remove(long id) {
        if (jdbc.sql("delete from shouwang.phrase where id = ? and user_id = ?").params(id, users.get().id()).update() == 0) {
            throw new NotFoundException("没有这条常用语");
        }
    }
}
