package org.shouwang.procedure.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shouwang.deadline.LimitRule;
import org.shouwang.procedure.Fault;
import org.shouwang.procedure.ManifestReader;
import org.shouwang.procedure.ProcedureFolder;
import org.shouwang.procedure.ProcedureKind;
import org.shouwang.procedure.ReadFolders;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.FileSystemUtils;

/** Tests that cases go on with what they began with, whatever becomes of the folder of their procedure. */
class FormerVersionsTest extends IntegrationTest {

    private static final String KEY = "well-repair";

    @Autowired
    private Environment environment;

    @Test
    void aProcedureWhoseFolderIsGoneIsStillKnown() {
        MockEnvironment without = new MockEnvironment().withProperty("spring.datasource.url", environment.getRequiredProperty("spring.datasource.url"));
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

        new ProcedureBeans(without).postProcessBeanDefinitionRegistry(beans);

        assertThat(beans.getBean(ReadFolders.class).retired()).extracting(ProcedureFolder::name).containsExactlyInAnyOrder("hearing-aid", KEY);
        assertThat(beans.getBean("procedure-kind-" + KEY, ProcedureKind.class).numberPrefix()).isEqualTo("SJ");
        assertThat(beans.getBean("limit-WELL_REPAIR_5WD", LimitRule.class).title()).isEqualTo("水井维修");
    }

    @Test
    void aFolderOutsideTheProgramHasNoProgramOfItsOwn(@TempDir Path outside) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/procedures", KEY), outside.resolve(KEY));
        Path manifest = outside.resolve(KEY).resolve(ProcedureFolder.MANIFEST);
        Files.writeString(manifest, Files.readString(manifest).replace("  - task: userTask_repairWell\n", "  - task: userTask_repairWell\n    step: safetyNetMark\n"));
        MockEnvironment with = new MockEnvironment().withProperty("spring.datasource.url", environment.getRequiredProperty("spring.datasource.url"))
                .withProperty("shouwang.procedures.folder", outside.toString());
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

        new ProcedureBeans(with).postProcessBeanDefinitionRegistry(beans);

        assertThat(beans.getBean(ReadFolders.class).broken().get(KEY)).extracting(Fault::what)
                .containsExactly("only the program's own procedures may have a program: safetyNetMark");
    }

    @Test
    void aProcedureWhoseProgramIsNotThereDoesNotStart() {
        assertThatThrownBy(() -> new ProcedureBeans(environment).postProcessBeanFactory(new DefaultListableBeanFactory()))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("names the bean safetyNetCases");
    }

    @Test
    void aNewVersionMayNotChangeWhatCasesHave() {
        assertThat(faults(KEY, "number: SJ", "number: SK")).extracting(Fault::mend).anySatisfy(mend -> assertThat(mend).contains("number: SJ"));
        assertThat(faults(KEY, "type: number", "type: text")).extracting(Fault::what).anySatisfy(what -> assertThat(what).contains("attempts"));
        assertThat(faults(KEY, "title: 水井维修台账", "title: 修井台账")).isEmpty();
    }

    private List<Fault> faults(String key, String old, String changed) {
        Map<String, List<ProcedureFolder>> deployed = DeployedVersions.read(environment);
        Map<String, byte[]> files = new TreeMap<>(deployed.get(key).get(0).files());
        String manifest = new String(files.get(ProcedureFolder.MANIFEST), StandardCharsets.UTF_8);
        assertThat(manifest).contains(old);
        files.put(ProcedureFolder.MANIFEST, manifest.replace(old, changed).getBytes(StandardCharsets.UTF_8));
        ObjectMapper json = new ObjectMapper();
        return new VersionLint(deployed, new Lint(new ManifestReader(), json), new ManifestReader(), json)
                .faults(new ProcedureFolder(key, files), new HashSet<>());
    }
}
