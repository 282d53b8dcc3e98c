package org.shouwang.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.shouwang.shared.AdjustableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;

/** The layout of the sources (DESIGN.md): where the engine may be seen, whose clock counts, how beans are wired. */
@AnalyzeClasses(packages = "org.shouwang", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {

    @ArchTest
    static final ArchRule THE_ENGINE_IS_SEEN_IN_FEW_PLACES = noClasses()
            .that().resideOutsideOfPackages("..process..", "..engine..", "..security..", "..deadline..", "..supervision..",
                    "..notice..", "..setup..")
            .should().dependOnClassesThat().resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_NO_WEB = noClasses()
            .that().resideOutsideOfPackages("..web..", "..shared..", "..setup..", "..security..", "..engine..")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework.web..", "jakarta.servlet..", "jakarta.ws..");

    @ArchTest
    static final ArchRule ADDRESSES_STAND_IN_WEB_PACKAGES = classes()
            .that().areMetaAnnotatedWith(Controller.class).and().areNotAnnotations().should().resideInAnyPackage("..web..", "..setup..");

    @ArchTest
    static final ArchRule ONLY_THE_PRODUCTS_CLOCK_TELLS_THE_TIME = noClasses()
            .that().doNotBelongToAnyOf(AdjustableClock.class)
            .should().callMethod(Instant.class, "now")
            .orShould().callMethod(LocalDate.class, "now")
            .orShould().callMethod(LocalDateTime.class, "now")
            .orShould().callMethod(ZonedDateTime.class, "now")
            .orShould().callMethod(OffsetDateTime.class, "now")
            .orShould().callMethod(Clock.class, "systemUTC")
            .orShould().callMethod(Clock.class, "systemDefaultZone")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callConstructor(Date.class);

    @ArchTest
    static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = noFields().should().beAnnotatedWith(Autowired.class)
            .orShould().beAnnotatedWith("jakarta.inject.Inject")
            .orShould().beAnnotatedWith("jakarta.annotation.Resource");

    @ArchTest
    static final ArchRule BEANS_HOLD_NO_CHANGING_FIELDS = fields()
            .that().areDeclaredInClassesThat().areMetaAnnotatedWith("org.springframework.stereotype.Component")
            .and().doNotHaveModifier(JavaModifier.STATIC).should().beFinal();

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static void theRulesLookAtTheWholeProduct(com.tngtech.archunit.core.domain.JavaClasses all) {
        org.assertj.core.api.Assertions.assertThat(all).extracting(JavaClass::getPackageName)
                .contains("org.shouwang.engine", "org.shouwang.identification.process", "org.shouwang.shared",
                        "org.shouwang.notice.web", "org.shouwang.deadline.process");
    }
}
