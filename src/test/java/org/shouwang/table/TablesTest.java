package org.shouwang.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.support.HarmfulFiles;
import org.shouwang.support.TrialFiles;

/** Tests that tables are read as people make them, or refused with a reason, and that nothing is left out silently. */
class TablesTest {

    private static final TableShape PEOPLE = new TableShape(List.of(
            new TableColumn("name", "姓名", List.of(), true, true),
            new TableColumn("idNumber", "身份证号", List.of("证件号码"), true, true),
            new TableColumn("amount", "工资性收入", List.of(), false, false, "元"),
            new TableColumn("village", "村代码", List.of(), false, false)), 1_000, 32_767);
    private static final TableShape AMOUNTS = new TableShape(Stream.concat(PEOPLE.columns().stream().limit(2), Stream.of("收入", "支出", "教育", "住房")
            .map(title -> new TableColumn(title, title, List.of(), false, false, "元"))).toList(), 1_000, 32_767);
    private static final TableShape PROBLEMS = new TableShape(Stream.of("方面", "具体问题", "问题表现", "整改措施简述", "整改时限", "责任单位", "整改结果")
            .map(title -> new TableColumn(title, title, List.of(), title.equals("责任单位"), title.equals("具体问题"))).toList(), 1_000, 32_767);
    private static final TableShape ONE_COLUMN = new TableShape(List.of(
            new TableColumn("idNumber", "身份证号", List.of(), true, true), new TableColumn("asOf", "数据日期", List.of(), false, false)), 2_000, 200);
    private static final String HEADER = "姓名,身份证号,工资性收入";

    @ParameterizedTest
    @ValueSource(strings = {"a1-annex1-real-shape.xlsx", "a1b-title-only.xlsx", "a1c-merged-only.xlsx", "a1d-textdate-only.xlsx", "a1e-note-only.xlsx",
            "a1f-clean.xlsx", "a1f-clean.xls", "a1f-clean.gb18030.csv", "a1f-clean.semicolon.csv", "a1g-header-linebreak.xlsx"})
    void everyShapeOfAnnex1HasTheSameFiveProblems(String file) {
        Table table = Tables.read(TrialFiles.bytes(file), PROBLEMS);

        assertThat(table.errors()).isEmpty();
        assertThat(texts(table, "方面")).containsExactly("责任落实", "责任落实", "政策落实", "政策落实", "工作落实");
        assertThat(table.rows()).extracting(row -> row.text("具体问题").substring(0, 2)).containsExactly("1.", "2.", "3.", "4.", "5.");
        assertThat(table.rows().get(1).text("责任单位")).isEqualTo("市委组织部\n各乡镇");
        assertThat(places(table)).contains("“序号”列");
    }

    @Test
    void titlesAndNotesAreListedWithTheirRows() {
        Table table = Tables.read(TrialFiles.bytes("a1-annex1-real-shape.xlsx"), PROBLEMS);

        assertThat(places(table)).containsExactly("“序号”列", "第1行", "第2行", "第9行");
        assertThat(table.rows()).extracting(TableRow::number).containsExactly(4L, 5L, 6L, 7L, 8L);
        assertThat(table.rows().get(1).cell("方面")).isEqualTo(new Cell(Cell.Kind.TEXT, "责任落实", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h8-title.xlsx", "h8b-note.xlsx", "h9-hidden-sheet.xlsx", "h7b-extra.xlsx", "c2-gbk.csv"})
    void aTableWithSomethingBesidesHasItsOneRow(String file) {
        Table table = Tables.read(TrialFiles.bytes(file), PEOPLE);

        assertThat(texts(table, "name")).containsExactly("试甲");
        assertThat(table.errors()).isEmpty();
        assertThat(places(table)).isNotEmpty();
    }

    @Test
    void strictFilesCoverSheetsAndStyledEmptyRowsAreNoMatter() {
        for (String file : List.of("x3-strict.xlsx", "x10c-cover.xlsx", "x14-empty-rows.xlsx")) {
            Table table = Tables.read(TrialFiles.bytes(file), PROBLEMS);
            assertThat(texts(table, "具体问题")).as(file).containsExactly("1.个别项目进度慢");
        }
        assertThat(places(Tables.read(TrialFiles.bytes("x10c-cover.xlsx"), PROBLEMS))).contains("工作表“封面”");
        assertThat(places(Tables.read(TrialFiles.bytes("h9-hidden-sheet.xlsx"), PEOPLE))).contains("工作表“hidden_dict”");
    }

    @Test
    void aSecondFilledSheetAColumnTwiceAndAnIndexBeyondAllTextsAreRefused() {
        assertRefused(TrialFiles.bytes("x10b-second.xlsx"), PROBLEMS, "附件1", "附件2");
        assertRefused(TrialFiles.bytes("x12-dup-header.xlsx"), PROBLEMS, "责任单位", "第G列", "第I列");
        Assertions.assertTimeout(Duration.ofSeconds(3), () -> assertRefused(TrialFiles.bytes("x19-sst-20000000.xlsx"), PROBLEMS, "xlsx"));
    }

    @Test
    void numbersThatWereIdentityNumbersAreKnownAsNumbers() {
        Table table = Tables.read(TrialFiles.bytes("h1e-damaged-110.xlsx"), PEOPLE);

        assertThat(table.rows()).hasSize(110).allSatisfy(row -> assertThat(row.cell("idNumber").kind()).isEqualTo(Cell.Kind.NUMBER));
    }

    @Test
    void formulasWithoutResultAndErrorValuesAreNamed() {
        Table trial = Tables.read(TrialFiles.bytes("h5c-formula-nocache.xlsx"), PEOPLE);
        assertThat(trial.errors()).singleElement().satisfies(error -> {
            assertThat(error.row()).isEqualTo(2);
            assertThat(error.column()).isEqualTo("工资性收入");
            assertThat(error.message()).contains("公式");
        });
        for (Workbook workbook : List.of(new XSSFWorkbook(), new HSSFWorkbook())) {
            Table table = Tables.read(bytes(workbook, sheet -> {
                fill(sheet, 0, "姓名", "身份证号", "工资性收入");
                fill(sheet, 1, "甲", "1", "").createCell(2).setCellErrorValue(FormulaError.REF.getCode());
            }), PEOPLE);
            assertThat(table.errors()).singleElement().satisfies(error -> assertThat(error.message()).contains("#REF!"));
            assertThat(table.rows().get(0).isFaulty()).isTrue();
        }
    }

    @Test
    void aValueWithoutAHeaderIsNamed() {
        Table table = Tables.read((HEADER + "\n甲,1,2,3\n乙,2,3").getBytes(UTF_8), PEOPLE);

        assertThat(table.errors()).containsExactly(new CellError(2, "第D列", "有内容，但这一列没有表头"));
        assertThat(table.rows()).extracting(TableRow::isFaulty).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void csvIsReadInEveryUsualEncodingWithEverySeparator(String charset) {
        for (String separator : List.of(",", ";", "\t", "|", "，")) {
            byte[] file = (HEADER + "\r\n\r\n张三,1,12000\r\n,,\r\n").replace(",", separator).getBytes(Charset.forName(charset));
            Table table = Tables.read(file, PEOPLE);
            assertThat(texts(table, "name")).as(separator).containsExactly("张三");
            assertThat(texts(table, "amount")).containsExactly("12000");
            assertThat(table.rows().get(0).number()).isEqualTo(3);
        }
    }

    @Test
    void trailingSeparatorsAndShortRowsAreNoMatterButACommaInAnAmountIs() {
        Table table = Tables.read((HEADER + ",,\n甲,1,2,,\n乙,2\n").getBytes(UTF_8), PEOPLE);
        assertThat(table.errors()).isEmpty();
        assertThat(texts(table, "name")).containsExactly("甲", "乙");

        Table shifted = Tables.read(("姓名,身份证号,工资性收入,村代码\n甲,1,12,000,").getBytes(UTF_8), PEOPLE);
        assertThat(shifted.errors()).singleElement().satisfies(error -> assertThat(error.message()).contains("逗号"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"支出|12,500", "支出,,|12,500,,", "支出,备注|12,500,", "支出,备注|12,500,800", "支出,备注|120,500,800", "支出,备注|120,500,",
            "支出,教育,住房|12,500,3,600", "支出,教育,住房|120,500,103,600", "支出|¥12,500", "支出|¥120,500", "支出|12,500,", "支出,|12,500,", "支出,教育|300,800", "支出|120,050",
            "备注|12,500,", "备注|120,500", "支出|12,500.50元", "支出|１２,５００"})
    void whatMayBeOneAmountWithACommaOrTwoIsTakenForNeither(String names) {
        Table table = Tables.read(amounts(names), AMOUNTS);

        assertThat(table.errors()).singleElement().satisfies(error -> {
            assertThat(error.column()).isEqualTo("收入");
            assertThat(error.message()).contains("加引号", "xlsx");
        });
        assertThat(table.rows().get(0).isFaulty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"支出|120,360", "支出,备注|120,360,无", "支出|\"12\",\"500\"", "支出,备注|\"12,500\",800,", "支出|0,500", "支出|1200,500", "支出|12,5000",
            "支出|12元,500元", "支出,备注|\"12\",500,", "支出,人口|120,360,3", "支出|120,0", "支出,教育|120,360,0",
            "支出|300,800,", "支出,|300,800,", "支出,,|300,800,,"})
    void amountsThatAreCertainlyTwoAreRead(String names) {
        assertThat(Tables.read(amounts(names), AMOUNTS).errors()).isEmpty();
    }

    @Test
    void twoAmountsThatMightBeOneWithACommaAreReadAsTheyStandAndNamedToBeChecked() {
        for (String row : List.of("120,500", "300,800,")) {
            Table table = Tables.read(amounts("支出|" + row), AMOUNTS);

            assertThat(texts(table, "支出")).as(row).containsExactly(row.substring(4, 7));
            assertThat(table.leftOut()).as(row).anySatisfy(each -> assertThat(each.place() + each.why())
                    .contains("第2行", "请核对", row.substring(0, 7)));
        }
        assertThat(Tables.read(amounts("支出|\"120\",\"500\""), AMOUNTS).leftOut()).extracting(LeftOut::why).noneMatch(why -> why.contains("请核对"));
    }

    @Test
    void anAmountMergedOverSeveralColumnsBelongsToNoneOfThem() {
        for (Workbook workbook : List.of(new XSSFWorkbook(), new HSSFWorkbook())) {
            Table table = Tables.read(bytes(workbook, sheet -> {
                fill(sheet, 0, "姓名", "身份证号", "收入", "支出", "说明");
                fill(sheet, 1, "甲", "1", "24000", "", "");
                fill(sheet, 2, "乙", "2", "24000", "300", "无");
                sheet.addMergedRegion(new CellRangeAddress(1, 1, 2, 3));
                sheet.addMergedRegion(new CellRangeAddress(2, 2, 4, 6));
            }), AMOUNTS);

            assertThat(table.errors()).singleElement().satisfies(error -> {
                assertThat(List.of(error.row(), error.column())).containsExactly(2L, "收入");
                assertThat(error.message()).contains("C2至D2", "取消合并");
            });
            assertThat(table.rows()).extracting(TableRow::isFaulty).containsExactly(true, false);
        }
    }

    @Test
    void whatIsNoTableIsToldWhatToDo() throws Exception {
        for (String part : List.of("word/document.xml", "ppt/presentation.xml", "other.txt")) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(file)) {
                zip.putNextEntry(new ZipEntry(part));
            }
            assertRefused(file.toByteArray(), PEOPLE, part.startsWith("word") ? "Word" : part.startsWith("ppt") ? "演示文稿" : "压缩包", "xlsx");
        }
        ByteArrayOutputStream doc = new ByteArrayOutputStream();
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            files.createDocument(new ByteArrayInputStream(new byte[5_000]), "WordDocument");
            files.writeFilesystem(doc);
        }
        assertRefused(doc.toByteArray(), PEOPLE, "Word", "复制到 Excel 或 WPS", "另存为 xlsx");
        assertRefused("{\\rtf1 甲}".getBytes(UTF_8), PEOPLE, "Word", "另存为 xlsx");
        assertRefused("%PDF-1.7".getBytes(UTF_8), PEOPLE, "PDF", "另存为 xlsx");
        for (byte[] picture : List.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0},
                new byte[] {'B', 'M', 1, 2, 3, 4, 0, 0, 0, 0, 54, 0}, new byte[] {0, 0, 0, 24, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c'})) {
            assertRefused(picture, PEOPLE, "图片", "另存为 xlsx");
        }
    }

    @Test
    void aWorkbookWithAPasswordIsToldToBeSavedWithoutOne() throws Exception {
        ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (OutputStream out = encryptor.getDataStream(files)) {
                out.write(bytes(new XSSFWorkbook(), sheet -> fill(sheet, 0, "姓名", "身份证号")));
            }
            files.writeFilesystem(xlsx);
        }
        assertRefused(xlsx.toByteArray(), PEOPLE, "加了密码", "不带密码的 xlsx");
        Biff8EncryptionKey.setCurrentUserPassword("secret");
        try {
            assertRefused(bytesOnce(new HSSFWorkbook()), PEOPLE, "加了密码", "不带密码的 xlsx");
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    /** Returns the bytes of a workbook that is encrypted while it is written. The reader then knows no password. */
    private static byte[] bytesOnce(Workbook workbook) {
        byte[] file = bytes(workbook, sheet -> fill(sheet, 0, "姓名", "身份证号"));
        Biff8EncryptionKey.setCurrentUserPassword(null);
        return file;
    }

    private static byte[] amounts(String names) {
        String[] parts = names.split("\\|");
        return ("姓名,身份证号,年龄,收入," + parts[0] + "\n甲,1,72," + parts[1] + "\n").getBytes(UTF_8);
    }

    @Test
    void aFileThatEndsWithinARowIsNotTakenForAWholeOne() {
        Table table = Tables.read((HEADER + "\n甲,1,2\n乙,2").getBytes(UTF_8), PEOPLE);

        assertThat(table.errors()).singleElement().satisfies(error -> assertThat(error.message()).contains("断了"));
        assertThat(Tables.read((HEADER + "\n甲,1,2\n乙,2,3").getBytes(UTF_8), PEOPLE).errors()).isEmpty();
    }

    @Test
    void damagedUtf8IsNotTakenForAnotherEncoding() {
        byte[] file = (HEADER + "\n张三丰李四光王五子赵六子,1,2").getBytes(UTF_8);
        file[file.length - 6] = (byte) 0xFF;

        assertRefused(file, PEOPLE, "第2行有损坏的字符");
        assertRefused(new String(new char[] {'%', 'P', 'D', 'F', '-', 0, 1}).getBytes(UTF_8), PEOPLE, "PDF");
        assertRefused("a\u0001b,姓名,身份证号\n".getBytes(UTF_8), PEOPLE, "不是可以读取的表格");
        assertRefused("<html><table><tr><td>姓名</td></tr></table></html>".getBytes(UTF_8), PEOPLE, "另存为 xlsx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"合计,,24000", "合 计：,,24000", ",合计,24000", "总计,35人,24000", "共计12户,,24000", "注：本表由乡镇填报,,", "填表人：某某,,审核人：某某", "单位（盖章）：,,", "全村合计,,24000", "（此表一式两份）,,", "以上数据截至一月底,,",
            "姓名,身份证号,工资性收入", "说明,,"})
    void totalsNotesAndRepeatedHeadersTouchNoOtherRow(String line) {
        Table table = Tables.read((HEADER + "\n甲,1,12000\n" + line + "\n乙,2,12000\n").getBytes(UTF_8), PEOPLE);

        assertThat(texts(table, "name")).containsExactly("甲", "乙");
        assertThat(places(table)).containsExactly("第3行");
        assertThat(table.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"甲,,", ",,12000", "注册,3,", "丙,3,合计", "说明明,4,1"})
    void whatMayBeDataStaysData(String line) {
        assertThat(Tables.read((HEADER + "\n甲,1,12000\n" + line).getBytes(UTF_8), PEOPLE).rows()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"小计", "合计：", "共计"})
    void aWordOfATotalBesideANameAndANumberIsARemark(String word) {
        Table table = Tables.read(("序号," + HEADER + ",备注\n1,甲,110101,12000,\n2,乙,110102,12000," + word + "\n" + word + ",丙,110103,12000,\n"
                + word + ",2人,,24000,\n" + word + ",2户,3人,24000,\n").getBytes(UTF_8), PEOPLE);

        assertThat(texts(table, "name")).containsExactly("甲", "乙", "丙");
        assertThat(places(table)).contains("第5行", "第6行");
        assertThat(table.errors()).isEmpty();
    }

    @Test
    void headersOfTwoRowsAreRead() {
        byte[] file = bytes(new XSSFWorkbook(), sheet -> {
            fill(sheet, 0, "某县名单");
            fill(sheet, 1, "姓名", "身份证号", "收入", "");
            fill(sheet, 2, "", "", "工资性收入（元）", "其他");
            fill(sheet, 3, "甲", "1", "5", "6");
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 3));
            sheet.addMergedRegion(new CellRangeAddress(1, 2, 0, 0));
            sheet.addMergedRegion(new CellRangeAddress(1, 2, 1, 1));
            sheet.addMergedRegion(new CellRangeAddress(1, 1, 2, 3));
        });

        Table table = Tables.read(file, PEOPLE);

        assertThat(texts(table, "amount")).containsExactly("5");
        assertThat(texts(table, "name")).containsExactly("甲");
        assertThat(places(table)).containsExactly("“其他”列", "第1行");
    }

    @Test
    void aMissingColumnIsToldWithWhatIsWrongInTheRowsAndInTheWordsOfTheFile() {
        Table chinese = Tables.read("姓名,工资性收入\n甲,#REF!\n".getBytes(UTF_8), PEOPLE);
        Table keys = Tables.read("name,wageIncome\na,2\n".getBytes(UTF_8), PEOPLE);

        assertThatThrownBy(() -> chinese.requireColumns(new FieldErrors(), List.of(new CellError(2, "工资性收入", "不能为负数"),
                new CellError(2, "身份证号", "为必填项")))).message().contains("“身份证号”列缺失", "第2行“工资性收入”").doesNotContain("idNumber", "必填");
        assertThatThrownBy(() -> keys.requireColumns(new FieldErrors(), List.of())).hasMessageContaining("身份证号（idNumber）");
    }

    @Test
    void aColumnInAnotherUnitIsNotLeftOutAsIfItWereUnknown() {
        assertRefused("姓名,身份证号,工资性收入（万元）\n甲,1,2\n".getBytes(UTF_8), PEOPLE, "单位须为元");
        for (String unit : List.of("工资性收入[万元]", "工资性收入/万元", "工资性收入 单位：万元", "月工资性收入", "工资性收入（元/月）", "人均工资性收入")) {
            assertRefused(("姓名,身份证号," + unit + "\n甲,1,2\n").getBytes(UTF_8), PEOPLE, "单位须为元");
        }
        assertRefused("姓名,身份证号,面积（万平方米）\n甲,1,2\n".getBytes(UTF_8), new TableShape(List.of(PEOPLE.columns().get(0), PEOPLE.columns().get(1),
                new TableColumn("area", "面积（平方米）", List.of("面积"), false, false, "平方米")), 10, 200), "“面积（万平方米）”的单位须为平方米", "“面积（平方米）”");
        assertRefused(("收入统计表,,\n单位：万元,,\n" + HEADER + "\n甲,1,2\n").getBytes(UTF_8), PEOPLE, "第2行写明金额不以元为单位");
        assertRefused("某人,411081195001011234\n甲,2\n".getBytes(UTF_8), PEOPLE, "没有找到表头", "不是 xlsx 表格", "另存为 xlsx");
        assertThatThrownBy(() -> Tables.read("某人,411081195001011234\n甲,2\n".getBytes(UTF_8), PEOPLE)).message().doesNotContain("idNumber");
        assertRefused("who,number\na,2\n".getBytes(UTF_8), PEOPLE, "身份证号（idNumber）");
        assertRefused((HEADER + "\n").getBytes(UTF_8), PEOPLE, "没有数据行");
    }

    /** A small file is read beside a large one, so it must not unpack to a large one. */
    @Test
    void aFileIsSmallByWhatItUnpacksTo() {
        assertThat(TableFiles.isSmall((HEADER + "\n" + "甲,1,2\n".repeat(1_000)).getBytes(UTF_8))).isTrue();
        assertThat(TableFiles.isSmall(bytes(new XSSFWorkbook(), sheet -> sheet.createRow(0).createCell(0).setCellValue("姓名")))).isTrue();
        assertThat(TableFiles.isSmall(new byte[1_000_001])).isFalse();
        byte[] bomb = HarmfulFiles.all(20_000_000).get("one cell").file().get();
        assertThat(bomb).hasSizeLessThan(1_000_000);
        assertThat(TableFiles.isSmall(bomb)).isFalse();
        assertThat(TableFiles.isSmall(new byte[] {'P', 'K', 3, 4})).as("broken").isFalse();
    }

    @Test
    void aTableWhoseColumnsAreOthersIsToldWhichAreNeeded() {
        assertRefused(("编号,户主\n" + "1,甲\n".repeat(1_500)).getBytes(UTF_8), PEOPLE, "没有找到表头", "必须有的列：姓名、身份证号",
                "每个文件最多1000行");
        assertRefused(("村代码,姓名,编号\n" + ",,12\n".repeat(1_500)).getBytes(UTF_8), PEOPLE, "没有数据行", "第1行的表头中只认出村代码、姓名",
                "下面的行在这些列里都没有可以导入的内容", "缺少必须有的列：身份证号", "每个文件最多1000行");
        assertRefused("村代码,姓名\n".getBytes(UTF_8), PEOPLE, "没有数据行", "缺少必须有的列：身份证号");
    }

    @ParameterizedTest
    @ValueSource(strings = {"收入统计表（万元）", "台账（金额：万元）", "金额以万元计", "收入单位为万元", "备注：金额单位为万元", "单位:万", "单位：元/月", "单位：千元", "收入表 单位：百万元",
            "（单位：户、万元）", "注：以上金额单位为万元"})
    void aTitleOrANoteThatNamesAnotherUnitThanYuanIsHeeded(String text) {
        assertRefused((text + ",,\n" + HEADER + "\n甲,1,2\n").getBytes(UTF_8), PEOPLE, "第1行写明金额不以元为单位");
        assertRefused((HEADER + "\n甲,1,2\n注：" + text + ",,\n").getBytes(UTF_8), PEOPLE, "第3行写明金额不以元为单位");
    }

    @ParameterizedTest
    @ValueSource(strings = {"人均纯收入低于1.5万元的户", "单位：元", "单位：万山区乡村振兴局", "（含万元以上大额支出）", "衔接资金5000万元项目", "填报单位：某某镇"})
    void aTitleWithoutAnotherUnitIsATitle(String text) {
        assertThat(Tables.read((text + ",,\n" + HEADER + "\n甲,1,2\n").getBytes(UTF_8), PEOPLE).rows()).hasSize(1);
    }

    @Test
    void anotherUnitInTheHeaderTheNameOfTheSheetOrAGroupOfColumnsIsHeeded() {
        assertRefused((HEADER + ",单位：万元\n甲,1,2,\n").getBytes(UTF_8), PEOPLE, "第1行写明金额不以元为单位");
        assertThat(Tables.read((HEADER + ",总资产（万元）\n甲,1,2,3\n").getBytes(UTF_8), PEOPLE).rows()).hasSize(1);
        for (String unit : List.of("万元", "千元", "元/月")) {
            assertRefused((",,家庭收入（" + unit + "）,\n" + HEADER + ",其他\n甲,1,2,3\n").getBytes(UTF_8), PEOPLE, "第1行写明金额不以元为单位");
            assertRefused(("姓名,身份证号,家庭收入（" + unit + "）,\n,,工资性收入,其他\n甲,1,2,3\n").getBytes(UTF_8), PEOPLE, "第1行写明金额不以元为单位");
        }
        assertThat(Tables.read((",,收入,资产（万元）\n" + HEADER + ",其他\n甲,1,2,3\n").getBytes(UTF_8), PEOPLE).rows()).hasSize(1);
        Workbook workbook = new XSSFWorkbook();
        assertRefused(bytes(workbook, sheet -> {
            workbook.setSheetName(0, "万元");
            fill(sheet, 0, "姓名", "身份证号", "工资性收入");
            fill(sheet, 1, "甲", "1", "2");
        }), PEOPLE, "工作表“万元”");
    }

    @Test
    void aNumberShownInTenThousandsIsReadAsItIsShown() {
        for (Workbook workbook : List.of(new XSSFWorkbook(), new HSSFWorkbook())) {
            Table table = Tables.read(bytes(workbook, sheet -> {
                fill(sheet, 0, "姓名", "身份证号", "工资性收入");
                List<String> formats = List.of("0.0\"万\"", "0!.0,\"万\"", "#,##0.00", "#,##0.0\"万元\"");
                for (int i = 0; i < formats.size(); i++) {
                    org.apache.poi.ss.usermodel.Cell cell = fill(sheet, i + 1, "甲", "1").createCell(2);
                    cell.setCellValue(i % 2 == 0 && i > 0 || i == 1 ? 24_000 : 2.4);
                    cell.setCellStyle(workbook.createCellStyle());
                    cell.getCellStyle().setDataFormat(workbook.createDataFormat().getFormat(formats.get(i)));
                }
            }), PEOPLE);

            assertThat(texts(table, "amount")).containsExactly("2.4万", "24000", "24000", "2.4万元");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"上年工资性收入", "工资性收入（上年）", "工资性收入（十元）", "工资性收入（W）", "工资性收入(10,000元)", "其中：工资性收入", "工资性收入2025"})
    void aNameThatResemblesAnAmountIsNotLeftOutUnlessTheAmountIsThere(String name) {
        assertRefused(("姓名,身份证号,\"" + name + "\"\n甲,1,2\n").getBytes(UTF_8), PEOPLE, "工资性收入");
        if (!name.contains("十元")) {
            assertThat(texts(Tables.read((HEADER + ",\"" + name + "\"\n甲,1,2,3\n").getBytes(UTF_8), PEOPLE), "amount")).containsExactly("2");
        }
    }

    @Test
    void aYearBehindANameIsNoMatterButTwoYearsAre() {
        assertThat(texts(Tables.read("姓名,身份证号,工资性收入（2025年）\n甲,1,2\n".getBytes(UTF_8), PEOPLE), "amount")).containsExactly("2");
        assertRefused("姓名,身份证号,工资性收入（2025年）,工资性收入（2024年）\n甲,1,2,3\n".getBytes(UTF_8), PEOPLE, "同一列");
    }

    @Test
    void whatStandsInPlaceOfAValueIsNoValueAndWhatCannotBeSeenIsNothing() {
        Table table = Tables.read((HEADER + "\n#N/A,1,########\n乙,2,\u00a0\n\u3000,\u200b,\u00a0\n").getBytes(UTF_8), PEOPLE);

        assertThat(table.errors()).extracting(CellError::column).containsExactlyInAnyOrder("姓名", "工资性收入");
        assertThat(table.rows()).hasSize(2);
        assertThat(table.rows().get(1).cell("amount").isBlank()).isTrue();
    }

    @Test
    void aSecondTableBelowWithItsColumnsInAnotherOrderIsNotReadUnderTheFirstHeader() {
        assertRefused((HEADER + "\n甲,1,2\n身份证号,姓名,工资性收入\n2,乙,3\n").getBytes(UTF_8), PEOPLE, "第3行又是一个表头");
    }

    @Test
    void aCharacterThatEndsInZeroDoesNotHideItsEncoding() {
        for (String charset : List.of("UTF-16LE", "UTF-16BE")) {
            assertThat(texts(Tables.read((HEADER + "\n张一一,1,2\n").getBytes(Charset.forName(charset)), PEOPLE), "name")).containsExactly("张一一");
        }
    }

    @Test
    void limitsHoldForTextsRowsAndColumns() {
        assertRefused((HEADER + "\n甲,1," + "长".repeat(32_768)).getBytes(UTF_8), PEOPLE, "32767");
        assertRefused((HEADER + IntStream.range(0, 1_001).mapToObj(i -> "\n甲,1,1").collect(Collectors.joining())).getBytes(UTF_8), PEOPLE,
                "超过1000行");
        String cell = "<worksheet><sheetData><row r=\"1\"><c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c></row></sheetData></worksheet>";
        for (String sheet : List.of(cell.formatted("ZZZZZZZ1", "姓名"), cell.formatted("ZZZ1", "姓名"), cell.formatted("A1", "长".repeat(40_000)),
                cell.formatted("A1", ">".repeat(3_000_000)), "<worksheet><sheetData><row r=\"99999999999999999999\"/></sheetData></worksheet>")) {
            assertThatThrownBy(() -> Tables.read(xlsx(sheet), PEOPLE)).isInstanceOf(InvalidInputException.class);
        }
    }

    @TestFactory
    Stream<DynamicTest> filesThatAreMadeToHarmAreToldSoSoon() {
        return HarmfulFiles.all(6_000_000).entrySet().stream().map(harmful -> DynamicTest.dynamicTest(harmful.getKey(), () -> {
            byte[] file = harmful.getValue().file().get();
            String told = Assertions.assertTimeout(Duration.ofSeconds(20), () -> told(file));
            assertThat(told).contains(harmful.getValue().told());
        }));
    }

    private static String told(byte[] file) {
        try {
            return Tables.read(file, ONE_COLUMN).errors().toString();
        } catch (InvalidInputException e) {
            return e.getMessage();
        }
    }

    @Test
    void aLongTextInACellIsNamedAndItsRowIsFaulty() {
        Table table = Tables.read((HEADER + "\n甲,1,2\n" + "长".repeat(300) + ",2,3\n").getBytes(UTF_8),
                new TableShape(PEOPLE.columns(), 10, 200));

        assertThat(table.errors()).containsExactly(new CellError(3, "姓名", "最多200个字"));
        assertThat(table.rows()).extracting(TableRow::isFaulty).containsExactly(false, true);
    }

    @Test
    void ofVeryManyNotesTheFirstAreListedAndTheOthersCounted() {
        Table table = Tables.read((HEADER + "\n甲,1,2" + "\n备注：某事".repeat(1_500) + "\n").getBytes(UTF_8), PEOPLE);

        assertThat(table.leftOut()).hasSize(1_001);
        assertThat(table.leftOut().get(1_000).row()).isEqualTo(1_003);
        assertThat(table.leftOut().get(1_000).why()).contains("共500行");
    }

    private static void assertRefused(byte[] file, TableShape shape, String... words) {
        assertThatThrownBy(() -> Tables.read(file, shape)).isInstanceOf(InvalidInputException.class).hasMessageContainingAll(words);
    }

    private static List<String> texts(Table table, String column) {
        return table.rows().stream().map(row -> row.text(column)).toList();
    }

    private static List<String> places(Table table) {
        return table.leftOut().stream().map(LeftOut::place).toList();
    }

    private static byte[] bytes(Workbook workbook, Consumer<Sheet> filled) {
        filled.accept(workbook.createSheet("表"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (workbook) {
            workbook.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Row fill(Sheet sheet, int row, String... texts) {
        Row created = sheet.createRow(row);
        for (int i = 0; i < texts.length; i++) {
            if (!texts[i].isEmpty()) {
                created.createCell(i).setCellValue(texts[i]);
            }
        }
        return created;
    }

    private static byte[] xlsx(String sheet) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String[] part : new String[][] {{"xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"},
                    {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
                    {"xl/worksheets/sheet1.xml", sheet}}) {
                zip.putNextEntry(new ZipEntry(part[0]));
                zip.write(part[1].getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
