package org.shouwang.procedure.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shouwang.procedure.ProcedureFolder;
import org.shouwang.procedure.Procedures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The versions of procedures that were deployed before this start. Cases that began with them go on, whatever has become of the
 * folder. They are read before there is any bean, since the kinds of cases and the limits have to be known when the beans are made.
 */
final class DeployedVersions {

    private static final Logger LOG = LoggerFactory.getLogger(DeployedVersions.class);

    private DeployedVersions() {
    }

    private record Stored(String deployment, String title, String file, byte[] content) {
    }

    /**
     * @param environment says where the database is
     * @return the versions by the keys of the procedures, newest first; empty if the database has none or cannot be reached, which
     *     then ends the start later
     */
    static Map<String, List<ProcedureFolder>> read(Environment environment) {
        DataSourceProperties database = Binder.get(environment).bindOrCreate("spring.datasource", DataSourceProperties.class);
        Map<String, List<ProcedureFolder>> versions = new LinkedHashMap<>();
        try {
            JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database.getUrl(), database.getUsername(), database.getPassword()));
            if (!jdbc.sql("select to_regclass('public.act_re_deployment') is not null").query(Boolean.class).single()) {
                return versions;
            }
            Map<String, ProcedureFolder> byId = new LinkedHashMap<>();
            jdbc.sql("""
                            select d.id_ as deployment, d.name_ as title, f.name_ as file, f.bytes_ as content
                            from public.act_re_deployment d join public.act_ge_bytearray f on f.deployment_id_ = d.id_
                            where d.name_ like :name order by d.deploy_time_ desc, d.id_
                            """)
                    .param("name", Procedures.DEPLOYMENT + "%").query((row, number) -> new Stored(row.getString("deployment"), row.getString("title"),
                            row.getString("file"), row.getBytes("content"))).list()
                    .forEach(stored -> byId.computeIfAbsent(stored.deployment(),
                            id -> new ProcedureFolder(stored.title().substring(Procedures.DEPLOYMENT.length()), new TreeMap<>()))
                            .files().put(stored.file(), stored.content()));
            byId.values().forEach(version -> versions.computeIfAbsent(version.name(), key -> new ArrayList<>()).add(version));
        } catch (DataAccessException e) {
            LOG.warn("The versions of procedures that were deployed before cannot be read: {}", e.getMessage());
        }
        return versions;
    }
}
