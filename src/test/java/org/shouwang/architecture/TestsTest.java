package org.shouwang.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import org.shouwang.support.IntegrationTest;

/** Tests how tests are written: they wait for conditions, and no class of the product is replaced by a mock. */
@AnalyzeClasses(packages = "org.shouwang", importOptions = ImportOption.OnlyIncludeTests.class)
@ArchTag("apart")
class TestsTest {

    @ArchTest
    static final ArchRule NO_TEST_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class)
            .orShould().callMethod(TimeUnit.class, "sleep", long.class);

    @ArchTest
    static final ArchRule NOTHING_IS_MOCKED = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("org.mockito..", "org.springframework.test.context.bean.override.mockito..");

    @ArchTest
    static final ArchRule INTEGRATION_TESTS_SHARE_ONE_CONTEXT = classes()
            .that().areAssignableTo(IntegrationTest.class).and().doNotHaveSimpleName("IntegrationTest")
            .should().notBeAnnotatedWith("org.springframework.boot.test.context.SpringBootTest")
            .andShould().notBeAnnotatedWith("org.springframework.test.annotation.DirtiesContext");
}
