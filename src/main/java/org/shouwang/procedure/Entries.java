package org.shouwang.procedure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.engine.FormComponent;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was filled in at each step of the cases of procedures. Entries are only added; the present value of a field is its latest.
 * One whose step was taken back stays on record and counts no more. The personal values of an entry are encrypted together.
 */
@Repository
class Entries {

    private static final TypeReference<LinkedHashMap<String, Object>> CONTENT = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final JsonBodies bodies;
    private final PersonalData personal;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Entries(JdbcClient jdbc, ObjectMapper json, JsonBodies bodies, PersonalData personal, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.json = json.copy().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        this.bodies = bodies;
        this.personal = personal;
        this.users = users;
        this.clock = clock;
    }

    /**
     * What was filled in at one step.
     *
     * @param elementId the element id of the task; {@code start} for the start
     * @param values    the values by their keys: String, BigDecimal, Boolean, LocalDate, a list of texts or a list of rows
     */
    record Entry(String elementId, Map<String, Object> values) {
    }

    private record Stored(String caseNo, int sequence, String elementId, String content, String personalCipher, boolean takenBack) {
    }

    /**
     * Adds what was filled in at a step.
     *
     * @param caseNo    the case's number
     * @param elementId the element id of the task; {@code start} for the start
     * @param values    the values, as in {@link Entry}
     * @param procedure the version of the procedure, which says which values are personal
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(String caseNo, String elementId, Map<String, Object> values, Procedure procedure) {
        Map<String, Object> open = new LinkedHashMap<>();
        Map<String, Object> closed = new LinkedHashMap<>();
        values.forEach((key, value) -> (procedure.manifest().field(key).personal() ? closed : open).put(key, value));
        int sequence = jdbc.sql("select count(*) from shouwang.procedure_entry where case_no = ?").param(caseNo).query(Integer.class).single();
        jdbc.sql("""
                        insert into shouwang.procedure_entry (case_no, sequence, element_id, content, personal_cipher, entered_by, entered_at)
                        values (?, ?, ?, cast(? as jsonb), ?, ?, ?)
                        """)
                .params(caseNo, sequence, elementId, bodies.write(open), closed.isEmpty() ? null
                        : personal.encrypt(bodies.write(closed), EncryptedColumn.PROCEDURE_ENTRY.at(caseNo + "/" + sequence)),
                        users.get().id(), Timestamp.from(clock.instant()))
                .update();
    }

    /** Marks the latest entry of a case as taken back, which is of the task with this element id. */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeBackLatest(String caseNo, String elementId) {
        jdbc.sql("""
                update shouwang.procedure_entry set taken_back = true where case_no = :caseNo and sequence = (
                    select max(sequence) from shouwang.procedure_entry where case_no = :caseNo and element_id = :task and not taken_back)
                """).param("caseNo", caseNo).param("task", elementId).update();
    }

    /**
     * @param caseNo    the case's number
     * @param procedure the version of the procedure
     * @param elementId the element id of an open task
     * @return what was filled in there before it was taken back, to be corrected; empty if it is not open for that reason
     */
    Map<String, Object> takenBack(String caseNo, Procedure procedure, String elementId) {
        return all(List.of(caseNo)).stream().reduce((before, after) -> after).filter(last -> last.takenBack() && last.elementId().equals(elementId))
                .map(last -> values(last, procedure)).orElse(Map.of());
    }

    /**
     * @param caseNo    the case's number
     * @param procedure the version of the procedure
     * @return the entries that count, oldest first
     */
    List<Entry> of(String caseNo, Procedure procedure) {
        return stored(List.of(caseNo)).stream().map(stored -> new Entry(stored.elementId(), values(stored, procedure))).toList();
    }

    private List<Stored> stored(Collection<String> caseNos) {
        return all(caseNos).stream().filter(each -> !each.takenBack()).toList();
    }

    private List<Stored> all(Collection<String> caseNos) {
        return jdbc.sql("""
                        select case_no, sequence, element_id, content::text as content, personal_cipher, taken_back
                        from shouwang.procedure_entry where case_no = any(:caseNos) order by case_no, sequence
                        """)
                .param("caseNos", caseNos.toArray(String[]::new)).query(Rows.as(Stored.class)).list();
    }

    private Map<String, Object> values(Stored stored, Procedure procedure) {
        Map<String, Object> values = read(stored.content());
        if (stored.personalCipher() != null) {
            values.putAll(read(personal.decrypt(stored.personalCipher(),
                    EncryptedColumn.PROCEDURE_ENTRY.at(stored.caseNo() + "/" + stored.sequence()))));
        }
        values.replaceAll((key, value) -> typed(procedure.type(key), value));
        return values;
    }

    /**
     * @param caseNo    the case's number
     * @param procedure the version of the procedure
     * @return the latest value of each field that was ever filled in
     */
    Map<String, Object> present(String caseNo, Procedure procedure) {
        Map<String, Object> present = new LinkedHashMap<>();
        of(caseNo, procedure).forEach(entry -> present.putAll(entry.values()));
        return present;
    }

    /**
     * Tells where the present values of a case come from.
     *
     * @param caseNo    the case's number
     * @param procedure the version of the procedure
     * @return the element ids of the tasks in whose forms the fields were filled in last, by the fields' keys; not those of computed values
     */
    Map<String, String> places(String caseNo, Procedure procedure) {
        Map<String, String> places = new HashMap<>();
        of(caseNo, procedure).forEach(entry -> procedure.fields(procedure.formOf(entry.elementId())).stream().map(FormComponent::key)
                .filter(entry.values()::containsKey).forEach(key -> places.put(key, entry.elementId())));
        return places;
    }

    /**
     * Returns the values by which cases are shown: the latest ones, or, where the manifest says what is in force, those of then.
     *
     * @param caseNos   the numbers of cases; may be empty
     * @param procedure a version of their procedure
     * @return the values by the numbers of the cases
     */
    Map<String, Map<String, Object>> inForce(Collection<String> caseNos, Procedure procedure) {
        return caseNos.isEmpty() ? Map.of() : stored(caseNos).stream().collect(Collectors.groupingBy(Stored::caseNo,
                Collectors.collectingAndThen(Collectors.toList(), stored -> inForce(stored, procedure))));
    }

    /**
     * @param caseNo    the number of a case
     * @param procedure the version of its procedure
     * @return the values by which it is shown, as {@link #inForce(Collection, Procedure)}
     */
    Map<String, Object> inForce(String caseNo, Procedure procedure) {
        return inForce(List.of(caseNo), procedure).getOrDefault(caseNo, new LinkedHashMap<>());
    }

    private Map<String, Object> inForce(List<Stored> stored, Procedure procedure) {
        InForce rule = procedure.manifest().inForce();
        Map<String, Object> present = new LinkedHashMap<>();
        Map<String, Object> then = null;
        for (Stored entry : stored) {
            present.putAll(values(entry, procedure));
            if (rule != null && entry.elementId().equals(rule.since())) {
                then = new LinkedHashMap<>(present);
            }
        }
        if (then == null) {
            return present;
        }
        for (String key : rule.except()) {
            then.put(key, present.get(key));
        }
        for (String key : procedure.manifest().groups()) {
            then.put(key, present.get(key));
        }
        return then;
    }

    /**
     * Returns the values of a case as they were when a task was last done.
     *
     * @param caseNo    the case's number
     * @param procedure the version of the procedure
     * @param task      the element id of the task
     * @return the value of each field that was ever filled in, null where it was empty then; without computed values; empty if the task
     *     was never done
     */
    Map<String, Object> presentAfter(String caseNo, Procedure procedure, String task) {
        List<Entry> entries = of(caseNo, procedure);
        Map<String, Object> then = new LinkedHashMap<>();
        int last = entries.stream().map(Entry::elementId).toList().lastIndexOf(task);
        if (last >= 0) {
            entries.forEach(entry -> entry.values().keySet().forEach(key -> then.put(key, null)));
            entries.subList(0, last + 1).forEach(entry -> then.putAll(entry.values()));
            then.keySet().removeIf(key -> procedure.manifest().field(key).value() != null);
        }
        return then;
    }

    /** Gives a value from JSON the type that it had in the form. */
    private static Object typed(Manifest.ValueType type, Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        return type == Manifest.ValueType.DAY && value instanceof String day ? LocalDate.parse(day) : value;
    }

    private Map<String, Object> read(String content) {
        try {
            return json.readValue(content, CONTENT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
