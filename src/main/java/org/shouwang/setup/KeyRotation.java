package org.shouwang.setup;

import java.util.List;
import java.util.stream.Stream;
import org.shouwang.household.Fingerprints;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.LongWork;
import org.shouwang.shared.PersonalData;
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
    private final Fingerprints fingerprints;
    private final TransactionTemplate transactions;
    private final LongWork longWork;

    KeyRotation(JdbcClient jdbc, PersonalData personal, Fingerprints fingerprints, TransactionTemplate transactions,
                LongWork longWork) {
        this.longWork = longWork;
        this.jdbc = jdbc;
        this.personal = personal;
        this.fingerprints = fingerprints;
        this.transactions = transactions;
    }

    private record Stored(String row, String cipher, String place) {
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
        transactions.executeWithoutResult(status -> {
            longWork.begin(LongWork.Kind.ROTATION);
            fingerprints.renew();
        });
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
                        .params(personal.encrypt(personal.decrypt(stored.cipher(), stored.place()), stored.place()), stored.row()).update();
            }
            changed += stale.size();
        }
        return changed;
    }
}
