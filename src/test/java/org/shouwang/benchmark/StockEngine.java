package org.shouwang.benchmark;

import java.util.Date;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.support.Shouwang;

/** Camunda as it comes: authorizations are on, and the engine writes an authorization for each task and candidate group. */
final class StockEngine implements AutoCloseable {

    private static final String MODEL = "bpmn/monitoring-identification/monitoring-identification.bpmn";

    private final ProcessEngine engine;

    StockEngine(DataSource database) {
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("stock");
        configuration.setDataSource(database);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setAuthorizationEnabled(true);
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setBeans(Map.of("deadlines", new Dates()));
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService().createDeployment()
                .addClasspathResource(MODEL)
                .addClasspathResource("bpmn/public-notice/public-notice.bpmn")
                .deploy();
    }

    ProcessEngine engine() {
        return engine;
    }

    /** Starts a case whose first task is the village's. */
    void start() {
        engine.getRuntimeService().startProcessInstanceByKey(MonitoringIdentificationProcess.KEY, "JC-411081-2026-000001", Map.of(
                "caseNo", "JC-411081-2026-000001", "villageCode", Shouwang.VILLAGE,
                "townshipCode", Shouwang.TOWNSHIP, "countyCode", Shouwang.COUNTY));
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Stands in for the product's dates. The class is public, since the engine's expressions reach only public types. */
    public static final class Dates {

        private static final long DAY = 86_400_000;

        /**
         * @return the moment twelve days from now
         */
        public Date identificationWarning(DelegateExecution execution) {
            return new Date(System.currentTimeMillis() + 12 * DAY);
        }

        /**
         * @return the moment fifteen days from now
         */
        public Date identificationDue(DelegateExecution execution) {
            return new Date(System.currentTimeMillis() + 15 * DAY);
        }
    }
}
