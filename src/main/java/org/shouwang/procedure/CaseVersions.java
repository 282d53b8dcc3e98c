package org.shouwang.procedure;

import java.util.Collection;
import java.util.List;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.Deployments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The open cases that run with a former version of their procedure. */
@Component
public class CaseVersions {

    private static final String BEHIND = """
            \sfrom shouwang.case_file c join shouwang.procedure_case p on p.case_no = c.case_no
            where (c.status in ('IN_PROGRESS', 'APPROVED') or exists (select 1 from public.act_ru_execution e where e.business_key_ = c.case_no))
                and p.deployment_id not in (:present)""";

    private final Procedures procedures;
    private final Deployments engine;
    private final CaseFiles cases;
    private final Known known;
    private final Values values;
    private final JdbcClient jdbc;

    CaseVersions(Procedures procedures, Deployments engine, CaseFiles cases, Known known, Values values, JdbcClient jdbc) {
        this.procedures = procedures;
        this.engine = engine;
        this.cases = cases;
        this.known = known;
        this.values = values;
        this.jdbc = jdbc;
    }

    /**
     * An open case that runs with a former version.
     *
     * @param id         its id
     * @param caseNo     its number
     * @param deployment the engine's id of the deployment with its version
     */
    public record Behind(long id, String caseNo, String deployment) {
    }

    /**
     * How many open cases of a procedure run with a former version.
     *
     * @param key   the procedure's key
     * @param title its Chinese name
     * @param cases their number
     */
    public record Count(String key, String title, long cases) {
    }

    /**
     * @param key    the key of a procedure
     * @param before the id before which the cases are looked for
     * @param limit  the most cases
     * @return its open cases that run with a former version, the latest first
     */
    public List<Behind> behind(String key, long before, int limit) {
        return jdbc.sql("select c.id, c.case_no, p.deployment_id as deployment" + BEHIND
                        + " and c.process_key = :key and c.id < :before order by c.id desc limit :limit")
                .param("present", engine.latest(key)).param("key", key).param("before", before).param("limit", limit).query(Behind.class).list();
    }

    /**
     * @param key     the key of a procedure
     * @param caseNos numbers of cases
     * @return those of them that are its open cases and run with a former version
     */
    public List<String> behind(String key, Collection<String> caseNos) {
        return caseNos.isEmpty() ? List.of() : jdbc.sql("select c.case_no" + BEHIND + " and c.process_key = :key and c.case_no = any(:caseNos)")
                .param("present", engine.latest(key)).param("key", key).param("caseNos", caseNos.toArray(String[]::new)).query(String.class).list();
    }

    /**
     * @return the procedures with open cases that run with a former version
     */
    public List<Count> counts() {
        return jdbc.sql("select c.process_key as key, count(*) as cases" + BEHIND + " group by c.process_key order by c.process_key")
                .param("present", engine.present().stream().map(Deployments.Deployed::deployment).toList())
                .query((row, number) -> new Count(row.getString("key"), procedures.get(row.getString("key")).manifest().title(),
                        row.getLong("cases"))).list();
    }

    /**
     * Keeps others from moving a case to another version until the transaction ends.
     *
     * @param caseNo the number of a case
     * @return the engine's id of the deployment with its version
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String hold(String caseNo) {
        return jdbc.sql("select deployment_id from shouwang.procedure_case where case_no = ? for update").param(caseNo).query(String.class).single();
    }

    /**
     * Lets a case go on with another version, by which lists show it from now on. Its process is moved elsewhere.
     *
     * @param caseNo     the number of a case
     * @param deployment the engine's id of the deployment with the version
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moveTo(String caseNo, String deployment) {
        Procedure version = procedures.version(deployment);
        jdbc.sql("update shouwang.procedure_case set deployment_id = ? where case_no = ?").params(deployment, caseNo).update();
        values.keep(cases.get(caseNo), version, known.inForce(version, caseNo));
    }
}
