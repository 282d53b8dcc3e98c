package org.shouwang.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Job;
import org.shouwang.ShouwangApplication;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A node of the product in {@link TimerBenchmark}. The first node makes the demonstration's regions and users. */
final class StormProduct extends StormNode {

    private final ConfigurableApplicationContext product;
    private final String url;
    private final AtomicReference<StormReplay> replay = new AtomicReference<>();

    private StormProduct(ConfigurableApplicationContext product, String url) {
        this.product = product;
        this.url = url;
    }

    /**
     * Starts a node and serves.
     *
     * @param args the address of the database, and {@code demo} for the first node or {@code node} for another
     * @throws IOException if the orders cannot be read
     */
    public static void main(String[] args) throws IOException {
        SpringApplication application = new SpringApplication(ShouwangApplication.class);
        application.setAdditionalProfiles(args[1]);
        List<String> settings = new ArrayList<>(List.of("--server.port=0", "--logging.level.root=warn", "--shouwang.demo.households=0",
                "--spring.datasource.driver-class-name=" + CountedDriver.class.getName(), "--spring.datasource.url=" + CountedDriver.url(args[0]),
                "--spring.session.jdbc.cleanup-cron=-"));
        if (args[1].equals("node")) {
            // Nodes of one installation have the same keys.
            settings.add("--spring.config.import=classpath:application-demo.yaml");
        }
        ConfigurableApplicationContext product = application.run(settings.toArray(String[]::new));
        product.getBean(JobExecutor.class).shutdown();
        new StormProduct(product, args[0]).serve();
        System.exit(0);
    }

    @Override
    protected String begin() {
        CurrentUsers users = product.getBean(CurrentUsers.class);
        CurrentUser village = users.current("village" + Shouwang.VILLAGE).orElseThrow();
        String today = product.getBean(AdjustableClock.class).today().toString();
        return users.actAs(village, () -> product.getBean(ProcessDoor.class).start(MonitoringIdentificationProcess.KEY,
                Payloads.clue(TestPeople.somebody(), today)));
    }

    @Override
    protected void start() {
        product.getBean(JobExecutor.class).start();
    }

    @Override
    protected void stop() {
        product.getBean(JobExecutor.class).shutdown();
    }

    /** {@code record CASE} carries out the case's due timer and keeps its statements; {@code replay THREADS FROM TO} sends them for other cases. */
    @Override
    protected String other(String... order) {
        if (order[0].equals("record")) {
            ManagementService management = product.getBean(ManagementService.class);
            Job due = management.createJobQuery().executable().timers().list().stream().filter(job -> job.getProcessInstanceId() != null)
                    .findFirst().orElseThrow();
            CountedDriver.record();
            management.executeJob(due.getId());
            replay.set(new StormReplay(CountedDriver.recorded(), order[1], url));
            return String.valueOf(replay.get().size());
        }
        return replay.get().run(Integer.parseInt(order[1]), Integer.parseInt(order[2]), Integer.parseInt(order[3]));
    }
}
