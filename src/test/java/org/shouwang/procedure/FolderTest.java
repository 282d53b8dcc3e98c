package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TakenFlows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Tests that a folder outside the program is a procedure, and that a broken one beside it keeps nobody from working. The product
 * has a folder with {@code well-repair}, which is sound, and broken ones.
 */
@Tag("apart")
class FolderTest extends IntegrationTest {

    private static final String KEY = "well-repair";

    private static final Path SOUND = Path.of("src/test/resources/procedures", KEY);
    private static final Path FOLDER = folder();

    @Autowired
    private ReadFolders folders;
    @Autowired
    private Procedures procedures;
    @Autowired
    private TakenFlows flows;

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) {
        registry.add("shouwang.procedures.folder", FOLDER::toString);
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("procedures");
            copy(folder, "well", "", "");
            copy(folder, "pump", "  contact: {personal: true}", "  contakt: {personal: true}");
            copy(folder, "pipe", "<bpmn:sequenceFlow id=\"flow_toReview\"", "<bpmn:serviceTask id=\"serviceTask_call\" name=\"外呼\" />"
                    + "<bpmn:sequenceFlow id=\"flow_toReview\"");
            copy(folder, "duct", "by: [village, township, partner]", "by: [village, township, 'dept:guandao']");
            copy(folder, "hose", "days: 5,", "parameter: HOSE_REPAIR_DAYS,");
            Files.writeString(Files.createDirectory(folder.resolve("notes")).resolve("readme.txt"), "no procedure");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the procedure under another name, with one change. */
    private static void copy(Path folder, String name, String old, String changed) throws IOException {
        try (Stream<Path> files = Files.walk(SOUND)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).replace(old, changed);
                if (!name.equals("well")) {
                    text = text.replace("well-repair", name + "-repair").replace("wellRepair", name + "Repair").replace("repair-well", "repair-" + name)
                            .replace("WELL_", name.toUpperCase(Locale.ROOT) + "_").replace("number: SJ", "number: " + name.substring(0, 2).toUpperCase(Locale.ROOT));
                }
                Path target = folder.resolve(name + "-repair").resolve(SOUND.relativize(file).toString().replace("well", name));
                Files.createDirectories(target.getParent());
                Files.writeString(target, text);
            }
        }
    }

    private Answer start(String key, Shouwang.Session who, String village) {
        return who.post("/api/procedures/" + key, Map.of("subject", Map.of("villageCode", village), "reason", "井壁塌了", "kindOfWell", "DEEP",
                "amount", 6000, "contact", "赵大叔"));
    }

    @TestFactory
    DynamicContainer itsExamplesArePlayed() {
        ProcedureFolder folder = folders.sound().stream().filter(each -> each.name().equals(KEY)).findFirst().orElseThrow();
        return new ProcedureExamples(shouwang, clock, database, flows, this::beginInTheMorning, this::awaitTimers).of(procedures.get(KEY), folder);
    }

    @Test
    void itsCasesAreListedAndExportedToThoseWhoMaySeeThem() throws IOException {
        String caseNo = start(KEY, shouwang.village(), Shouwang.VILLAGE).get("caseNo");
        shouwang.township().submit(caseNo, "userTask_reviewAtTownship", Map.of("townshipOutcome", "APPROVE", "amount", 3000));
        String other = start(KEY, shouwang.as("village411081102201"), "411081102201").get("caseNo");

        JsonNode listed = shouwang.village().get("/api/procedures/well-repair/cases?kindOfWell=DEEP").body().path("items");
        assertThat(listed.findValuesAsText("caseNo")).contains(caseNo).doesNotContain(other);
        assertThat(shouwang.as("dept411081shuili").get("/api/procedures/well-repair/cases").body().path("items").findValuesAsText("caseNo"))
                .contains(caseNo, other);
        assertThat(shouwang.as("dept411081yibao").get("/api/procedures/well-repair/cases").body().path("items")).isEmpty();
        assertThat(shouwang.village().get("/api/procedures/well-repair/cases?contact=赵大叔").wrongFields()).containsExactly("contact");
        String csv = new String(shouwang.village().download("/api/procedures/well-repair/ledger?format=csv").body(), StandardCharsets.UTF_8);
        assertThat(csv).contains("序号,编号,乡镇,村,类别,金额,审核日期,维修次数,是否超期,状态", caseNo, "深井", "3000").doesNotContain(other, "赵大叔");
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(shouwang.village().download("/api/procedures/well-repair/ledger?format=xlsx").body()))) {
            assertThat(book.getSheets().map(Sheet::getName)).as("the head stays the first line").containsExactly("水井维修台账", "说明");
            assertThat(book.getFirstSheet().read().get(0).getCellText(0)).isEqualTo("序号");
            assertThat(book.getSheet(1).orElseThrow().read()).extracting(row -> row.getCellText(0)).contains("依据", "地区", "发起日期", "件数", "金额合计");
        }
    }

    @Test
    void everybodySeesWhichProceduresThereAreAndWhichAreTheirs() {
        JsonNode items = shouwang.as("village" + Shouwang.VILLAGE).get("/api/procedures").body().path("items");

        assertThat(items.findValuesAsText("key")).contains("well-repair", "monitoring-identification", "micro-loan").doesNotContain("public-notice");
        assertThat(items).filteredOn(item -> item.path("mayStart").asBoolean()).extracting(item -> item.path("title").asText())
                .contains("水井维修").doesNotContain("帮扶计划");
        assertThat(shouwang.as("leader411081").get("/api/procedures").body().path("items")).noneMatch(item -> item.path("mayStart").asBoolean());
    }

    @Test
    void brokenFoldersAreNamedToTheAdministratorAndNobodyElseAndTheirProceduresDoNotBegin() {
        JsonNode faults = shouwang.as("admin").get("/api/procedures/faults").body().path("items");

        assertThat(faults.findValuesAsText("procedure")).contains("pump-repair", "pipe-repair", "duct-repair", "hose-repair", "notes").doesNotContain(KEY);
        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.path("procedure").asText()).isEqualTo("pump-repair");
            assertThat(fault.path("file").asText()).isEqualTo("procedure.yaml");
            assertThat(fault.path("line").asInt()).isPositive();
            assertThat(fault.path("what").asText()).contains("contakt");
            assertThat(fault.path("mend").asText()).isNotBlank();
        });
        assertThat(faults).anySatisfy(fault -> assertThat(fault.path("what").asText()).contains("dept:guandao"))
                .anySatisfy(fault -> assertThat(fault.path("what").asText()).contains("HOSE_REPAIR_DAYS has no value"));
        assertThat(shouwang.as("admin").get("/procedures/faults").text()).contains("5 个流程没有启用", "pump-repair", "contakt", "HOSE_REPAIR_DAYS");
        assertThat(shouwang.county().get("/api/procedures/faults").status()).isEqualTo(403);
        List.of("pump-repair", "pipe-repair", "duct-repair", "hose-repair").forEach(key ->
                assertThat(start(key, shouwang.village(), "411081101202").status()).as(key).isIn(404, 409));
    }
}
