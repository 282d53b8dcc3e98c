package org.shouwang.procedure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.shouwang.engine.Deployments;
import org.shouwang.shared.NotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The procedures that are folders: the present version of each, and the version with which a case began. */
@Component
public class Procedures {

    /** The beginning of the names of the engine's deployments with procedures. */
    public static final String DEPLOYMENT = "procedure ";
    private static final Logger LOG = LoggerFactory.getLogger(Procedures.class);

    private static final int MAX_KNOWN = 10_000;

    private final ReadFolders read;
    private final Map<String, Procedure> present = new ConcurrentSkipListMap<>();
    private final Map<String, Procedure> versions = new ConcurrentHashMap<>();
    private final Map<String, String> deployments = new ConcurrentHashMap<>();
    /** Whether cases are of a procedure, by their numbers: a case is from its beginning or never. */
    private final Cache<String, Boolean> owned = Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();
    private final Deployments engine;
    private final RegisterCheck registers;
    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Procedures(ReadFolders read, Deployments engine, RegisterCheck registers, JdbcClient jdbc, ObjectMapper json) {
        read.sound().forEach(folder -> present.put(folder.name(), of(folder, json)));
        read.retired().forEach(folder -> present.put(folder.name(), of(folder, json).asEnded()));
        this.read = read;
        this.engine = engine;
        this.registers = registers;
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Deploys what has changed since the last start. What the engine refuses of a folder outside the program, and what it names and
     * the database does not have, is told like other faults.
     */
    @EventListener(ApplicationStartedEvent.class)
    public void deploy() {
        read.sound().forEach(folder -> {
            Map<String, byte[]> files = new TreeMap<>();
            folder.files().forEach((file, content) -> {
                // A further example is no new version.
                if (!file.startsWith(ProcedureFolder.EXAMPLES)) {
                    files.put(file.substring(file.lastIndexOf('/') + 1), content);
                }
            });
            List<Fault> faults = registers.faults(present.get(folder.name()), folder);
            if (faults.isEmpty()) {
                try {
                    String deployment = engine.deploy(DEPLOYMENT + folder.name(), files);
                    deployments.put(folder.name(), deployment);
                    // Cases that were begun before their process became a folder go on with its first version.
                    jdbc.sql("""
                                    update shouwang.procedure_case set deployment_id = ?
                                    where deployment_id is null and case_no in (select case_no from shouwang.case_file where process_key = ?)
                                    """).params(deployment, folder.name()).update();
                } catch (IllegalArgumentException e) {
                    faults = List.of(new Fault(folder.model(), 0, e.getMessage(), "correct it in Camunda Modeler"));
                }
            }
            if (!faults.isEmpty()) {
                refuse(folder, faults);
            }
        });
    }

    private void refuse(ProcedureFolder folder, List<Fault> faults) {
        if (!read.outside().contains(folder.name())) {
            throw new IllegalStateException("bpmn/" + folder.name() + " has faults: " + faults);
        }
        faults.forEach(fault -> LOG.error("The procedure {} does not start: {}/{}", folder.name(), folder.name(), fault));
        read.broken().put(folder.name(), faults);
        present.computeIfPresent(folder.name(), (key, procedure) -> engine.isDeployed(key) ? procedure.asEnded() : null);
    }

    /**
     * @return the faults of the folders outside the program that do not begin, by the names of the folders
     */
    public Map<String, List<Fault>> broken() {
        return read.broken();
    }

    /**
     * @return the present versions, with the last ones of procedures that are there no more
     */
    public List<Procedure> all() {
        return List.copyOf(present.values());
    }

    /**
     * @param key a key; may be anything that a user typed
     * @return the present version; empty if there is no such procedure
     */
    public Optional<Procedure> find(String key) {
        return Optional.ofNullable(present.get(key));
    }

    /**
     * @param key a key; may be anything that a user typed
     * @return the present version
     * @throws NotFoundException if there is no such procedure
     */
    public Procedure get(String key) {
        return find(key).orElseThrow(() -> new NotFoundException("没有流程“" + key + "”"));
    }

    /**
     * @param key the key of a procedure
     * @return the engine's id of the deployment with its present version
     */
    public String deploymentOf(String key) {
        return deployments.get(key);
    }

    /**
     * @param caseNo a case's number
     * @return whether the case is one of a procedure
     */
    public boolean owns(String caseNo) {
        return owned.get(caseNo, number -> jdbc.sql("select exists (select 1 from shouwang.procedure_case where case_no = ?)")
                .param(number).query(Boolean.class).single());
    }

    /**
     * @param caseNo the number of a case of a procedure
     * @return the version with which the case began, or to which it was moved
     */
    public Procedure ofCase(String caseNo) {
        return version(deploymentOfCase(caseNo));
    }

    /**
     * @param caseNo the number of a case of a procedure
     * @return the engine's id of the deployment with the case's version
     */
    public String deploymentOfCase(String caseNo) {
        return jdbc.sql("select deployment_id from shouwang.procedure_case where case_no = ?").param(caseNo).query(String.class).single();
    }

    /**
     * @param deploymentId the engine's id of the deployment with a version
     * @return the version
     */
    public Procedure version(String deploymentId) {
        return versions.computeIfAbsent(deploymentId, id -> {
            Map<String, byte[]> files = engine.files(id);
            String name = files.keySet().stream().filter(file -> file.endsWith(".bpmn")).findFirst().orElseThrow().replace(".bpmn", "");
            return of(new ProcedureFolder(name, files), json);
        });
    }

    private static Procedure of(ProcedureFolder folder, ObjectMapper json) {
        return Procedure.of(folder, new ManifestReader().read(folder, new ArrayList<>()), json);
    }
}
