import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.shouwang.benchmark.CountedDriver;
import org.shouwang.benchmark.FlowRunner;

/**
 * Bare Camunda: the nine tasks and the timers of bare.bpmn and nothing else, without rights, forms and variables. FlowBenchmark
 * runs this file with the class path of the profile of its name; Operaton's is made from it, since only the packages differ.
 */
public final class CamundaPeer extends FlowRunner {

    private static final int UNTIL_NOTICE = 4;
    private static final int FROM_NOTICE = 5;

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;

    private CamundaPeer(ProcessEngine engine) {
        runtime = engine.getRuntimeService();
        tasks = engine.getTaskService();
        management = engine.getManagementService();
    }

    /**
     * @param args the address of the database and the file of the model
     * @throws Exception if the engine cannot be started or a household does not come to its end
     */
    public static void main(String[] args) throws Exception {
        HikariConfig pool = new HikariConfig();
        pool.setDriverClassName(CountedDriver.class.getName());
        pool.setJdbcUrl(args[0]);
        pool.setMaximumPoolSize(32);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(new HikariDataSource(pool));
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("activity");
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setMetricsEnabled(false);
        configuration.setJobExecutorActivate(false);
        configuration.setIdGenerator(new StrongUuidGenerator());
        ProcessEngine engine = configuration.buildProcessEngine();
        engine.getRepositoryService().createDeployment()
                .addString("bare.bpmn", java.nio.file.Files.readString(java.nio.file.Path.of(args[1]))).deploy();
        new CamundaPeer(engine).serve();
        System.exit(0);
    }

    @Override
    protected String untilNotice() {
        String household = runtime.startProcessInstanceByKey("bare").getId();
        complete(household, UNTIL_NOTICE);
        return household;
    }

    @Override
    protected void fromNotice(String household) {
        management.executeJob(management.createJobQuery().processInstanceId(household).activityId("noticeOver").singleResult().getId());
        complete(household, FROM_NOTICE);
    }

    private void complete(String household, int many) {
        for (int i = 0; i < many; i++) {
            tasks.complete(tasks.createTaskQuery().processInstanceId(household).singleResult().getId());
        }
    }
}
