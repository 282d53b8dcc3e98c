package org.shouwang.procedure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ChinaTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what other cases of a procedure have in common with one. */
@Component
record OtherCases(CaseFiles cases, OneOpenCase once, CurrentUsers users, JdbcClient jdbc) {

    private static final int MOST_SIMILAR = 10;

    /**
     * Names the earlier cases of the same place that have the same values and are not closed to the user who has signed in.
     *
     * @param item      a case
     * @param procedure the version of its procedure
     * @param values    its present values
     * @return their numbers; null if there are none, or the program itself works, which shows them to nobody
     */
    String similar(CaseFile item, Procedure procedure, Map<String, Object> values) {
        List<String> keys = procedure.manifest().similar();
        if (keys.isEmpty() || users.find().isEmpty()) {
            return null;
        }
        Map<String, Object> params = new HashMap<>(Map.of("process", item.process(), "village", item.villageCode(), "id", item.id(), "most", MOST_SIMILAR,
                "fields", keys.toArray(String[]::new), "texts", keys.stream().map(key -> String.valueOf(values.get(key))).toArray(String[]::new)));
        List<String> found = jdbc.sql("""
                        select c.case_no from shouwang.case_file c where c.process_key = :process and c.village_code = :village and c.id < :id
                            and not exists (select 1 from unnest(:fields, :texts) as w (field, text)
                                where not exists (select 1 from shouwang.procedure_value v where v.case_no = c.case_no and v.field = w.field and v.text = w.text))
                            and %s order by c.id desc limit :most
                        """.formatted(cases.notClosed(params))).params(params).query(String.class).list();
        return found.isEmpty() ? null : String.join("、", found);
    }

    /**
     * @param item      a case
     * @param procedure the version of its procedure
     * @return how many cases of the procedure its subject has had this year, with this one; those that were withdrawn or refused do not
     *     count
     */
    long thisYear(CaseFile item, Procedure procedure) {
        List<String> refused = Stream.concat(Stream.of("WITHDRAWN", "REJECTED"), procedure.manifest().statuses().entrySet().stream()
                .filter(status -> status.getValue().result() == Manifest.Result.REFUSED).map(Map.Entry::getKey)).toList();
        return jdbc.sql("""
                        select count(*) from shouwang.case_file c join shouwang.procedure_case p on p.case_no = c.case_no
                        where c.process_key = :process and (p.subject_key = (select subject_key from shouwang.procedure_case where case_no = :caseNo) or p.subject_key = any(:members))
                            and c.registered_at >= :from and c.status not in (:refused)
                        """)
                .param("refused", refused).param("process", item.process()).param("caseNo", item.caseNo())
                .param("members", once.keysOfMembers(procedure, item.householdId(), item.headIdNumber(), item.countyCode()).toArray(String[]::new))
                .param("from", java.sql.Timestamp.from(ChinaTime.startOf(ChinaTime.dayOf(item.registeredAt()).withDayOfYear(1))))
                .query(Long.class).single();
    }
}
