package org.shouwang.engine;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets acts on one case happen one after the other, also between two nodes. */
@Component
public class CaseLocks {

    private final JdbcClient jdbc;

    CaseLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits until no other transaction acts on the case; the lock ends with this transaction.
     *
     * @param caseNo a case number
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(String caseNo) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:caseNo, 0))").param("caseNo", caseNo)
                .query((row, index) -> caseNo).single();
    }
}
