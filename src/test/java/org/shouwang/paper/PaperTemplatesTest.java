package org.shouwang.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.xmlbeans.XmlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests how templates are made and filled in. */
class PaperTemplatesTest {

    private final PaperTemplates templates = new PaperTemplates(null);

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("bpmn"))) {
            return all.filter(file -> file.toString().endsWith(".docx")).sorted().toList();
        }
    }

    private static Map<String, Object> notice(int households, String name) {
        Map<String, Object> model = new LinkedHashMap<>(Map.of("noticeNo", "GS-411081-2026-000001", "noticeSubject", "拟认定的监测对象",
                "categoryTitle", "拟认定类别", "postedAt", "村务公开栏", "postedFrom", LocalDate.of(2026, 3, 2), "endsOn", LocalDate.of(2026, 3, 7),
                "fullVillage", "禹州市顺店镇顺店东村", "village", "顺店东村", "township", "顺店镇"));
        model.putAll(Map.of("paperNo", "WS-411081-2026-000001", "paperVersion", 1, "madeBy", "村级经办", "madeOn", LocalDate.of(2026, 3, 2)));
        model.put("entries", IntStream.rangeClosed(1, households).mapToObj(no -> Map.<String, Object>of("no", no, "headName", name,
                "memberCount", "3人", "category", "突发严重困难户")).toList());
        return model;
    }

    /** Whoever prints a list has its head on every page, and every page has its number. */
    @ParameterizedTest
    @MethodSource("files")
    void everyTemplateIsWrittenAsOfficesWriteThem(Path file) throws IOException, XmlException {
        try (XWPFDocument word = new XWPFDocument(Files.newInputStream(file))) {
            String xml = word.getDocument().xmlText();
            String styles = word.getStyle().xmlText();
            assertThat(xml).as("A4").contains(xml.contains("landscape") ? "w:h=\"11906\"" : "w:h=\"16838\"");
            assertThat(styles).contains("方正小标宋简体", "仿宋_GB2312");
            assertThat(styles + xml).as("LibreOffice drops a mark that hangs over the end of a justified line").doesNotContain("w:val=\"both\"");
            assertThat(word.getFooterList()).singleElement().satisfies(footer -> assertThat(footer._getHdrFtr().xmlText())
                    .contains("PAGE", "NUMPAGES", "{{paperNo}}", "{{paperVersion}}", "{{madeBy}}", "{{madeOn}}"));
            for (XWPFTable table : word.getTables()) {
                if (table.getText().contains("[no]")) {
                    assertThat(table.getRow(0).isRepeatHeader()).as(table.getText()).isTrue();
                    assertThat(table.getRow(1).isCantSplitRow()).as(table.getText()).isTrue();
                }
            }
        }
    }

    @Test
    void aTagThatNobodyKnowsIsAnError() {
        byte[] template = templates.read("public-notice/documents/notice.docx");
        Map<String, Object> model = notice(1, "张三");
        model.remove("postedAt");

        assertThatThrownBy(() -> templates.fill(template, model)).hasStackTraceContaining("postedAt");
    }

    @Test
    void aHundredHouseholdsAndAnyTextArePrintedAsTheyAre() throws IOException {
        byte[] template = templates.read("public-notice/documents/notice.docx");
        String name = "𠮷𡃁&<b>\"'=HYPERLINK(\"x\"){{postedAt}}[no]阿卜杜热合曼·买买提依明江·吐尔逊";

        byte[] made = templates.fill(template, notice(100, name));

        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(made))) {
            XWPFTable table = word.getTables().get(0);
            assertThat(table.getNumberOfRows()).isEqualTo(101);
            assertThat(table.getRow(0).isRepeatHeader()).isTrue();
            assertThat(table.getRow(100).getCell(1).getText()).isEqualTo(name);
            assertThat(word.getParagraphs()).anyMatch(paragraph -> paragraph.getText().equals("公示期：2026年3月2日至2026年3月7日。"));
        }
        Files.createDirectories(Printed.FOLDER);
        Files.write(Printed.FOLDER.resolve("hundred.docx"), made);
    }

    @Test
    void amountsHaveThousandsAndWhatIsNotKnownIsLeftBlank() throws IOException {
        Map<String, Object> model = notice(0, "");
        model.put("entries", List.of(Map.of("no", 1, "headName", new BigDecimal("1234567.50"), "memberCount", 3, "category", "")));
        model.put("postedAt", null);

        byte[] made = templates.fill(templates.read("public-notice/documents/notice.docx"), model);

        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(made))) {
            assertThat(word.getTables().get(0).getRow(1).getCell(1).getText()).isEqualTo("1,234,567.5");
            assertThat(word.getParagraphs()).anyMatch(paragraph -> paragraph.getText().matches("公示地点：　+。"));
        }
    }
}
