package org.shouwang.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.shouwang.ShouwangApplication;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The product's side of {@link FlowBenchmark}: households from the clue to the register, by the services or over HTTP. */
final class FlowProduct extends FlowRunner {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final int NOTICE_OVER = 6;

    private final AdjustableClock clock;
    private final Job job;
    private final OpenHouseholds open;

    private FlowProduct(AdjustableClock clock, Job job, OpenHouseholds open) {
        this.clock = clock;
        this.job = job;
        this.open = open;
        setDay(TODAY);
    }

    /** How households are led through their tasks. */
    private interface Job {

        String untilNotice();

        void fromNotice(String caseNo);
    }

    /**
     * Starts the product and serves.
     *
     * @param args the address of the database, and {@code http} if users come over HTTP
     * @throws IOException if the orders cannot be read
     * @throws InterruptedException if somebody stops this process
     * @throws ExecutionException if a household did not come to its end
     */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        SpringApplication application = new SpringApplication(ShouwangApplication.class);
        application.setAdditionalProfiles("demo");
        ConfigurableApplicationContext product = application.run("--server.port=0", "--logging.level.root=warn",
                "--shouwang.demo.households=0", "--spring.datasource.driver-class-name=" + CountedDriver.class.getName(),
                "--spring.datasource.url=" + CountedDriver.url(args[0]), "--camunda.bpm.job-execution.enabled=false",
                "--spring.session.jdbc.cleanup-cron=-");
        MainJob services = new MainJob(product, (name, act) -> act.run());
        boolean overHttp = args.length > 1 && args[1].equals("http");
        new FlowProduct(product.getBean(AdjustableClock.class), overHttp ? new OverHttp(product, services, args[0]) : new ByServices(services),
                new OpenHouseholds(product, services)).serve();
        System.exit(0);
    }

    @Override
    protected String untilNotice() {
        return job.untilNotice();
    }

    @Override
    protected void waitForNotices() {
        setDay(TODAY.plusDays(NOTICE_OVER));
    }

    @Override
    protected void fromNotice(String caseNo) {
        job.fromNotice(caseNo);
    }

    /** The clock goes back for the next households, so that no limit of those before is ever due. */
    @Override
    protected void goBack() {
        setDay(TODAY);
    }

    /** {@code open} begins households that wait at all steps; {@code finish CASE…} leads such households to the register, {@code seal} before if they were planted. */
    @Override
    protected String other(String... order) {
        List<String> cases = List.of(order).subList(1, order.length);
        switch (order[0]) {
            case "open" -> {
                return String.join(" ", open.begin(this::waitForNotices, this::goBack));
            }
            case "seal" -> open.seal();
            default -> open.finish(cases, this::waitForNotices, this::goBack);
        }
        return "done";
    }

    private void setDay(LocalDate day) {
        Duration ahead = Duration.between(Instant.now(), day.atTime(9, 0).atZone(ChinaTime.ZONE).toInstant());
        clock.setOffset(ahead);
        ClockUtil.offset(ahead.toMillis());
    }

    private record ByServices(MainJob services) implements Job {

        @Override
        public String untilNotice() {
            return services.untilNotice(TestPeople.somebody());
        }

        @Override
        public void fromNotice(String caseNo) {
            services.fromNoticeToRegister(caseNo);
        }
    }

    /** The requests of the users; which task is next is read from the database beside the product, and is not counted. */
    private static final class OverHttp implements Job {

        private final Shouwang product;
        private final MainJob services;
        private final Map<String, CaseFlow> flows = new ConcurrentHashMap<>();

        OverHttp(ConfigurableApplicationContext context, MainJob services, String database) {
            HikariDataSource beside = new HikariDataSource();
            beside.setJdbcUrl(database);
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            this.product = new Shouwang(() -> port, context.getBean(ObjectMapper.class), JdbcClient.create(beside));
            this.services = services;
        }

        @Override
        public String untilNotice() {
            CaseFlow flow = product.newCase(product.village(), TestPeople.somebody(), TODAY.toString());
            flows.put(flow.caseNo(), flow.verified().compared().preselected().posted(TODAY));
            return flow.caseNo();
        }

        @Override
        public void fromNotice(String caseNo) {
            services.endNotice(caseNo);
            flows.remove(caseNo).reviewed().checked().approved().announced().entered();
        }
    }
}
