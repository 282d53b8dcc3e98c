package org.shouwang.engine;

import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.transaction.managed.ManagedTransactionFactory;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.shouwang.shared.Meanwhile;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Reads the engine's SQL statements, which take a quarter of a start, on one processor, while the application loads its
 * classes on another. The engine takes the statements as if it had read them itself.
 */
public final class EngineStatements extends AbstractProcessEnginePlugin {

    private final Meanwhile<SqlSessionFactory> statements = Meanwhile.does("engine-statements", () -> new Reader().read());

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        SqlSessionFactory factory = statements.await();
        factory.getConfiguration().setEnvironment(environment(new DelegatingDataSource() {
            @Override
            public DataSource getTargetDataSource() {
                return configuration.getDataSource();
            }
        }));
        configuration.setSqlSessionFactory(factory);
    }

    private static Environment environment(DataSource dataSource) {
        return new Environment("default", new ManagedTransactionFactory(), dataSource);
    }

    private static final class Reader extends StandaloneProcessEngineConfiguration {

        SqlSessionFactory read() {
            databaseType = "postgres";
            dataSource = new DelegatingDataSource();
            transactionFactory = new ManagedTransactionFactory();
            initSqlSessionFactory();
            return sqlSessionFactory;
        }
    }
}
