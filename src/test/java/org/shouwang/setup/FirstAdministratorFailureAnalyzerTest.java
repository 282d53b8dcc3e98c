package org.shouwang.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.InvalidInputException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class FirstAdministratorFailureAnalyzerTest {

    @Test
    void tellsWhatIsWrongAndWhichVariablesToChange() {
        FirstAdministratorException failure =
                new FirstAdministratorException(new InvalidInputException("password", "密码", "不符合要求：至少10个字符"));

        List<FailureAnalysis> analyses = SpringFactoriesLoader.forDefaultResourceLocation(SpringBootExceptionReporter.class.getClassLoader())
                .load(FailureAnalyzer.class, (type, name, problem) -> { }).stream()
                .filter(FirstAdministratorFailureAnalyzer.class::isInstance)
                .map(analyzer -> analyzer.analyze(new BeanCreationException("installationSetup", "no", failure))).toList();

        assertThat(analyses).hasSize(1);
        assertThat(analyses.get(0).getDescription()).contains("首个管理员建不了", "至少10个字符");
        assertThat(analyses.get(0).getAction()).contains("SHOUWANG_SECURITY_FIRST_ADMIN_PASSWORD", "不得是常见密码");
    }
}
