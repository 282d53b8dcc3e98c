package org.shouwang.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.PersonalData;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Households of {@link FlatBenchmark} whose cases stay open: they are led to each step of the main job by its services, and on from
 * there to the register, whether they came in by the door or were planted by {@link PlantedHouseholds}.
 */
final class OpenHouseholds {

    /** The number of households that are begun: two for each step at which a case waits. */
    static final int CASES = 20;
    /** The clue, the tasks before the notice, the notice itself, and the tasks after it but the last. */
    private static final int STEPS = MainJob.TASKS_BEFORE_NOTICE + 1 + MainJob.TASKS_AFTER_NOTICE;

    private final MainJob job;
    private final JdbcClient database;
    private final PersonalData personalData;

    OpenHouseholds(BeanFactory product, MainJob job) {
        this.job = job;
        this.database = product.getBean(JdbcClient.class);
        this.personalData = product.getBean(PersonalData.class);
    }

    /**
     * Begins households and leads each to its step.
     *
     * @param waitForNotices moves the clock on until the notices are over
     * @param goBack         moves the clock back
     * @return the numbers of the cases
     */
    List<String> begin(Runnable waitForNotices, Runnable goBack) {
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Person head = TestPeople.somebody();
            String caseNo = job.begin(head);
            job.beforeNotice(caseNo, head, Shouwang.VILLAGE, 0, Math.min(i % STEPS, MainJob.TASKS_BEFORE_NOTICE));
            cases.add(caseNo);
        }
        waitForNotices.run();
        for (int i = 0; i < CASES; i++) {
            if (i % STEPS > MainJob.TASKS_BEFORE_NOTICE) {
                job.endNotice(cases.get(i));
                job.afterNotice(cases.get(i), Shouwang.VILLAGE, 0, afterNotice(i));
            }
        }
        goBack.run();
        return cases;
    }

    /**
     * Leads the households to the register, each from its step.
     *
     * @param cases the numbers of their cases, in the order of {@link #begin}
     */
    void finish(List<String> cases, Runnable waitForNotices, Runnable goBack) {
        for (int i = 0; i < CASES; i++) {
            int done = i % STEPS;
            if (done < MainJob.TASKS_BEFORE_NOTICE) {
                job.beforeNotice(cases.get(i), head(cases.get(i)), Shouwang.VILLAGE, done, MainJob.TASKS_BEFORE_NOTICE);
            }
        }
        waitForNotices.run();
        for (int i = 0; i < CASES; i++) {
            if (i % STEPS <= MainJob.TASKS_BEFORE_NOTICE) {
                job.endNotice(cases.get(i));
            }
            job.afterNotice(cases.get(i), Shouwang.VILLAGE, Math.max(0, afterNotice(i)), MainJob.TASKS_AFTER_NOTICE);
        }
        goBack.run();
    }

    private static int afterNotice(int place) {
        return place % STEPS - MainJob.TASKS_BEFORE_NOTICE - 1;
    }

    private Person head(String caseNo) {
        return database.sql("select head_name, head_id_cipher from shouwang.case_file where case_no = ?").param(caseNo)
                .query((row, number) -> new Person(row.getString(1), personalData.decrypt(row.getString(2), EncryptedColumn.CASE_HEAD.at(caseNo))))
                .single();
    }

    /**
     * Gives the households of the only planted block people of their own: what is encrypted is bound to its row, so that a copy of it
     * cannot be read.
     */
    void seal() {
        Map<String, Person> people = new HashMap<>();
        for (EncryptedColumn column : EncryptedColumn.values()) {
            if (database.sql("select to_regclass(?) is not null").param("benchmark." + column.table()).query(Boolean.class).single()) {
                seal(column, people);
            }
        }
        for (Map.Entry<String, Person> person : people.entrySet()) {
            for (String[] column : PlantedHouseholds.fingerprints(database)) {
                database.sql("update shouwang.%1$s set %2$s = ? where %2$s = %3$s".formatted(column[0], column[1], PlantedHouseholds.fingerprint("?", "1")))
                        .params(personalData.fingerprint(person.getValue().idNumber()), personalData.fingerprint(person.getKey())).update();
            }
        }
    }

    private void seal(EncryptedColumn column, Map<String, Person> people) {
        String rows = "select " + column.row() + " as place, " + column.column() + " from %s." + column.table() + " where " + column.column() + " is not null";
        Map<String, String> templates = new HashMap<>();
        database.sql(rows.formatted("benchmark")).query((row, number) -> templates.put(row.getString(2),
                personalData.decrypt(row.getString(2), column.at(row.getString(1))))).list();
        Map<String, String> planted = new HashMap<>();
        database.sql(rows.formatted("shouwang") + " and " + column.column() + " = any (:templates) and " + column.row() + " not in (select "
                        + column.row() + " from benchmark." + column.table() + ")")
                .param("templates", templates.keySet().toArray(String[]::new))
                .query((row, number) -> planted.put(row.getString(1), templates.get(row.getString(2)))).list();
        planted.forEach((place, idNumber) -> database.sql("update shouwang." + column.table() + " set " + column.column() + " = ? where " + column.row() + " = ?")
                .params(personalData.encrypt(people.computeIfAbsent(idNumber, key -> TestPeople.somebody()).idNumber(), column.at(place)), place).update());
    }
}
