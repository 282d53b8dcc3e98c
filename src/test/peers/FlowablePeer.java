import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flowable.engine.ManagementService;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.shouwang.benchmark.CountedDriver;
import org.shouwang.benchmark.FlowRunner;

/** Bare Flowable: the same as CamundaPeer. A timer becomes a job that can be carried out before it is, as in Flowable's own executor. */
public final class FlowablePeer extends FlowRunner {

    private static final int UNTIL_NOTICE = 4;
    private static final int FROM_NOTICE = 5;

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;

    private FlowablePeer(ProcessEngine engine) {
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
        configuration.setAsyncExecutorActivate(false);
        configuration.setDisableIdmEngine(true);
        configuration.setDisableEventRegistry(true);
        ProcessEngine engine = configuration.buildProcessEngine();
        engine.getRepositoryService().createDeployment()
                .addString("bare.bpmn", java.nio.file.Files.readString(java.nio.file.Path.of(args[1]))).deploy();
        new FlowablePeer(engine).serve();
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
        String timer = management.createTimerJobQuery().processInstanceId(household).elementId("noticeOver").singleResult().getId();
        management.executeJob(management.moveTimerToExecutableJob(timer).getId());
        complete(household, FROM_NOTICE);
    }

    private void complete(String household, int many) {
        for (int i = 0; i < many; i++) {
            tasks.complete(tasks.createTaskQuery().processInstanceId(household).singleResult().getId());
        }
    }
}
