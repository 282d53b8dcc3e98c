package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.HouseholdTable;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;

/**
 * Tests harmful files in place of files of households: files that unpack to too much, references to other files of the
 * machine, and endless numbers.
 */
class HouseholdFileTest extends IntegrationTest {

    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String HEAD = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
    private static final String END = "</sheetData></worksheet>";
    private static final int MEGABYTE = 1_000_000;

    @Test
    void aSmallFileThatUnpacksToHundredsOfMegabytesIsRefusedBeforeItIsRead() {
        byte[] bomb = workbook("xl/sharedStrings.xml", new byte[400 * MEGABYTE]);
        assertThat(bomb.length).isLessThan(MEGABYTE);

        Answer answer = Assertions.assertTimeout(Duration.ofSeconds(10), () -> load(bomb));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.messageOf("file")).contains("解压后过大");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<!DOCTYPE b [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
                    + "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\">]>",
            "<!DOCTYPE b [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"})
    void entitiesAreNeverUnfolded(String prologue) throws IOException {
        String hostname = Files.readString(Path.of("/etc/hostname")).strip();

        Answer answer = Assertions.assertTimeout(Duration.ofSeconds(10), () -> load(workbook(SHEET, (prologue + HEAD
                + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&e;</t></is></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>"
                + END).getBytes(StandardCharsets.UTF_8))));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("aaaaaaaa").doesNotContain(hostname);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2000000000</v></c></row>",
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>", "<row r=\"x\"><c r=\"A1\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"A1\" t=\"unknown\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\" s=\"4711\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"A1\"><v>NaN</v></c></row>",
            "<row r=\"1\"><c r=\"A1\"><v>1E999999999</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1E-999999999</v></c></row>",
            "<row r=\"1\"><c r=\"A1\"><f>WEBSERVICE(\"http://127.0.0.1\")</f><v>1</v></c></row><row r=\"2\"><c><v>1</v></c></row>",
            "<row r=\"1\"><c r=\"A1\"", ""})
    void whateverIsWrongInsideItIsRefusedAndNotAFault(String rows) {
        Answer answer = Assertions.assertTimeout(Duration.ofSeconds(10),
                () -> load(workbook(SHEET, (HEAD + rows + END).getBytes(StandardCharsets.UTF_8))));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }

    @Test
    void anAmountWithoutEndIsNoAmount() {
        HouseholdTable table = new HouseholdTable().household(TestPeople.somebody());
        for (String amount : new String[] {"1E999999999", "0x10", "NaN", "Infinity", "1e3", "9".repeat(5000), "1,00"}) {
            Answer answer = load(table.with("wageIncome", amount).csv());
            assertThat(answer.body().path("errors").path(0).path("column").asText()).as(amount).isEqualTo("wageIncome");
        }
    }

    @Test
    void anAmountAsPeopleWriteItIsNoAttack() {
        for (String amount : new String[] {"１２０００", "1,000", " 12 000"}) {
            Answer answer = load(new HouseholdTable().household(TestPeople.somebody()).with("wageIncome", amount).csv());
            assertThat(answer.body().path("errors")).as(amount + answer.text()).isEmpty();
        }
    }

    @Test
    void moreThanTwentyMegabytesAreTooMuch() {
        assertThat(load(new byte[21 * MEGABYTE]).status()).isEqualTo(413);
        assertThat(shouwang.county().upload("/households/import", "a.csv", new byte[21 * MEGABYTE], Map.of()).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=b"})
    void aBodyThatIsNoFormWithFilesOrIsCutIsBadInput(String type) {
        for (String path : new String[] {"/api/households/import", "/api/problems/import?round=2034", "/api/comparison/datasets/vehicles?asOf=2026-02-01"}) {
            for (String body : new String[] {"x", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nidNum"}) {
                Answer answer = shouwang.county().send("POST", path, body, Map.of("Content-Type", type));
                assertThat(answer.status()).as(path + answer.text()).isEqualTo(400);
            }
        }
    }

    @Test
    void aFilesNameIsNeverAPath() {
        Answer answer = shouwang.county().upload("/api/households/import", "../../../../tmp/x.xlsx",
                new HouseholdTable().household(TestPeople.somebody()).xlsx(), Map.of());

        assertThat(answer.body().path("created").asInt()).as(answer.text()).isEqualTo(1);
    }

    @Test
    void aTextThatIsMarkupIsShownAsText() {
        Answer page = shouwang.county().upload("/households/import", "a.csv",
                new String(new HouseholdTable().household(TestPeople.somebody()).csv(), StandardCharsets.UTF_8)
                        .replaceFirst("\\R", ",<img/src=x/onerror=alert(1)>\n").getBytes(StandardCharsets.UTF_8), Map.of());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("&lt;img/src=x").doesNotContain("<img/src=x");
    }

    private Answer load(byte[] file) {
        return shouwang.county().upload("/api/households/import", "a.xlsx", file, Map.of("confirm", "true"));
    }

    /** Returns a workbook in which the content of one part is replaced. */
    private static byte[] workbook(String part, byte[] content) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipFile whole = ZipFile.builder().setByteArray(new HouseholdTable().household(TestPeople.somebody()).xlsx()).get();
             ZipOutputStream zip = new ZipOutputStream(file)) {
            for (ZipArchiveEntry entry : Collections.list(whole.getEntries())) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                (entry.getName().equals(part) ? new ByteArrayInputStream(content) : whole.getInputStream(entry)).transferTo(zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
