import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.shouwang.benchmark.CountedDriver;
import org.shouwang.benchmark.StormNode;

/** A node of bare Camunda with its job executor as it comes. TimerBenchmark runs this file with the class path of the profile of its name. */
public final class CamundaStorm extends StormNode {

    private final ProcessEngine engine;
    private final JobExecutor executor;

    private CamundaStorm(ProcessEngine engine, JobExecutor executor) {
        this.engine = engine;
        this.executor = executor;
    }

    /**
     * @param args the address of the database and the file of the model
     * @throws Exception if the engine cannot be started
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
        engine.getRepositoryService().createDeployment().enableDuplicateFiltering(true)
                .addString("bare.bpmn", Files.readString(Path.of(args[1]))).deploy();
        new CamundaStorm(engine, configuration.getJobExecutor()).serve();
        System.exit(0);
    }

    @Override
    protected String begin() {
        return engine.getRuntimeService().startProcessInstanceByKey("bare").getId();
    }

    @Override
    protected void start() {
        executor.start();
    }

    @Override
    protected void stop() {
        executor.shutdown();
    }
}
