package org.shouwang.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a table that leaves the product can be read on the screen and printed as it is. */
class TableWriterTest {

    @TempDir
    private Path folder;

    @Test
    void aSheetIsPrintedAcrossOnePageWithItsHeadOnEachAndItsNameAbove() throws IOException {
        byte[] file = table();

        assertThat(part(file, "xl/worksheets/sheet1.xml")).contains("orientation=\"landscape\"", "fitToWidth=\"1\"", "fitToHeight=\"0\"",
                "&#x53f0;&#x8d26;", "&amp;P&#x9875;");
        assertThat(part(file, "xl/workbook.xml")).contains("_xlnm.Print_Titles");
        assertThat(part(file, "xl/styles.xml")).contains("wrapText=\"true\"", "thin", "#,##0.00");
    }

    @Test
    void columnsAreAsWideAsWhatStandsInThemWithinLimits() throws IOException {
        String sheet = part(table(), "xl/worksheets/sheet1.xml");

        assertThat(widthOf(sheet, 1)).as("a name of four characters").isEqualTo(10);
        assertThat(widthOf(sheet, 2)).as("a long text is wrapped").isEqualTo(42);
        assertThat(widthOf(sheet, 3)).as("a day").isEqualTo(12);
    }

    private static double widthOf(String sheet, int column) {
        return Double.parseDouble(sheet.replaceAll("(?s).*<col min=\"" + column + "\"[^>]*? width=\"([0-9.]+)\".*", "$1"));
    }

    private static byte[] table() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (TableWriter writer = new TableWriter(TableFormat.XLSX, file, "台账", List.of("姓名", "情况", "日期", "金额"))) {
            writer.add(List.of("欧阳示例", "因病支出增加，".repeat(20), LocalDate.of(2026, 3, 2), new BigDecimal("12345.6")));
        }
        return file.toByteArray();
    }

    private String part(byte[] file, String name) throws IOException {
        Path written = Files.write(folder.resolve("table.xlsx"), file);
        try (ZipFile zip = new ZipFile(written.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
