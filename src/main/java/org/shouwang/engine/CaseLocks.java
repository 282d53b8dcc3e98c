package org.shouwang.engine;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes acts on one case happen one after the other, even on different nodes. */
@Component
public class CaseLocks {

    private final JdbcClient jdbc;

    CaseLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits until no other transaction acts on the case. The lock ends with the current transaction.
     *
     * @param caseNo the case's number
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(String caseNo) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:caseNo, 0))").param("caseNo", caseNo)
                .query((row, index) -> caseNo).single();
    }
}
