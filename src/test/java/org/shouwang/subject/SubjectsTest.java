package org.shouwang.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectsTest {

    private final Subjects subjects = new Subjects(List.of(source("案件", "/cases/", null, "JC", "BF"),
            source("问题", "/problems/", "2户有四类慢性病患者但未办慢性病卡。", "WT")));

    @Test
    void aSubjectIsFoundInTheModuleWhoseNumberItHas() {
        assertThat(subjects.pathOf("BF-411081-2026-000001")).contains("/cases/BF-411081-2026-000001");
        assertThat(subjects.kindOf("WT-411081-2026-000001")).contains("问题");
        assertThat(subjects.find("JC-411081-2026-000001")).map(Subject::regionCode).contains("411081");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "JC", "ZG-2022", "回头看 5", "411081101201"})
    void aTextThatIsNoNumberOfASubjectIsNone(String text) {
        assertThat(subjects.find(text)).isEmpty();
        assertThat(subjects.pathOf(text)).isEmpty();
        assertThat(subjects.kindOf(text)).isEmpty();
    }

    @Test
    void aCaseIsCalledByItsNumberAndAProblemByItsTitleWithoutTheFinalStop() {
        assertThat(subjects.find("JC-411081-2026-000001")).map(Subject::name).contains("案件 JC-411081-2026-000001");
        assertThat(subjects.find("WT-411081-2026-000001")).map(Subject::name).contains("问题“2户有四类慢性病患者但未办慢性病卡”");
        assertThat(new Subject("WT-1", "问题", "411081", "长".repeat(41), "/problems/WT-1", false).name()).isEqualTo("问题“" + "长".repeat(39) + "…”");
    }

    @Test
    void ofManyPlacesTheFirstAreNamedWithHowManyThereAre() {
        Subject problem = subjects.find("WT-411081-2026-000001").orElseThrow();

        assertThat(subjects.placeOf(problem, "")).isEqualTo("甲村、乙村、丙村等4处");
        assertThat(subjects.placeOf(problem, "411081101")).isEqualTo("甲村");
    }

    @Test
    void twoModulesDoNotGiveOutTheSameNumbers() {
        List<SubjectSource> both = List.of(source("案件", "/cases/", null, "JC"), source("问题", "/problems/", null, "JC"));

        assertThatThrownBy(() -> new Subjects(both)).hasMessageContaining("JC");
    }

    private static SubjectSource source(String kind, String path, String title, String... prefixes) {
        return new SubjectSource() {

            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Map<String, String> prefixes() {
                return Arrays.stream(prefixes).collect(Collectors.toMap(prefix -> prefix, prefix -> kind));
            }

            @Override
            public String pathOf(String number) {
                return path + number;
            }

            @Override
            public Optional<Subject> find(String number) {
                return Optional.of(new Subject(number, kind, "411081", title, pathOf(number), false));
            }

            @Override
            public List<String> placesOf(Subject subject, String regionCode) {
                return regionCode.isEmpty() ? List.of("甲村", "乙村", "丙村", "丁村") : List.of("甲村");
            }
        };
    }
}
