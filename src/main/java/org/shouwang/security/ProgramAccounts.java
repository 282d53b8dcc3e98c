package org.shouwang.security;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The counties and banks that the accounts of programs serve. An account without rows serves none. */
@Repository
class ProgramAccounts {

    private final JdbcClient jdbc;

    ProgramAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the codes of the counties and the ids of the groups of the banks that an account serves, sorted. */
    List<String> servedBy(String userId) {
        return jdbc.sql("select code from shouwang.program_account where user_id = ? order by code").param(userId)
                .query(String.class).list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void set(String userId, Collection<String> codes) {
        jdbc.sql("delete from shouwang.program_account where user_id = ?").param(userId).update();
        codes.forEach(code -> jdbc.sql("insert into shouwang.program_account (user_id, code) values (?, ?)").params(userId, code).update());
    }
}
