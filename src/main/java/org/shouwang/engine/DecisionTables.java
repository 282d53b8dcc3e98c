package org.shouwang.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.Deployment;
import org.shouwang.security.EngineAuthority;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Settings;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the decision tables, which hold the rules that policy may change. A table that was put in force from a day holds from that
 * day on; before, and where nothing was put in force, the table that came with the program holds. What was asked at a step that is
 * done is kept with the case, so that it can be asked again (ADR 0056).
 */
@Component
public class DecisionTables {

    /** The beginning of the names of the engine's deployments with tables that were put in force. */
    private static final String DEPLOYMENT = "decision table ";

    private final ProcessEngine engine;
    private final EngineAuthority authority;
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Settings settings;
    private final Sweeps sweeps;
    private final AdjustableClock clock;
    private final ThreadLocal<Map<String, Question>> noted = new ThreadLocal<>();

    DecisionTables(@Lazy ProcessEngine engine, EngineAuthority authority, JdbcClient jdbc, ObjectMapper json, Settings settings, Sweeps sweeps,
                   AdjustableClock clock) {
        this.engine = engine;
        this.authority = authority;
        this.jdbc = jdbc;
        this.json = json;
        this.settings = settings;
        this.sweeps = sweeps;
        this.clock = clock;
    }

    /** What a table was asked and what it answered. */
    private record Question(Map<String, Object> facts, Map<String, BigDecimal> parameters, List<Map<String, Object>> answer) {
    }

    private record Put(long id, String tableKey, String content) {
    }

    /** The result of an act, and what the tables were asked in it, by their keys. */
    record Noted<T>(T result, Map<String, Question> questions) {
    }

    /**
     * Evaluates a decision table.
     *
     * @param key    the key of a decision table
     * @param inputs the facts by the names of the table's inputs; null for facts that are not known
     * @return the matching rows in the order of the table, each by the names of its outputs
     */
    public List<Map<String, Object>> rows(String key, Map<String, Object> inputs) {
        return rows(key, inputs, Map.of());
    }

    /**
     * Evaluates a decision table of which some inputs depend on dated parameters.
     *
     * @param key        the key of a decision table
     * @param inputs     the facts by the names of the table's inputs, and further facts from which such inputs follow; no personal
     *     data
     * @param parameters the values of the parameters, by their names
     * @return the matching rows in the order of the table, each by the names of its outputs
     */
    public List<Map<String, Object>> rows(String key, Map<String, Object> inputs, Map<String, BigDecimal> parameters) {
        List<Map<String, Object>> rows = rowsAboutPersons(key, inputs);
        if (noted.get() != null) {
            noted.get().put(key, new Question(inputs, parameters, rows));
        }
        return rows;
    }

    /**
     * Evaluates a decision table with personal facts, of which nothing is kept, so that it cannot be asked again.
     *
     * @param key    the key of a decision table
     * @param inputs the facts by the names of the table's inputs
     * @return the matching rows in the order of the table, each by the names of its outputs
     * @throws ConflictException if a step is being done and the table, which was put in force on the page, has no row where the program's
     *     own has one
     */
    public List<Map<String, Object>> rowsAboutPersons(String key, Map<String, Object> inputs) {
        Optional<String> put = inForce(key);
        List<Map<String, Object>> rows = authority.asProgram(() -> put.isPresent()
                ? engine.getDecisionService().evaluateDecisionTableById(put.get(), inputs)
                : engine.getDecisionService().evaluateDecisionTableByKey(key, inputs)).getResultList();
        if (rows.isEmpty() && put.isPresent() && noted.get() != null) {
            requireHole(key, inputs);
        }
        return rows;
    }

    /** A case must not go on by default because a new version forgot it. What the program's own table leaves open may stay open. */
    private void requireHole(String key, Map<String, Object> inputs) {
        versions(key).stream().filter(Version::ofProgram).findFirst().flatMap(own -> content(key, own.version())).map(TableVersion::read)
                .filter(own -> own.answersAlways() && !own.rows(inputs).isEmpty()).ifPresent(own -> {
                    throw new ConflictException("决策表“" + own.title() + "”（" + key + "）对这里填的情况没有结论，这一步没有办理，也没有保存。"
                            + "请告知市级督导补上缺少的一行，再办理");
                });
    }

    /** Does an act, and notes what the tables are asked in it; of several questions to a table the last one counts. */
    <T> Noted<T> noting(Supplier<T> act) {
        Map<String, Question> questions = new LinkedHashMap<>();
        noted.set(questions);
        try {
            return new Noted<>(act.get(), questions);
        } finally {
            noted.remove();
        }
    }

    /** Keeps with a case what the tables were asked at a step. */
    void keep(String caseNo, String elementId, Noted<?> done) {
        done.questions().forEach((table, question) -> jdbc.sql("""
                        insert into shouwang.table_answer (case_no, element_id, table_key, asked_on, facts, parameters, answer)
                        values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb)
                        """)
                .params(caseNo, elementId, table, clock.today(), write(question.facts()), write(question.parameters()), write(question.answer()))
                .update());
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A decision table as it holds today.
     *
     * @param key     its key
     * @param title   its Chinese name
     * @param process the key of the process whose folder it came with
     * @param version the engine's number of its version
     */
    public record Table(String key, String title, String process, int version) {
    }

    /**
     * A version of a decision table.
     *
     * @param version    the engine's number of the version
     * @param deployedAt the moment at which it came
     * @param ofProgram  whether it came with the program or a procedure's folder, not by a change on the page
     */
    public record Version(int version, Instant deployedAt, boolean ofProgram) {
    }

    /**
     * Returns the tables as they hold today, by key, without the table of the order of steps, which is no policy.
     */
    public List<Table> all() {
        return authority.asProgram(() -> engine.getRepositoryService().createDecisionDefinitionQuery().latestVersion()
                .orderByDecisionDefinitionKey().asc().list().stream().filter(each -> !StepOrder.TABLE.equals(each.getKey())).map(latest -> {
                    DecisionDefinition now = present(latest);
                    return new Table(now.getKey(), now.getName(), processOf(now.getKey()), now.getVersion());
                }).toList());
    }

    private DecisionDefinition present(DecisionDefinition latest) {
        return inForce(latest.getKey()).map(engine.getRepositoryService()::getDecisionDefinition).orElse(latest);
    }

    /** Returns the engine's id of the version that was put in force on the page and holds today; empty if the program's holds. */
    private Optional<String> inForce(String key) {
        return settings.get("table in force", List.of(key, clock.today()), () -> jdbc.sql("""
                        select definition_id from shouwang.table_in_force where table_key = ? and in_force_from <= ? and definition_id is not null
                        order by in_force_from desc, id desc limit 1
                        """)
                .params(key, clock.today()).query(String.class).optional());
    }

    /** A procedure's folder is named by its deployment; the program's own tables stand in the folders of their processes. */
    private String processOf(String key) {
        RepositoryService repository = engine.getRepositoryService();
        DecisionDefinition first = repository.createDecisionDefinitionQuery().decisionDefinitionKey(key).decisionDefinitionVersion(1).singleResult();
        String deployment = repository.createDeploymentQuery().deploymentId(first.getDeploymentId()).singleResult().getName();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/*/" + key + ".dmn")) {
                String[] path = file.getURL().getPath().split("/");
                return path[path.length - 2];
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return deployment == null ? "" : deployment.substring(deployment.lastIndexOf(' ') + 1);
    }

    /**
     * @param key the key of a table
     * @return its versions, newest first
     */
    public List<Version> versions(String key) {
        return authority.asProgram(() -> {
            RepositoryService repository = engine.getRepositoryService();
            return repository.createDecisionDefinitionQuery().decisionDefinitionKey(key).orderByDecisionDefinitionVersion().desc().list().stream()
                    .map(each -> {
                        Deployment deployment = repository.createDeploymentQuery().deploymentId(each.getDeploymentId()).singleResult();
                        return new Version(each.getVersion(), deployment.getDeploymentTime().toInstant(),
                                deployment.getName() == null || !deployment.getName().startsWith(DEPLOYMENT));
                    }).toList();
        });
    }

    /**
     * @param key     the key of a table
     * @param version the engine's number of a version
     * @return the file; empty if there is none
     */
    public Optional<String> content(String key, int version) {
        return authority.asProgram(() -> {
            RepositoryService repository = engine.getRepositoryService();
            return Optional.ofNullable(repository.createDecisionDefinitionQuery().decisionDefinitionKey(key).decisionDefinitionVersion(version)
                    .singleResult()).map(each -> {
                        try (InputStream file = repository.getDecisionModel(each.getId())) {
                            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        });
    }

    /**
     * Puts a table in force from a day. It is deployed on that day ({@link #deployDue}).
     *
     * @param key     the key of a table that there is
     * @param from    the first day, today or later
     * @param content the file, which was looked at by {@link TableVersion}
     * @return a number by which it can be taken back before that day
     */
    @Transactional
    public long putInForce(String key, LocalDate from, String content) {
        return jdbc.sql("insert into shouwang.table_in_force (table_key, in_force_from, content) values (?, ?, ?) returning id")
                .params(key, from, content).query(Long.class).single();
    }

    /**
     * Takes back what was put in force from a day that has not come.
     *
     * @param id the number that {@link #putInForce} returned
     * @return whether it was taken back; it is not if it is in force
     */
    @Transactional
    public boolean takeBack(long id) {
        return jdbc.sql("delete from shouwang.table_in_force where id = ? and definition_id is null and in_force_from > ?")
                .params(id, clock.today()).update() == 1;
    }

    /** Deploys the tables whose day has come. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    public void deployDue() {
        sweeps.each(Sweep.TABLES, without -> jdbc.sql("""
                        select id as key, table_key as subject from shouwang.table_in_force
                        where definition_id is null and in_force_from <= ? and id <> all(?) order by id
                        """)
                .params(clock.today(), without.stream().map(Long::valueOf).toArray(Long[]::new)).query(Rows.as(Sweeps.Row.class)).list(),
                key -> deploy(Long.parseLong(key)));
    }

    private void deploy(long id) {
        jdbc.sql("select id, table_key, content from shouwang.table_in_force where id = ? and definition_id is null for update skip locked")
                .param(id).query(Rows.as(Put.class)).optional().ifPresent(put -> {
            String definition = authority.asProgram(() -> engine.getRepositoryService().createDeployment().name(DEPLOYMENT + put.tableKey())
                    .addInputStream(put.tableKey() + ".dmn", new ByteArrayInputStream(put.content().getBytes(StandardCharsets.UTF_8)))
                    .deployWithResult().getDeployedDecisionDefinitions().get(0).getId());
            jdbc.sql("update shouwang.table_in_force set definition_id = ? where id = ?").params(definition, put.id()).update();
            settings.changed();
        });
    }
}
