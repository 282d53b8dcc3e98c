package org.shouwang.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class DatabaseFailureAnalyzerTest {

    private final MockEnvironment environment = new MockEnvironment();
    private final DatabaseFailureAnalyzer analyzer = new DatabaseFailureAnalyzer(environment);

    @Test
    void tellsThatNoDatabaseIsSet() {
        FailureAnalysis analysis = analyzer.analyze(new IllegalStateException(new BeanCreationException("dataSource", "no url")));

        assertThat(analysis.getDescription()).contains("No database is set", "没有设置数据库");
        assertThat(analysis.getAction()).contains("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME",
                "SPRING_DATASOURCE_PASSWORD", "请设置");
    }

    @Test
    void tellsThatTheDatabaseDoesNotAnswerWithoutShowingThePassword() {
        environment.setProperty("spring.datasource.url", "jdbc:postgresql://db:5432/shouwang?password=secret");

        FailureAnalysis analysis = analyzer.analyze(new IllegalStateException(new ConnectException("refused")));

        assertThat(analysis.getDescription()).contains("jdbc:postgresql://db:5432/shouwang does not answer", "连接不上")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"08001,does not answer", "28P01,refuses this user name or password", "3D000,no such database"})
    void tellsWhatTheDatabaseSaid(String state, String expected) {
        environment.setProperty("spring.datasource.url", "jdbc:postgresql://db:5432/shouwang");

        assertThat(analyzer.analyze(new IllegalStateException(new SQLException("", state))).getDescription())
                .contains(expected);
    }

    @Test
    void leavesOtherFailuresToOthers() {
        assertThat(analyzer.analyze(new IllegalStateException("something else"))).isNull();
        environment.setProperty("spring.datasource.url", "jdbc:postgresql://db:5432/shouwang");
        assertThat(analyzer.analyze(new IllegalStateException(new SQLException("a wrong word", "42601")))).isNull();
    }
}
