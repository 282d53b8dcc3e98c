package org.shouwang.shared;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes transactions that would not see each other's rows happen one after the other, even on different nodes. Each method
 * waits until no other transaction holds the same lock, which ends with the current transaction. The numbers never change,
 * since two versions of the program run side by side during an update.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Locks {

    private static final long IMPORT = 411_000_055L;

    private final JdbcClient jdbc;
    private final TransactionMemory memory;

    Locks(JdbcClient jdbc, TransactionMemory memory) {
        this.jdbc = jdbc;
        this.memory = memory;
    }

    /**
     * Locks a case, problem or round against other acts on it.
     *
     * @param caseNo its number
     */
    public void lock(String caseNo) {
        lock(caseNo, 0);
    }

    /**
     * Locks a case, problem or round as {@link #lock} does, in the statement that finds it.
     *
     * @param select a statement that selects its number
     * @param param  the statement's parameter
     * @return whether the statement found one
     */
    public boolean lockSelected(String select, Object param) {
        List<String> found = jdbc.sql("select number, pg_advisory_xact_lock(hashtextextended(number, 0)) from (" + select + ") as found (number)")
                .param(param).query((row, index) -> row.getString("number")).list();
        memory.forgetAll();
        return !found.isEmpty();
    }

    /**
     * Locks the substitutions of a post against new ones.
     *
     * @param group the group of the post
     */
    public void lockSubstitutes(String group) {
        lock(group, 1);
    }

    /**
     * Locks the numbers and days of lists of cases.
     *
     * @param kind       the code of the kind of list
     * @param regionCode the code of the region that makes the lists
     */
    public void lockLists(String kind, String regionCode) {
        lock(kind + regionCode, 2);
    }

    /**
     * Locks the authorisations of a county against new ones.
     *
     * @param countyCode the county's code
     */
    public void lockAuthorisations(String countyCode) {
        lock(countyCode, 3);
    }

    /**
     * Locks a person, whom several counties could take up at once. Nothing that {@link TransactionMemory} keeps is about persons.
     *
     * @param idHash the fingerprint of the person's identity number
     */
    public void lockPerson(String idHash) {
        waitFor(idHash, 411_000_141L);
    }

    /** Locks the register against other imports of households. */
    public void lockImports() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(IMPORT).query(row -> { });
        memory.forgetAll();
    }

    /** Locks the rankings of townships, of which there is one for a quarter. */
    public void lockRankings() {
        lock("shouwang.ranking", 0);
    }

    /** Locks what the program makes when it starts, so that a second node finds everything made. */
    public void lockInstallation() {
        lock("shouwang.installation", 0);
    }

    /**
     * Locks the made-up history of a county in the demonstration.
     *
     * @param countyCode the county's code
     */
    public void lockDemonstration(String countyCode) {
        lock("shouwang.demonstration", Integer.parseInt(countyCode));
    }

    private void lock(String what, long kind) {
        waitFor(what, kind);
        memory.forgetAll();
    }

    private void waitFor(String what, long kind) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, ?))").params(what, kind).query(row -> { });
    }
}
