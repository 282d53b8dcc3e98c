package org.shouwang.household;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.shouwang.shared.FingerprintKey;
import org.shouwang.shared.Locks;
import org.shouwang.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people in open cases and monitored households. In a county a person can be in only one of them; the database's primary
 * key ensures this, even for two requests at the same moment. Nobody is told that another county has the person before the
 * household has authorised the comparison; from then on the case that came first counts.
 */
@Service
public class WatchedPersons {

    private final JdbcClient jdbc;
    private final PersonalData personal;
    private final FingerprintKey fingerprintKey;
    private final Locks locks;

    WatchedPersons(JdbcClient jdbc, PersonalData personal, FingerprintKey fingerprintKey, Locks locks) {
        this.jdbc = jdbc;
        this.personal = personal;
        this.fingerprintKey = fingerprintKey;
        this.locks = locks;
    }

    /**
     * Takes a person up for a case, unless another case or household of the same county has the person.
     *
     * @param idNumber the person's identity number
     * @param caseNo   the number of the case
     * @return the number of the other case of this county that has the person; empty if this case has the person now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> take(String idNumber, String caseNo) {
        fingerprintKey.require();
        int taken = jdbc.sql("insert into shouwang.watched_person (id_hash, case_no) values (?, ?) on conflict do nothing")
                .params(personal.fingerprint(idNumber), caseNo).update();
        return taken == 1 ? Optional.empty() : jdbc.sql("""
                        select case_no from shouwang.watched_person
                        where id_hash = ? and county_code = split_part(?, '-', 2) and case_no <> ?
                        """)
                .params(personal.fingerprint(idNumber), caseNo, caseNo).query(String.class).optional();
    }

    /**
     * Makes exactly these people the people of a case: new people are taken up, and all others are let go.
     *
     * @param idNumbers the identity numbers of all members of the household, which has authorised the comparison
     * @param caseNo    the number of the case
     * @return the identity numbers of the people whom another case or household of this county has, or one of another county
     *     took up earlier; if there are any, the caller must roll back its transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> replace(Collection<String> idNumbers, String caseNo) {
        fingerprintKey.require();
        jdbc.sql("delete from shouwang.watched_person where case_no = :caseNo and id_hash not in (:ids)")
                .param("caseNo", caseNo).param("ids", idNumbers.stream().map(personal::fingerprint).toList()).update();
        // Always in the same order, so that two cases with the same people do not wait for each other for ever.
        Map<String, String> byHash = new TreeMap<>();
        idNumbers.forEach(idNumber -> byHash.put(personal.fingerprint(idNumber), idNumber));
        byHash.keySet().forEach(locks::lockPerson);
        List<String> taken = byHash.values().stream().filter(idNumber -> take(idNumber, caseNo).isPresent()).toList();
        return Stream.concat(taken.stream(), elsewhere(byHash.values(), caseNo).stream()).distinct().toList();
    }

    /**
     * Returns those of the people whom a case or household of another county took up before this case did.
     *
     * @param idNumbers the identity numbers of people
     * @param caseNo    the number of the case
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> elsewhere(Collection<String> idNumbers, String caseNo) {
        return idNumbers.stream().filter(idNumber -> jdbc.sql("""
                        select exists (select 1 from shouwang.watched_person other
                            where other.id_hash = :id and other.county_code <> split_part(:caseNo, '-', 2)
                                and not exists (select 1 from shouwang.watched_person own
                                    where own.id_hash = :id and own.case_no = :caseNo and own.seq < other.seq))
                        """)
                .param("id", personal.fingerprint(idNumber)).param("caseNo", caseNo).query(Boolean.class).single()).toList();
    }

    /** Lets all people of a case go that has ended without admission. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(String caseNo) {
        jdbc.sql("delete from shouwang.watched_person where case_no = ? and household_id is null").param(caseNo).update();
    }

    /**
     * Returns the number of the case in which a person is, or through which the person's household is monitored. If several
     * counties have the person, the first case counts.
     *
     * @param idNumber the person's identity number
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> caseOf(String idNumber) {
        fingerprintKey.require();
        return jdbc.sql("select case_no from shouwang.watched_person where id_hash = ? order by seq limit 1")
                .param(personal.fingerprint(idNumber)).query(String.class).optional();
    }

    /** Lets all people of a household go that is no longer monitored. */
    void letGo(long householdId) {
        jdbc.sql("delete from shouwang.watched_person where household_id = ?").param(householdId).update();
    }

    void keepFor(long householdId, String caseNo) {
        jdbc.sql("update shouwang.watched_person set household_id = ? where case_no = ?")
                .params(householdId, caseNo).update();
    }
}
