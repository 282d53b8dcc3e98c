package org.shouwang.procedure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
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
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was filled in at each step of the cases of procedures. Entries are only added; the present value of a field is its latest.
 * The personal values of an entry are encrypted together.
 */
@Repository
class Entries {

    private static final TypeReference<LinkedHashMap<String, Object>> CONTENT = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final PersonalData personal;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Entries(JdbcClient jdbc, ObjectMapper json, PersonalData personal, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.json = json.copy().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        this.personal = personal;
        this.users = users;
        this.clock = clock;
    }

    /**
     * What was filled in at one step.
     *
     * @param elementId the element id of the task; {@code start} for the start
     * @param values    the values by their keys: String, BigDecimal, Boolean, LocalDate, a list of texts or a list of rows
     * @param enteredBy the id of the user
     * @param enteredAt the moment
     */
    record Entry(String elementId, Map<String, Object> values, String enteredBy, Instant enteredAt) {
    }

    private record Stored(String caseNo, int sequence, String elementId, String content, String personalCipher, String enteredBy, Instant enteredAt) {
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
                .params(caseNo, sequence, elementId, write(open), closed.isEmpty() ? null
                        : personal.encrypt(write(closed), EncryptedColumn.PROCEDURE_ENTRY.at(caseNo + "/" + sequence)),
                        users.get().id(), Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * @param caseNo    the case's number
     * @param procedure the version of the procedure
     * @return the entries, oldest first
     */
    List<Entry> of(String caseNo, Procedure procedure) {
        return stored(List.of(caseNo)).stream().map(stored -> new Entry(stored.elementId(), values(stored, procedure), stored.enteredBy(),
                stored.enteredAt())).toList();
    }

    private List<Stored> stored(Collection<String> caseNos) {
        return jdbc.sql("""
                        select case_no, sequence, element_id, content::text as content, personal_cipher, entered_by, entered_at
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
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).elementId().equals(task)) {
                entries.forEach(entry -> entry.values().keySet().forEach(key -> then.put(key, null)));
                entries.subList(0, i + 1).forEach(entry -> then.putAll(entry.values()));
                then.keySet().removeIf(key -> procedure.manifest().field(key).value() != null);
                break;
            }
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

    private String write(Map<String, Object> values) {
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> read(String content) {
        try {
            return json.readValue(content, CONTENT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
