package org.shouwang.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.Recounts;
import org.shouwang.engine.DecisionTables;
import org.shouwang.engine.TableInputs;
import org.shouwang.engine.TableVersion;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Asks again what was asked, with another value of a parameter or by another version of a table: of the cases that are open and of
 * those that were decided in the last year. Nothing is changed. What people decided does not follow from a table alone; a replay tells
 * what the table would have advised (ADR 0056).
 */
@Service
public class Replay {

    /** The most questions to one table that are asked again; the newest are. */
    private static final int MOST = 20_000;
    private static final String OPEN = "('IN_PROGRESS', 'APPROVED', 'DISBURSED')";
    private static final TypeReference<HashMap<String, Object>> MAP = new TypeReference<>() {
    };
    private static final TypeReference<List<HashMap<String, Object>>> MAPS = new TypeReference<>() {
    };
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern WORDS = Pattern.compile(".*\\p{IsHan}.*", Pattern.DOTALL);

    private final JdbcClient jdbc;
    private final DecisionTables tables;
    private final List<TableInputs> inputs;
    private final Recounts recounts;
    private final ObjectMapper json;
    private final AdjustableClock clock;

    Replay(JdbcClient jdbc, DecisionTables tables, List<TableInputs> inputs, Recounts recounts, ObjectMapper json, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.inputs = inputs;
        this.recounts = recounts;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A case that would be otherwise.
     *
     * @param caseNo the case's number
     * @param open   whether the case is open
     * @param what   the table or limit, in Chinese; of several, one after the other
     * @param before what was advised and would not be any more, or the last day
     * @param after  what would be advised instead, or the last day that would be counted
     */
    public record Change(String caseNo, boolean open, String what, String before, String after) {
    }

    /**
     * What a replay found.
     *
     * @param replayed   whether the parameter is one by which cases can be weighed again
     * @param changes    the cases that would be otherwise, each once, the open ones first, then the newest first
     * @param looked     the number of questions and limits that were asked and counted again
     * @param wording    the number of questions of which only the wording of the answer would be another
     * @param unrecorded the number of cases decided in the last year that cannot be weighed again, since nothing is on record that the
     *     table was asked
     * @param failed     the number of questions and limits that cannot be asked or counted again for another reason
     * @param cut        whether there are older questions or limits that were not looked at, since there are more than one replay asks
     */
    public record Result(boolean replayed, List<Change> changes, int looked, int wording, long unrecorded, int failed, boolean cut) {

        /**
         * @return the number of open cases that would be otherwise
         */
        public long open() {
            return changes.stream().filter(Change::open).map(Change::caseNo).distinct().count();
        }

        /**
         * @return the number of cases decided in the last year that would be otherwise
         */
        public long closed() {
            return changes.stream().filter(change -> !change.open()).map(Change::caseNo).distinct().count();
        }
    }

    private record Asked(String caseNo, String facts, String parameters, String answer, boolean open) {
    }

    /** Answers a question again; empty if that is not possible. */
    private interface Again {

        Optional<List<Map<String, Object>>> answer(String caseNo, Map<String, Object> facts, Map<String, BigDecimal> parameters);
    }

    /**
     * Replays with another value of a parameter.
     *
     * @param parameter the parameter
     * @param value     the other value
     */
    public Result parameter(Parameter parameter, BigDecimal value) {
        String name = parameter.base();
        Result result = new Result(false, new ArrayList<>(), 0, 0, 0, 0, false);
        for (DecisionTables.Table table : tables.all()) {
            Optional<TableInputs> known = inputs.stream().filter(each -> each.dependsOn(table.key(), name)).findFirst();
            if (known.isPresent()) {
                TableVersion version = TableVersion.read(tables.content(table.key(), table.version()).orElseThrow());
                result = replay(table, asked(table.key(), parameter), (caseNo, facts, parameters) -> {
                    Map<String, BigDecimal> set = new HashMap<>(parameters);
                    set.put(name, value);
                    return known.get().again(table.key(), caseNo, facts, set).map(again -> {
                        Map<String, Object> all = new HashMap<>(facts);
                        all.putAll(again);
                        return version.rows(all);
                    });
                }, result);
            }
        }
        return sorted(recounts.dependOn(parameter.code()) ? recounted(recounts.byParameter(parameter.code(), value.intValueExact()), result) : result);
    }

    /**
     * Replays by another version of a table.
     *
     * @param table   the table
     * @param version the other version
     */
    public Result table(DecisionTables.Table table, TableVersion version) {
        return sorted(replay(table, asked(table.key(), null), (caseNo, facts, parameters) -> Optional.of(version.rows(facts)),
                new Result(false, new ArrayList<>(), 0, 0, 0, 0, false)));
    }

    private static Result recounted(Recounts.Result counted, Result before) {
        List<Change> changes = new ArrayList<>(before.changes());
        for (Recounts.Moved moved : counted.moved()) {
            Limit limit = moved.limit();
            if (limit.isOpen()) {
                changes.add(new Change(limit.caseNo(), true, "时限：" + limit.rule().title(), "截止日 " + limit.dueOn() + "（已经开始计时，不变）",
                        "按新值计为 " + moved.dueOn()));
            } else if (isInTime(limit, limit.dueOn()) != isInTime(limit, moved.dueOn())) {
                changes.add(new Change(limit.caseNo(), false, "时限：" + limit.rule().title(),
                        limit.metOn() + " 办理，截止日 " + limit.dueOn() + "，" + word(limit, limit.dueOn()),
                        "截止日 " + moved.dueOn() + "，" + word(limit, moved.dueOn())));
            }
        }
        return new Result(true, changes, before.looked() + counted.looked(), before.wording(), before.unrecorded(), before.failed() + counted.skipped(),
                before.cut() || counted.cut());
    }

    private static boolean isInTime(Limit limit, LocalDate dueOn) {
        return !limit.metOn().isAfter(dueOn);
    }

    private static String word(Limit limit, LocalDate dueOn) {
        return isInTime(limit, dueOn) ? "按期" : "超期";
    }

    private Result replay(DecisionTables.Table table, List<Asked> asked, Again again, Result before) {
        List<Change> changes = new ArrayList<>(before.changes());
        Map<String, String> labels = TableVersion.read(tables.content(table.key(), table.version()).orElseThrow()).outputs();
        int wording = 0;
        int failed = 0;
        for (Asked question : asked) {
            Optional<List<Map<String, Object>>> answer = answer(question, again);
            if (answer.isEmpty()) {
                failed++;
                continue;
            }
            List<Map<String, String>> was = plain(maps(question.answer()));
            List<Map<String, String>> now = plain(answer.get());
            if (was.equals(now)) {
                continue;
            }
            boolean hasCodes = was.stream().anyMatch(Replay::hasCodes) || now.stream().anyMatch(Replay::hasCodes);
            if (hasCodes && codes(was).equals(codes(now))) {
                wording++;
            } else {
                changes.add(new Change(question.caseNo(), question.open(), table.title(), told(was, now, labels), told(now, was, labels)));
            }
        }
        return new Result(true, changes, before.looked() + asked.size() - failed, before.wording() + wording,
                before.unrecorded() + unrecorded(table), before.failed() + failed, before.cut() || asked.size() == MOST);
    }

    private Optional<List<Map<String, Object>>> answer(Asked question, Again again) {
        try {
            return again.answer(question.caseNo(), facts(question.facts()), facts(question.parameters()).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> (BigDecimal) entry.getValue())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<Asked> asked(String table, Parameter parameter) {
        String county = parameter == null || parameter.code().equals(parameter.base()) ? "" : parameter.code().substring(parameter.base().length() + 1);
        return jdbc.sql("""
                        select a.case_no, a.facts::text as facts, a.parameters::text as parameters, a.answer::text as answer, c.status in %s as open
                        from (select distinct on (case_no, element_id) * from shouwang.table_answer where table_key = :table
                            order by case_no, element_id, id desc) a
                        join shouwang.case_file c on c.case_no = a.case_no
                        where (c.status in %s or c.status <> 'WITHDRAWN' and c.decided_on >= :since)
                            and (:name = '' or jsonb_exists(a.parameters, :name)) and (:county = '' or c.county_code = :county)
                            and (:county <> '' or not exists (select 1 from shouwang.policy_parameter p where p.name = :name || '_' || c.county_code))
                        order by a.id desc limit :most
                        """.formatted(OPEN, OPEN))
                .param("table", table).param("since", clock.today().minusYears(1)).param("name", parameter == null ? "" : parameter.base())
                .param("county", county).param("most", MOST).query(Rows.as(Asked.class)).list();
    }

    /** Counts the cases that were decided in the last year by a process with a table, without a question on record. */
    private long unrecorded(DecisionTables.Table table) {
        return jdbc.sql("""
                        select count(*) from shouwang.case_file c
                        where c.process_key = :process and c.status not in %s and c.status <> 'WITHDRAWN' and c.decided_on >= :since
                            and not exists (select 1 from shouwang.table_answer a where a.case_no = c.case_no and a.table_key = :table)
                        """.formatted(OPEN))
                .param("process", table.process()).param("table", table.key()).param("since", clock.today().minusYears(1)).query(Long.class).single();
    }

    private static Result sorted(Result result) {
        Map<String, Change> byCase = new LinkedHashMap<>();
        result.changes().forEach(change -> byCase.merge(change.caseNo(), change, Replay::joined));
        // Stable, so that the newest stay first.
        List<Change> changes = new ArrayList<>(byCase.values());
        changes.sort((one, other) -> Boolean.compare(other.open(), one.open()));
        return new Result(result.replayed(), List.copyOf(changes), result.looked(), result.wording(), result.unrecorded(), result.failed(), result.cut());
    }

    /** Joins what is otherwise in one case; of a table that was asked at several steps, the latest answer counts. */
    private static Change joined(Change one, Change other) {
        return List.of(one.what().split("；")).contains(other.what()) ? one : new Change(one.caseNo(), one.open(), one.what() + "；" + other.what(),
                one.before() + "；" + other.before(), one.after() + "；" + other.after());
    }

    /** Reads facts as they were when the table was asked: numbers exact, days as days. */
    private Map<String, Object> facts(String content) {
        Map<String, Object> facts = map(content);
        facts.replaceAll((name, value) -> value instanceof Number number ? Decimals.parse(number.toString()).orElse(null)
                : value instanceof String text && DAY.matcher(text).matches() ? LocalDate.parse(text) : value);
        return facts;
    }

    private Map<String, Object> map(String content) {
        try {
            return json.readerFor(MAP).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readValue(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Map<String, Object>> maps(String content) {
        try {
            return json.readerFor(MAPS).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readValue(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes answers that are equal look equal, whether they come from the table or from the record. */
    private static List<Map<String, String>> plain(List<? extends Map<String, Object>> rows) {
        return rows.stream().map(row -> {
            Map<String, String> plain = new TreeMap<>();
            row.forEach((name, value) -> plain.put(name, value == null ? "" : value instanceof Number number
                    ? Decimals.plain(Decimals.parse(number.toString()).orElseThrow().stripTrailingZeros()) : String.valueOf(value)));
            return (Map<String, String>) plain;
        }).toList();
    }

    private static boolean hasCodes(Map<String, String> row) {
        return row.values().stream().anyMatch(value -> !value.isEmpty() && !WORDS.matcher(value).matches());
    }

    private static List<Map<String, String>> codes(List<Map<String, String>> rows) {
        return rows.stream().map(row -> row.entrySet().stream().filter(each -> !WORDS.matcher(each.getValue()).matches())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))).toList();
    }

    /**
     * Returns answers as people read them. Of two with as many rows, only the conclusions that differ are told, and codes only where
     * nothing that people read differs.
     */
    private static String told(List<Map<String, String>> rows, List<Map<String, String>> others, Map<String, String> labels) {
        if (rows.isEmpty()) {
            return "没有不符合的";
        }
        if (rows.size() != others.size()) {
            return rows.stream().map(row -> row.containsKey("reason") && !row.get("reason").isEmpty() ? row.get("reason")
                    : row.values().stream().filter(value -> !value.isEmpty()).collect(Collectors.joining("，"))).collect(Collectors.joining("；"));
        }
        List<String> words = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> row = rows.get(i);
            Map<String, String> other = others.get(i);
            labels.forEach((name, label) -> {
                String value = row.getOrDefault(name, "");
                String otherValue = other.getOrDefault(name, "");
                if (!value.equals(otherValue)) {
                    (CODE.matcher(value.isEmpty() ? otherValue : value).matches() ? codes : words)
                            .add((label == null ? name : label) + "：" + (value.isEmpty() ? "（空）" : value));
                }
            });
        }
        return String.join("；", words.isEmpty() ? codes : words);
    }
}
