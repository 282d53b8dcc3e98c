package org.shouwang.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.PersonalDataKeysException;
import org.shouwang.shared.PersonalDataProperties;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class PersonalDataKeysFailureAnalyzerTest {

    private static final String KEY = "1/9tm8zD3AY7WzvVmyRhY5ctV2TwJyXFvQI5L8F90qw=";

    @Test
    void tellsWhichVariablesAreMissingAndHowAKeyIsMade() {
        FailureAnalysis analysis = analysisOf(new PersonalDataProperties(null, null, null, List.of(), true));

        assertThat(analysis.getDescription()).contains("are missing", "缺少个人信息加密密钥");
        assertThat(analysis.getAction()).contains("SHOUWANG_PERSONALDATA_KEYS_K1", "SHOUWANG_PERSONALDATA_CURRENTKEY",
                "SHOUWANG_PERSONALDATA_FINGERPRINTKEY", "openssl rand -base64 32", "请设置");
    }

    @Test
    void tellsWhichKeyIsTooShortOrNoBase64WithoutShowingIt() {
        assertThat(analysisOf(new PersonalDataProperties(Map.of("k1", "c2hvcnQ="), "k1", KEY, List.of(), true)).getDescription())
                .contains("'k1'", "fewer than 32 bytes").doesNotContain("c2hvcnQ=");
        assertThat(analysisOf(new PersonalDataProperties(Map.of("k1", KEY), "k1", "no base64!", List.of(), true)).getDescription())
                .contains("'fingerprint-key'", "不是 Base64").doesNotContain("no base64!");
    }

    /**
     * Analyses a failure as the application does: the analyzer is found among the registered ones, and the failure is the
     * cause of a bean's failure.
     */
    private static FailureAnalysis analysisOf(PersonalDataProperties properties) {
        FailureAnalyzer analyzer = SpringFactoriesLoader.forDefaultResourceLocation(SpringBootExceptionReporter.class.getClassLoader())
                .load(FailureAnalyzer.class, (type, name, failure) -> { }).stream()
                .filter(PersonalDataKeysFailureAnalyzer.class::isInstance).findFirst().orElseThrow();
        FailureAnalysis[] analysis = new FailureAnalysis[1];
        assertThatThrownBy(() -> new PersonalData(properties)).isInstanceOf(PersonalDataKeysException.class)
                .satisfies(failure -> analysis[0] = analyzer.analyze(new BeanCreationException("personalData", "no", failure)));
        return analysis[0];
    }
}
