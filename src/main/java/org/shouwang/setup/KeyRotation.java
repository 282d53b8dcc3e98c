package org.shouwang.setup;

import java.util.List;
import java.util.stream.Stream;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.FingerprintKey;
import org.shouwang.shared.LongWork;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Encrypts stored personal data anew with the newest keys. A rotation goes on where the last one ended, on any node. The
 * product works meanwhile, since values are read with any configured key.
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

    private record Stored(String row, String cipher, String place) {
    }

    private record Watched(String caseNo, Long householdId) {
    }

    /**
     * The progress of a rotation.
     *
     * @param changed   the number of values that were encrypted anew this time
     * @param remaining the number of values that still have an older key; at 0 the older keys can be removed
     */
    record Progress(long changed, long remaining) {
    }

    Progress progress() {
        return new Progress(0, remaining());
    }

    /**
     * Makes all fingerprints anew in one transaction if their key has changed, and encrypts some values anew.
     *
     * @param batches the most batches, each of at most a thousand values
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
        return Stream.of(EncryptedColumn.values()).mapToLong(column -> jdbc.sql("select count(*) " + stale(column))
                .param(personal.currentPrefix()).query(Long.class).single()).sum();
    }

    private static String stale(EncryptedColumn column) {
        return "from shouwang." + column.table() + " where not starts_with(" + column.column() + ", ?)";
    }

    private int encryptBatch() {
        longWork.begin(LongWork.Kind.ROTATION);
        int changed = 0;
        for (EncryptedColumn column : EncryptedColumn.values()) {
            List<Stored> stale = jdbc.sql("select ctid::text as place, " + column.column() + " as cipher, (" + column.row() + ")::text as key " + stale(column)
                            + " limit ? for update")
                    .params(personal.currentPrefix(), BATCH - changed)
                    .query((row, index) -> new Stored(row.getString("place"), row.getString("cipher"), column.at(row.getString("key")))).list();
            for (Stored stored : stale) {
                jdbc.sql("update shouwang." + column.table() + " set " + column.column() + " = ? where ctid = ?::tid")
                        .params(personal.encrypt(number(stored), stored.place()), stored.row()).update();
            }
            changed += stale.size();
        }
        return changed;
    }

    private String number(Stored stored) {
        return personal.decrypt(stored.cipher(), stored.place());
    }

    private void renewFingerprints() {
        longWork.begin(LongWork.Kind.ROTATION);
        if (fingerprintKey.lock()) {
            return;
        }
        jdbc.sql("select ctid::text as place, head_id_cipher, household_no from shouwang.household for update")
                .query((row, index) -> new Stored(row.getString("place"), row.getString("head_id_cipher"),
                        EncryptedColumn.HOUSEHOLD_HEAD.at(row.getString("household_no")))).list()
                .forEach(household -> jdbc.sql("update shouwang.household set head_id_hash = ? where ctid = ?::tid")
                        .params(personal.fingerprint(number(household)), household.row()).update());
        List<Watched> watched = jdbc.sql("select case_no, household_id from shouwang.watched_person group by 1, 2 order by min(seq)")
                .query(Rows.as(Watched.class)).list();
        long before = countWatched();
        jdbc.sql("delete from shouwang.watched_person").update();
        watched.forEach(this::watchAgain);
        if (countWatched() != before) {
            throw new IllegalStateException("The watched persons are not those of the cases; nothing was changed");
        }
        registerAgain();
        fingerprintKey.change();
    }

    /**
     * Registers all members in the last survey of each household again; a person in two households belongs to the one with the
     * younger survey.
     */
    private void registerAgain() {
        jdbc.sql("delete from shouwang.registered_person").update();
        jdbc.sql("""
                        select h.id, m.id_cipher, m.survey_id, m.position from shouwang.household h
                        join shouwang.survey_member m on m.survey_id = h.survey_id order by h.survey_id desc
                        """)
                .query((row, index) -> new Stored(row.getString("id"), row.getString("id_cipher"),
                        EncryptedColumn.member(row.getLong("survey_id"), row.getInt("position")))).list()
                .forEach(member -> jdbc.sql("""
                                insert into shouwang.registered_person (id_hash, household_id, county_code)
                                select ?, id, county_code from shouwang.household where id = ? on conflict do nothing
                                """)
                        .params(personal.fingerprint(number(member)), Long.valueOf(member.row())).update());
    }

    /**
     * Notes again the people of a case: all members in its latest survey, or the head of the household if there is no survey
     * yet.
     */
    private void watchAgain(Watched watched) {
        jdbc.sql("""
                        select id_cipher, survey_id, position from shouwang.survey_member
                        where survey_id = (select max(id) from shouwang.survey where case_no = :case)
                        union all
                        select head_id_cipher, null, null from shouwang.case_file
                        where case_no = :case and not exists (select 1 from shouwang.survey where case_no = :case)
                        """)
                .param("case", watched.caseNo())
                .query((row, index) -> new Stored(null, row.getString("id_cipher"), row.getObject("survey_id") == null
                        ? EncryptedColumn.CASE_HEAD.at(watched.caseNo())
                        : EncryptedColumn.member(row.getLong("survey_id"), row.getInt("position")))).list()
                .forEach(person -> jdbc.sql("""
                                insert into shouwang.watched_person (id_hash, case_no, household_id) values (?, ?, ?)
                                """)
                        .params(personal.fingerprint(number(person)), watched.caseNo(), watched.householdId())
                        .update());
    }

    private long countWatched() {
        return jdbc.sql("select count(*) from shouwang.watched_person").query(Long.class).single();
    }
}
