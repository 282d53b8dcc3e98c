package org.shouwang.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import cn.hutool.core.util.IdcardUtil;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseNotice;
import org.shouwang.comparison.Datasets;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.Households;
import org.shouwang.microloan.LoanRights;
import org.shouwang.microloan.Loans;
import org.shouwang.problems.Problems;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.Page;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;

/** Tests the layout of the sources (DESIGN.md): where the engine may be used, which clock counts, and how beans are wired. */
@AnalyzeClasses(packages = "org.shouwang", importOptions = ImportOption.DoNotIncludeTests.class)
@ArchTag("apart")
class LayoutTest {

    private static final DescribedPredicate<List<JavaClass>> FIRST_IS_A_NUMBER = DescribedPredicate.describe("a number first",
            types -> !types.isEmpty() && types.get(0).isEquivalentTo(int.class));
    private static final Pattern FIRST_LETTERS = Pattern.compile("startsWith\\(['\"][A-Z]{2}-");
    /** The beginning of a line that is no code: a comment, an import, a package or nothing. */
    private static final Pattern NO_CODE = Pattern.compile("\\s*(//|\\*|/\\*|import |package |$)");
    private static final long LINES_OF_THE_KIT = 4_000;
    private static final long LONGEST_CLASS_OF_THE_KIT = 250;
    private static final Pattern HOUSEHOLD_NUMBER = Pattern.compile("household_no\\s*(=\\s*(\\?|:)|in\\s*\\()");

    @ArchTest
    static final ArchRule THE_ENGINE_IS_SEEN_IN_FEW_PLACES = noClasses()
            .that().resideOutsideOfPackages("org.shouwang.engine..", "org.shouwang.security..", "..process..", "org.shouwang.procedure.lint..")
            .should().dependOnClassesThat().resideInAPackage("org.camunda..");

    /**
     * Code that a model calls sees only those types of the engine with which the engine calls it; all else goes through
     * {@code engine}.
     */
    @ArchTest
    static final ArchRule WHAT_MODELS_CALL_SEES_NO_MORE_OF_THE_ENGINE = noClasses().that().resideInAPackage("..process..")
            .should().dependOnClassesThat(resideInAPackage("org.camunda..").and(not(resideInAPackage("org.camunda.bpm.engine.delegate.."))));

    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_NO_WEB = noClasses()
            .that().resideOutsideOfPackages("..web..", "..shared..", "..setup..", "..demonstration..", "..security..", "..engine..")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework.web..", "jakarta.servlet..", "jakarta.ws..");

    @ArchTest
    static final ArchRule ADDRESSES_STAND_IN_WEB_PACKAGES = classes()
            .that().areMetaAnnotatedWith(Controller.class).and().areNotAnnotations().should().resideInAnyPackage("..web..", "..setup..", "..demonstration..");

    @ArchTest
    static final ArchRule ONLY_THE_PRODUCTS_CLOCK_TELLS_THE_TIME = noClasses()
            .that().doNotBelongToAnyOf(AdjustableClock.class)
            .should().callMethod(Instant.class, "now")
            .orShould().callMethod(LocalDate.class, "now")
            .orShould().callMethod(LocalDateTime.class, "now")
            .orShould().callMethod(ZonedDateTime.class, "now")
            .orShould().callMethod(OffsetDateTime.class, "now")
            .orShould().callMethod(LocalTime.class, "now")
            .orShould().callMethod(OffsetTime.class, "now")
            .orShould().callMethod(Year.class, "now")
            .orShould().callMethod(YearMonth.class, "now")
            .orShould().callMethod(MonthDay.class, "now")
            .orShould().callMethod(Calendar.class, "getInstance")
            .orShould().callMethod(Clock.class, "system", ZoneId.class)
            .orShould().callMethod(Clock.class, "systemUTC")
            .orShould().callMethod(Clock.class, "systemDefaultZone")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callConstructor(Date.class);

    /** Many methods of hutool ask the machine for the time, among them methods for identity numbers. */
    @ArchTest
    static final ArchRule NOBODY_ELSE_IS_ASKED_FOR_THE_DAY = noClasses()
            .should().dependOnClassesThat().resideInAnyPackage("cn.hutool.core.date..", "cn.hutool.core.lang..")
            .orShould().callMethodWhere(target(owner(type(IdcardUtil.class)))
                    .and(not(target(name("getProvinceByIdCard"))).and(not(target(name("hide"))))));

    @ArchTest
    static final ArchRule THE_MACHINES_ZONE_DOES_NOT_COUNT = noClasses()
            .should().callMethod(ZoneId.class, "systemDefault")
            .orShould().callMethod(TimeZone.class, "getDefault")
            .orShould().callMethod(Timestamp.class, "toLocalDateTime")
            .orShould().callMethod(Timestamp.class, "valueOf", LocalDateTime.class)
            .orShould().callMethod(java.sql.Date.class, "toLocalDate")
            .orShould().dependOnClassesThat().areAssignableTo(SimpleDateFormat.class);

    /**
     * All tables have one reader, so that limits, encodings, cut numbers and skipped rows are the same wherever a table comes
     * in (ADR 0026).
     */
    @ArchTest
    static final ArchRule ONE_READER_FOR_ALL_TABLES = noClasses()
            .that().resideOutsideOfPackage("..table..")
            .should().dependOnClassesThat().resideInAnyPackage("de.siegmar.fastcsv.reader..", "org.apache.poi.hssf..", "org.apache.poi.poifs..",
                    "org.apache.poi.ss..", "org.apache.poi.openxml4j..", "org.dhatim.fastexcel.reader..", "org.apache.commons.csv..",
                    "org.apache.commons.compress..", "javax.xml.stream..", "com.ctc.wstx..", "org.codehaus.stax2..", "org.apache.poi.xssf.streaming..", "org.apache.poi.xssf.model..",
                    "org.apache.poi.xssf.eventusermodel..", "org.apache.poi.xssf.usermodel..")
            .orShould().dependOnClassesThat().areAssignableTo(ZipFile.class);

    /** Only the reader of tables and the check of office files, which reads nothing of what is in them, unpack what people hand in. */
    @ArchTest
    static final ArchRule ARCHIVES_ARE_UNPACKED_IN_TWO_PLACES = noClasses()
            .that().resideOutsideOfPackage("..table..").and().doNotHaveSimpleName("OfficeFiles")
            .should().dependOnClassesThat().areAssignableTo(ZipInputStream.class);

    /** All lists have the same pages, so that cursors, limits and the messages about wrong ones are the same everywhere. */
    @ArchTest
    static final ArchRule A_PAGE_IS_THE_ONE_OF_ALL_LISTS = noClasses()
            .that().areRecords().and().areNotAssignableTo(Page.class).should().haveSimpleNameEndingWith("Page");

    @ArchTest
    static final ArchRule ONLY_A_PAGE_KNOWS_WHERE_THE_NEXT_ONE_BEGINS = noFields()
            .that().areDeclaredInClassesThat().areNotAssignableTo(Page.class)
            .should().haveNameMatching("(next|previous)Cursor");

    @ArchTest
    static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = noFields().should().beAnnotatedWith(Autowired.class)
            .orShould().beAnnotatedWith("jakarta.inject.Inject")
            .orShould().beAnnotatedWith("jakarta.annotation.Resource");

    @ArchTest
    static final ArchRule BEANS_HOLD_NO_CHANGING_FIELDS = fields()
            .that().areDeclaredInClassesThat().areMetaAnnotatedWith("org.springframework.stereotype.Component")
            .and().doNotHaveModifier(JavaModifier.STATIC).should().beFinal();

    /**
     * A number with an exponent of a million is nine characters long until one of these methods writes it out.
     * {@code intValueExact} and {@code doubleValue} are allowed, since they look at the size first; {@code intValue} cuts
     * digits off silently.
     */
    @ArchTest
    static final ArchRule NUMBERS_ARE_READ_AND_WRITTEN_IN_ONE_PLACE = noClasses().that().doNotBelongToAnyOf(Decimals.class)
            .should().callConstructor(BigDecimal.class, String.class)
            .orShould().callConstructor(BigDecimal.class, String.class, MathContext.class)
            .orShould().callConstructor(BigDecimal.class, char[].class)
            .orShould().callConstructor(BigDecimal.class, double.class)
            .orShould().callConstructor(BigInteger.class, String.class)
            .orShould().callMethodWhere(target(owner(type(BigDecimal.class))).and(target(nameMatching(
                    "toPlainString|toEngineeringString|setScale|toBigInteger|toBigIntegerExact|intValue|longValue"))));

    /** A column that is put between others would shift what their numbers mean, and nothing would tell. */
    @ArchTest
    static final ArchRule ROWS_ARE_READ_BY_NAME = noClasses()
            .should().callMethodWhere(target(owner(assignableTo(ResultSet.class))).and(target(nameMatching("get.*")))
                    .and(target(rawParameterTypes(FIRST_IS_A_NUMBER))));

    @ArchTest
    static final ArchRule PARAMETERS_ARE_NUMBERED_BY_NOBODY = noClasses()
            // Rows by the hundred thousand are put into one batch.
            .that().doNotBelongToAnyOf(Datasets.class)
            .should().callMethodWhere(target(owner(assignableTo(PreparedStatement.class))).and(target(nameMatching("set.*")))
                    .and(target(rawParameterTypes(FIRST_IS_A_NUMBER))));

    /**
     * A household is not looked up by a number that a user typed before it is known that this user may see the household
     * (issue 13.8).
     */
    @ArchTest
    static final ArchRule HOUSEHOLDS_ARE_FOUND_BY_NUMBER_IN_ONE_PLACE = noClasses().that().doNotBelongToAnyOf(HouseholdSearch.class)
            .should().callMethodWhere(target(owner(type(Households.class))).and(target(name("find"))));

    @ArchTest
    static final ArchRule CASES_AND_LOANS_ARE_FOUND_BY_NUMBER_IN_ONE_PLACE = noClasses()
            .that().doNotBelongToAnyOf(CaseFiles.class, CaseNotice.class, Loans.class, LoanRights.class)
            // The facts of steps look up the number of their own process.
            .and().haveSimpleNameNotEndingWith("StepFacts")
            .should().callMethodWhere(target(owner(type(CaseFiles.class))).and(target(name("find"))))
            .orShould().callMethodWhere(target(owner(type(Loans.class))).and(target(name("find"))));

    /**
     * Code that answers requests has to check whether the user may see a case, household, loan or problem. No check is needed
     * for a number that is at hand already, as in a step of a process.
     */
    @ArchTest
    static final ArchRule ADDRESSES_READ_BY_VISIBILITY = noClasses().that().resideInAPackage("..web..")
            .should().callMethodWhere(target(name("get")).and(target(owner(type(CaseFiles.class))).or(target(owner(type(Households.class))))
                    .or(target(owner(type(Loans.class)))).or(target(owner(type(Problems.class))))));

    @ArchTest
    static void noOtherStatementLooksForAHouseholdByItsNumber(com.tngtech.archunit.core.domain.JavaClasses all) throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> files = sources.filter(file -> file.toString().endsWith(".java") && HOUSEHOLD_NUMBER.matcher(read(file)).find())
                    .map(file -> file.getFileName().toString()).sorted().toList();
            // The searches combine the number with the condition for what the user may see.
            org.assertj.core.api.Assertions.assertThat(files).containsExactly("HouseholdSearch.java", "Households.java", "LoanSearch.java");
        }
    }

    /** A module says by its subjects what its numbers are; who tells it by their first letters forgets the kinds that come later. */
    @ArchTest
    static void nobodyTellsByTheFirstLettersOfANumberWhatItIs(com.tngtech.archunit.core.domain.JavaClasses all) throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            List<Path> files = sources.filter(file -> file.toString().matches(".*[.](java|html)")).toList();
            org.assertj.core.api.Assertions.assertThat(files).hasSizeGreaterThan(500)
                    .noneMatch(file -> FIRST_LETTERS.matcher(read(file)).find());
        }
    }

    /** A procedure is data. What its kit has to do in Java stays small, and no class of it long (ADR 0060). */
    @ArchTest
    static void theKitOfProceduresStaysSmall(com.tngtech.archunit.core.domain.JavaClasses all) throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/shouwang/procedure"))) {
            List<Path> files = sources.filter(file -> file.toString().endsWith(".java")).toList();
            org.assertj.core.api.Assertions.assertThat(files).hasSizeGreaterThan(50)
                    .allSatisfy(file -> org.assertj.core.api.Assertions.assertThat(read(file).lines().count()).isLessThan(LONGEST_CLASS_OF_THE_KIT));
            org.assertj.core.api.Assertions.assertThat(files.stream().flatMap(file -> read(file).lines()).filter(line -> !NO_CODE.matcher(line).lookingAt()).count())
                    .isLessThan(LINES_OF_THE_KIT);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static void theRulesLookAtTheWholeProduct(com.tngtech.archunit.core.domain.JavaClasses all) {
        org.assertj.core.api.Assertions.assertThat(all).extracting(JavaClass::getPackageName)
                .contains("org.shouwang.engine", "org.shouwang.identification.process", "org.shouwang.shared",
                        "org.shouwang.notice.web", "org.shouwang.deadline.process");
    }
}
