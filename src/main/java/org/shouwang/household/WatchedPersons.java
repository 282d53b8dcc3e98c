package org.shouwang.household;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.shouwang.shared.FingerprintKey;
import org.shouwang.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is in an open case or a monitored household. A person is in at most one; the database's primary key decides,
 * also between two requests at the same moment.
 */
@Service
public class WatchedPersons {

    private final JdbcClient jdbc;
    private final PersonalData personal;
    private final FingerprintKey fingerprintKey;

    WatchedPersons(JdbcClient jdbc, PersonalData personal, FingerprintKey fingerprintKey) {
        this.jdbc = jdbc;
        this.personal = personal;
        this.fingerprintKey = fingerprintKey;
    }

    /**
     * Takes the person up for a case, unless another case or household has the person.
     *
     * @param idNumber a person
     * @param caseNo   the case
     * @return the number of the case that has the person already, or empty if the person is now in this one
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> take(String idNumber, String caseNo) {
        fingerprintKey.require();
        jdbc.sql("insert into shouwang.watched_person (id_hash, case_no) values (?, ?) on conflict do nothing")
                .params(personal.fingerprint(idNumber), caseNo).update();
        return caseOf(idNumber).filter(holder -> !holder.equals(caseNo));
    }

    /**
     * Makes exactly these persons those of the case: new ones are taken up, those who are not among them let go.
     *
     * @param idNumbers everybody in the household
     * @param caseNo    the case
     * @return the persons whom another case or household has; they are not taken up
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> replace(Collection<String> idNumbers, String caseNo) {
        fingerprintKey.require();
        jdbc.sql("delete from shouwang.watched_person where case_no = :caseNo and id_hash not in (:ids)")
                .param("caseNo", caseNo).param("ids", idNumbers.stream().map(personal::fingerprint).toList()).update();
        // Always in the same order, so that two cases with the same people do not wait for each other for ever.
        return new TreeSet<>(idNumbers).stream().filter(idNumber -> take(idNumber, caseNo).isPresent()).toList();
    }

    /**
     * Lets everybody of a case go that ended without admission.
     *
     * @param caseNo the case
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(String caseNo) {
        jdbc.sql("delete from shouwang.watched_person where case_no = ? and household_id is null").param(caseNo).update();
    }

    /**
     * @param idNumber a person
     * @return the case the person is in, or through which the person's household is monitored
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> caseOf(String idNumber) {
        fingerprintKey.require();
        return jdbc.sql("select case_no from shouwang.watched_person where id_hash = ?").param(personal.fingerprint(idNumber))
                .query(String.class).optional();
    }

    void keepFor(long householdId, String caseNo) {
        jdbc.sql("update shouwang.watched_person set household_id = ? where case_no = ?")
                .params(householdId, caseNo).update();
    }
}
