package org.shouwang.setup;

import java.util.List;
import org.shouwang.shared.FingerprintKey;
import org.shouwang.shared.LongWork;
import org.shouwang.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings everything that is stored under the newest keys for personal data. It goes on where it ended, on any node, and
 * the product works meanwhile: values are read with any key that is configured.
 */
@Service
class KeyRotation {

    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final PersonalData personal;
    private final FingerprintKey fingerprintKey;
    private final TransactionTemplate transactions;
    private final LongWork longWork;

    KeyRotation(JdbcClient jdbc, PersonalData personal, FingerprintKey fingerprintKey, TransactionTemplate transactions,
                LongWork longWork) {
        this.longWork = longWork;
        this.jdbc = jdbc;
        this.personal = personal;
        this.fingerprintKey = fingerprintKey;
        this.transactions = transactions;
    }

    private record Place(String table, String column) {

        String stale() {
            return "from shouwang." + table + " where not starts_with(" + column + ", ?)";
        }
    }

    private record Stored(String row, String cipher) {
    }

    private record Watched(String caseNo, Long householdId) {
    }

    /**
     * How far it is.
     *
     * @param changed   how many values were encrypted anew this time
     * @param remaining how many still have an older key; with none the older keys can be removed
     */
    record Progress(long changed, long remaining) {
    }

    Progress progress() {
        return new Progress(0, remaining());
    }

    /**
     * Makes all fingerprints anew if their key has changed, in one transaction, and encrypts some values anew.
     *
     * @param batches how many times a thousand values at most
     */
    Progress run(int batches) {
        transactions.executeWithoutResult(status -> renewFingerprints());
        long changed = 0;
        for (int i = 0; i < batches; i++) {
            Integer batch = transactions.execute(status -> encryptBatch());
            if (batch == 0) {
                break;
            }
            changed += batch;
        }
        return new Progress(changed, remaining());
    }

    private long remaining() {
        return places().stream().mapToLong(place -> jdbc.sql("select count(*) " + place.stale())
                .param(personal.currentPrefix()).query(Long.class).single()).sum();
    }

    /** Whatever is stored encrypted stands in a column whose name says so. */
    private List<Place> places() {
        return jdbc.sql("""
                        select table_name, column_name from information_schema.columns
                        where table_schema = 'shouwang' and column_name like '%\\_cipher' order by table_name, column_name
                        """)
                .query((row, index) -> new Place(row.getString(1), row.getString(2))).list();
    }

    private int encryptBatch() {
        longWork.begin(LongWork.Kind.ROTATION);
        int changed = 0;
        for (Place place : places()) {
            List<Stored> stale = jdbc.sql("select ctid::text, " + place.column() + " " + place.stale() + " limit ? for update")
                    .params(personal.currentPrefix(), BATCH - changed)
                    .query((row, index) -> new Stored(row.getString(1), row.getString(2))).list();
            for (Stored stored : stale) {
                jdbc.sql("update shouwang." + place.table() + " set " + place.column() + " = ? where ctid = ?::tid")
                        .params(personal.encrypt(personal.decrypt(stored.cipher())), stored.row()).update();
            }
            changed += stale.size();
        }
        return changed;
    }

    private void renewFingerprints() {
        longWork.begin(LongWork.Kind.ROTATION);
        if (fingerprintKey.lock()) {
            return;
        }
        jdbc.sql("select ctid::text, head_id_cipher from shouwang.household for update")
                .query((row, index) -> new Stored(row.getString(1), row.getString(2))).list()
                .forEach(household -> jdbc.sql("update shouwang.household set head_id_hash = ? where ctid = ?::tid")
                        .params(personal.fingerprint(personal.decrypt(household.cipher())), household.row()).update());
        List<Watched> watched = jdbc.sql("select case_no, household_id from shouwang.watched_person group by 1, 2 order by min(seq)")
                .query((row, index) -> new Watched(row.getString(1), row.getObject(2, Long.class))).list();
        long before = countWatched();
        jdbc.sql("delete from shouwang.watched_person").update();
        watched.forEach(this::watchAgain);
        if (countWatched() != before) {
            throw new IllegalStateException("The watched persons are not those of the cases; nothing was changed");
        }
        registerAgain();
        fingerprintKey.change();
    }

    /** Everybody in what is on record last of a household; the younger record counts for who is in two. */
    private void registerAgain() {
        jdbc.sql("delete from shouwang.registered_person").update();
        jdbc.sql("""
                        select h.id::text, m.id_cipher from shouwang.household h
                        join shouwang.survey_member m on m.survey_id = h.survey_id order by h.survey_id desc
                        """)
                .query((row, index) -> new Stored(row.getString(1), row.getString(2))).list()
                .forEach(member -> jdbc.sql("""
                                insert into shouwang.registered_person (id_hash, household_id, county_code)
                                select ?, id, county_code from shouwang.household where id = ? on conflict do nothing
                                """)
                        .params(personal.fingerprint(personal.decrypt(member.cipher())), Long.valueOf(member.row())).update());
    }

    /** Those of a case are everybody the latest visit found, or the head before the first one. */
    private void watchAgain(Watched watched) {
        jdbc.sql("""
                        select id_cipher from shouwang.survey_member
                        where survey_id = (select max(id) from shouwang.survey where case_no = :case)
                        union all
                        select head_id_cipher from shouwang.case_file
                        where case_no = :case and not exists (select 1 from shouwang.survey where case_no = :case)
                        """)
                .param("case", watched.caseNo()).query(String.class).list()
                .forEach(cipher -> jdbc.sql("""
                                insert into shouwang.watched_person (id_hash, case_no, household_id) values (?, ?, ?)
                                """)
                        .params(personal.fingerprint(personal.decrypt(cipher)), watched.caseNo(), watched.householdId())
                        .update());
    }

    private long countWatched() {
        return jdbc.sql("select count(*) from shouwang.watched_person").query(Long.class).single();
    }
}
