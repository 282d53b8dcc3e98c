package org.shouwang.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What was deployed before this start, for those who have to know it before there is any bean, and so no engine. */
public final class StoredDeployments {

    private static final Logger LOG = LoggerFactory.getLogger(StoredDeployments.class);

    private StoredDeployments() {
    }

    /**
     * A deployment.
     *
     * @param name  its name
     * @param files the files' contents by their names
     */
    public record Stored(String name, Map<String, byte[]> files) {
    }

    private record StoredFile(String deployment, String name, String file, byte[] content) {
    }

    /**
     * @param environment says where the database is
     * @param beginning   the beginning of the deployments' names
     * @return the deployments, newest first; empty if the database has none or cannot be reached, which then ends the start later
     */
    public static List<Stored> read(Environment environment, String beginning) {
        DataSourceProperties database = Binder.get(environment).bindOrCreate("spring.datasource", DataSourceProperties.class);
        Map<String, Stored> byId = new LinkedHashMap<>();
        try {
            JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database.getUrl(), database.getUsername(), database.getPassword()));
            if (jdbc.sql("select to_regclass('public.act_re_deployment') is not null").query(Boolean.class).single()) {
                jdbc.sql("""
                                select d.id_ as deployment, d.name_ as name, f.name_ as file, f.bytes_ as content
                                from public.act_re_deployment d join public.act_ge_bytearray f on f.deployment_id_ = d.id_
                                where d.name_ like :name order by d.deploy_time_ desc, d.id_
                                """)
                        .param("name", beginning + "%").query((row, number) -> new StoredFile(row.getString("deployment"), row.getString("name"),
                                row.getString("file"), row.getBytes("content"))).list()
                        .forEach(each -> byId.computeIfAbsent(each.deployment(), id -> new Stored(each.name(), new TreeMap<>())).files()
                                .put(each.file(), each.content()));
            }
        } catch (DataAccessException e) {
            LOG.warn("What was deployed before cannot be read: {}", e.getMessage());
        }
        return new ArrayList<>(byId.values());
    }
}
