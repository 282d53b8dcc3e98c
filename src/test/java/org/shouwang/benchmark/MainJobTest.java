package org.shouwang.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.SqlRecorder;
import org.shouwang.support.SqlRecorder.Recorded;
import org.shouwang.support.SqlRecorder.Sent;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tests what one household on its way to the register costs the database. All its statements are in target/main-job.txt afterwards. The
 * bounds only ever become lower; ADR 0061 says how they came about.
 */
class MainJobTest extends IntegrationTest {

    /** One of them is sent only where a department has handed in a data set. */
    private static final int MOST_STATEMENTS = 282;
    private static final int MOST_TRIPS = 271;

    @Autowired
    private BeanFactory product;

    @Test
    void aHouseholdOnItsWayToTheRegisterSendsFewStatements() {
        Map<String, Recorded> acts = acts();

        String report = report(acts);

        assertThat(sum(acts, recorded -> recorded.statements().size())).as("statements" + report).isLessThanOrEqualTo(MOST_STATEMENTS);
        assertThat(sum(acts, Recorded::trips)).as("trips to the database" + report).isLessThanOrEqualTo(MOST_TRIPS);
    }

    @Test
    void noStatementIsSentTwiceWithTheSameParametersInOneAct() {
        Map<String, Recorded> acts = acts();

        acts.forEach((name, recorded) -> assertThat(lines(recorded.repeated())).as(name).isEmpty());
    }

    @Test
    void eachActIsOneTransaction() {
        Map<String, Recorded> acts = acts();

        acts.forEach((name, recorded) -> assertThat(recorded.commits()).as(name).isEqualTo(1));
    }

    /** Returns what each act of one household sent. Another household went before it, so that nothing is read for the first time. */
    private Map<String, Recorded> acts() {
        jobExecutor.shutdown();
        Map<String, Recorded> acts = new LinkedHashMap<>();
        MainJob before = new MainJob(product, (name, act) -> act.run());
        MainJob job = new MainJob(product, (name, act) -> acts.put(name, SqlRecorder.record(act)));
        String first = before.untilNotice(TestPeople.somebody());
        String second = job.untilNotice(TestPeople.somebody());
        clock.advanceDays(6);
        before.fromNoticeToRegister(first);
        job.fromNoticeToRegister(second);
        return acts;
    }

    private static int sum(Map<String, Recorded> acts, ToIntFunction<Recorded> number) {
        return acts.values().stream().mapToInt(number).sum();
    }

    private static String report(Map<String, Recorded> acts) {
        StringBuilder table = new StringBuilder("\n%-30s %10s %9s %9s %6s %8s %8s%n".formatted("act", "statements", "engine's", "product's",
                "trips", "repeated", "commits"));
        acts.forEach((name, recorded) -> {
            long ofTheEngine = recorded.statements().stream().filter(Sent::isOfTheEngine).count();
            table.append("%-30s %10d %9d %9d %6d %8d %8d%n".formatted(name, recorded.statements().size(), ofTheEngine,
                    recorded.statements().size() - ofTheEngine, recorded.trips(), recorded.repeated().size(), recorded.commits()));
        });
        String all = acts.entrySet().stream().flatMap(act -> Stream.concat(Stream.of("\n" + act.getKey()), lines(act.getValue().statements())))
                .collect(Collectors.joining("\n"));
        assertThatNoException().isThrownBy(() -> Files.writeString(Path.of("target", "main-job.txt"), table + all + "\n"));
        return table.toString();
    }

    private static Stream<String> lines(List<Sent> statements) {
        return statements.stream().map(statement -> statement.transaction() + " " + statement.sql().replaceAll("\\s+", " ").strip() + " "
                + statement.parameters());
    }
}
