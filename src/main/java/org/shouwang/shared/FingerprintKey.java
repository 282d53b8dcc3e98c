package org.shouwang.shared;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Under which key the fingerprints of persons are stored. A node that is configured with another one must not look for
 * persons: it would find nobody, and take up twice who is there already.
 */
@Component
public class FingerprintKey {

    private final JdbcClient jdbc;
    private final PersonalData personal;

    /**
     * @param jdbc     the database
     * @param personal the configured keys
     */
    public FingerprintKey(JdbcClient jdbc, PersonalData personal) {
        this.jdbc = jdbc;
        this.personal = personal;
    }

    /** Notes the configured key in a database that knows of none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noteFirst() {
        jdbc.sql("insert into shouwang.fingerprint_key (key_id) values (?) on conflict do nothing")
                .param(personal.fingerprintKeyId()).update();
    }

    /**
     * To be called before persons are looked for. Until the transaction ends the key is not changed.
     *
     * @throws UnavailableException while the configured key is not the one that is stored
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void require() {
        if (!isCurrent("for share")) {
            throw new UnavailableException("系统正在更换检索密钥，暂时不能登记线索、核实和纳入，请稍后再试");
        }
    }

    /**
     * To be called before all fingerprints are made anew: waits until nobody looks for persons, and lets nobody until
     * the transaction ends.
     *
     * @return whether they are stored under the configured key already
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
