package org.shouwang.procedure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shouwang.casefile.CaseFile;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The present values of cases by which lists are shown, filtered and added up. They are never personal. */
@Repository
class Values {

    private final JdbcClient jdbc;

    Values(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Stored(String caseNo, String field, String text, BigDecimal number, LocalDate day) { }

    /**
     * Keeps the present values of a case.
     *
     * @param item      the case
     * @param procedure the version of its procedure
     * @param present   the present values by their keys; those that no list needs are passed over
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void keep(CaseFile item, Procedure procedure, Map<String, Object> present) {
        procedure.manifest().data().forEach((key, field) -> {
            Object value = present.get(key);
            if (field.personal() || !(field.list() || field.search() || field.sum() || field.group() || procedure.manifest().personalSeenBy().contains(key))) {
                return;
            }
            if (value == null) {
                jdbc.sql("delete from shouwang.procedure_value where case_no = ? and field = ?").params(item.caseNo(), key).update();
                return;
            }
            Manifest.ValueType type = procedure.type(key);
            String text = value instanceof List<?> several ? String.join("|", several.stream().map(String::valueOf).toList()) : String.valueOf(value);
            jdbc.sql("""
                            insert into shouwang.procedure_value (case_id, case_no, procedure, field, text, number, day)
                            values (:id, :caseNo, :procedure, :field, :text, :number, :day)
                            on conflict (case_no, field) do update set text = excluded.text, number = excluded.number, day = excluded.day
                            """)
                    .param("id", item.id()).param("caseNo", item.caseNo()).param("procedure", item.process()).param("field", key)
                    .param("text", type == Manifest.ValueType.TEXT ? text : null)
                    .param("number", type == Manifest.ValueType.NUMBER ? value : null)
                    .param("day", type == Manifest.ValueType.DAY ? value : null).update();
        });
    }

    /**
     * @param caseNos the numbers of cases
     * @return their values by the numbers, in their order, and the keys
     */
    Map<String, Map<String, Object>> of(Collection<String> caseNos) {
        Map<String, Map<String, Object>> values = new TreeMap<>();
        jdbc.sql("select case_no, field, text, number, day from shouwang.procedure_value where case_no = any(:caseNos)")
                .param("caseNos", caseNos.toArray(String[]::new)).query(Rows.as(Stored.class)).list()
                .forEach(stored -> values.computeIfAbsent(stored.caseNo(), any -> new HashMap<>())
                        .put(stored.field(), stored.text() != null ? stored.text() : stored.number() != null ? stored.number() : stored.day()));
        return values;
    }

    /**
     * @param projectNo the number of a project's own case
     * @return the values of each open case that names this project, by their keys and with its {@code caseNo}, oldest first
     */
    List<Map<String, Object>> ofProject(String projectNo) {
        Map<String, Map<String, Object>> cases = of(jdbc.sql("""
                select p.case_no from shouwang.procedure_case p join shouwang.case_file c on c.case_no = p.case_no
                where p.project_no = ? and c.status in ('IN_PROGRESS', 'APPROVED')""").param(projectNo).query(String.class).list());
        cases.forEach((caseNo, values) -> values.put("caseNo", caseNo));
        return List.copyOf(cases.values());
    }
}
