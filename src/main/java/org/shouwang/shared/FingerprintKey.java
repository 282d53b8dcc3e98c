package org.shouwang.shared;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The key under which the fingerprints of persons are stored. A node that is configured with another key must not look for
 * persons: it would find nobody and register people a second time.
 */
@Component
public class FingerprintKey {

    private final JdbcClient jdbc;
    private final PersonalData personal;
    private final TransactionMemory memory;

    /**
     * @param jdbc     the database
     * @param personal the configured keys
     * @param memory   what a transaction remembers
     */
    public FingerprintKey(JdbcClient jdbc, PersonalData personal, TransactionMemory memory) {
        this.jdbc = jdbc;
        this.personal = personal;
        this.memory = memory;
    }

    /** Stores the id of the configured key in a database that has none yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noteFirst() {
        jdbc.sql("insert into shouwang.fingerprint_key (key_id) values (?) on conflict do nothing")
                .param(personal.fingerprintKeyId()).update();
    }

    /**
     * Makes sure that persons can be found. It has to be called before persons are looked for; the key does not change until
     * the transaction ends.
     *
     * @throws UnavailableException if the configured key is not the stored one
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void require() {
        if (!memory.get("fingerprint key", "", () -> isCurrent("for share"))) {
            throw new UnavailableException("系统正在更换检索密钥，暂时不能登记线索、核实和纳入，请稍后再试");
        }
    }

    /**
     * Waits until nobody looks for persons, and lets nobody do so until the transaction ends. It has to be called before all
     * fingerprints are made anew.
     *
     * @return whether the fingerprints are stored under the configured key already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lock() {
        return isCurrent("for update");
    }

    /** Notes that all fingerprints are now stored under the configured key. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change() {
        jdbc.sql("update shouwang.fingerprint_key set key_id = ?").param(personal.fingerprintKeyId()).update();
    }

    private boolean isCurrent(String lock) {
        return jdbc.sql("select key_id from shouwang.fingerprint_key " + lock).query(String.class).single()
                .equals(personal.fingerprintKeyId());
    }
}
