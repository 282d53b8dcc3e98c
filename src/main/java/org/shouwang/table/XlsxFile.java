package org.shouwang.table;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.shouwang.shared.InvalidInputException;

/**
 * A workbook of Office Open XML, transitional or strict. It is read as a stream with limits for every part, since a small file
 * can unpack to anything. Names of elements are compared without their namespace, which differs between the two forms.
 */
final class XlsxFile {

    private static final String NO_XLSX = "不是有效的 xlsx，可能已损坏，请重新另存后再试";
    private static final String WORKBOOK = "xl/workbook.xml";
    private static final int MAX_PARTS = 1_000;
    /** The most bytes that a file may unpack to; no list of a county needs as many. */
    private static final long MAX_UNPACKED = 200_000_000;
    /** The longest text or attribute that is read; with every character escaped none of a spreadsheet is longer. */
    private static final int MAX_RUN = 500_000;
    private static final int MAX_SHEETS = 200;
    /** The most shared texts; a full list of people with the texts of other sheets has as many. */
    private static final int MAX_SHARED_TEXTS = 1_000_000;
    private static final long MAX_SHARED_CHARACTERS = 30_000_000;
    /** The most styles that a spreadsheet keeps. */
    private static final int MAX_STYLES = 65_536;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_ATTRIBUTES = 100;
    private static final int MAX_ATTRIBUTE = 50_000;
    /** The most different XML names; the format knows far fewer. */
    private static final int MAX_XML_NAMES = 2_000;
    private static final int MAX_ROW = 1_048_576;
    private static final int LETTERS = 26;
    private static final int BUFFER = 65_536;
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final Pattern REFERENCE = Pattern.compile("\\$?([A-Z]{1,3})\\$?([0-9]{1,7})(?::\\$?([A-Z]{1,3})\\$?([0-9]{1,7}))?");
    private static final XMLInputFactory XML = plainXml();

    private final byte[] bytes;
    private final List<Cell> sharedTexts = new ArrayList<>();
    private final List<Boolean> dayStyles = new ArrayList<>();
    private final List<String> unitStyles = new ArrayList<>();
    private boolean from1904;
    private long sharedCharacters;
    private int mergedCells;

    private XlsxFile(byte[] bytes) {
        this.bytes = bytes;
    }

    static List<Part> open(byte[] bytes) {
        requireModestSize(bytes);
        return new XlsxFile(bytes).sheets();
    }

    /**
     * Refuses a file that unpacks to too much. The sizes that a zip names may be wrong, so everything is unpacked once and
     * dropped.
     */
    private static void requireModestSize(byte[] bytes) {
        try (ZipFile zip = ZipFile.builder().setByteArray(bytes).get()) {
            requireWorkbook(zip);
            if (!unpacksTo(MAX_UNPACKED, zip)) {
                throw tooLarge();
            }
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw TableFiles.refused(NO_XLSX);
        }
    }

    /** Tells whether a file is a zip that unpacks to at most so many bytes. */
    static boolean unpacksTo(long most, byte[] bytes) {
        try (ZipFile zip = ZipFile.builder().setByteArray(bytes).get()) {
            return unpacksTo(most, zip);
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }

    private static boolean unpacksTo(long most, ZipFile zip) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long unpacked = 0;
        List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
        if (entries.size() > MAX_PARTS || entries.stream().anyMatch(entry -> entry.getSize() > most)) {
            return false;
        }
        for (ZipArchiveEntry entry : entries) {
            try (InputStream part = zip.getInputStream(entry)) {
                for (int read = part.read(buffer); read >= 0 && unpacked <= most; read = part.read(buffer)) {
                    unpacked += read;
                }
            }
            if (unpacked > most) {
                return false;
            }
        }
        return true;
    }

    private static InvalidInputException tooLarge() {
        return TableFiles.refused("解压后过大，请分批导入");
    }

    private static void requireWorkbook(ZipFile zip) {
        if (entry(zip, WORKBOOK) != null) {
            return;
        }
        if (zip.getEntry("xl/workbook.bin") != null) {
            throw TableFiles.saveAs("是 xlsb");
        }
        if (zip.getEntry("word/document.xml") != null) {
            throw TableFiles.wordDocument();
        }
        if (zip.getEntry("ppt/presentation.xml") != null) {
            throw TableFiles.noTable("演示文稿");
        }
        if (zip.getEntry("content.xml") != null) {
            throw TableFiles.saveAs("是 ods 等其他格式");
        }
        throw TableFiles.refused("是压缩包，请解压后导入其中的 xlsx 或 csv");
    }

    private List<Part> sheets() {
        Map<String, String> targets = new HashMap<>();
        List<Part> sheets = new ArrayList<>();
        walk("xl/_rels/workbook.xml.rels", xml -> {
            if (xml.getLocalName().equals("Relationship") && xml.getAttributeValue(null, "Target") != null) {
                requireNoMore(targets.size(), MAX_PARTS);
                String target = xml.getAttributeValue(null, "Target");
                targets.put(xml.getAttributeValue(null, "Id"), target.startsWith("/") ? target.substring(1) : "xl/" + target);
            }
        });
        walk(WORKBOOK, xml -> {
            switch (xml.getLocalName()) {
                case "workbookPr" -> from1904 = List.of("1", "true").contains(String.valueOf(xml.getAttributeValue(null, "date1904")));
                case "sheet" -> {
                    String state = xml.getAttributeValue(null, "state");
                    sheets.add(new Part(String.valueOf(xml.getAttributeValue(null, "name")), state != null && !state.equals("visible"),
                            targets.get(relationship(xml))));
                    if (sheets.size() > MAX_SHEETS) {
                        throw TableFiles.refused("有超过" + MAX_SHEETS + "个工作表");
                    }
                }
                default -> {
                }
            }
        });
        readStyles();
        if (has("xl/sharedStrings.xml")) {
            walk("xl/sharedStrings.xml", xml -> {
                if (xml.getLocalName().equals("si")) {
                    requireNoMore(sharedTexts.size(), MAX_SHARED_TEXTS);
                    // Blanks go here and not where it is used, since many cells may share it.
                    Cell shared = Cell.text(text(xml, "si"));
                    sharedCharacters += shared.text().length();
                    requireNoMore(sharedCharacters, MAX_SHARED_CHARACTERS);
                    sharedTexts.add(shared);
                }
            });
        }
        sheets.removeIf(sheet -> sheet.part == null || !has(sheet.part) || sheet.part.contains("chartsheets"));
        sheets.forEach(Part::readMerges);
        return sheets;
    }

    private static String relationship(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals("id") && xml.getAttributePrefix(i) != null && !xml.getAttributePrefix(i).isEmpty()) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    private void readStyles() {
        if (!has("xl/styles.xml")) {
            return;
        }
        Map<Integer, String> codes = new HashMap<>();
        boolean[] inCells = {false};
        walk("xl/styles.xml", xml -> {
            switch (xml.getLocalName()) {
                case "numFmt" -> {
                    requireNoMore(codes.size(), MAX_STYLES);
                    codes.put(number(xml, "numFmtId"), xml.getAttributeValue(null, "formatCode"));
                }
                case "cellStyleXfs", "cellStyles", "dxfs" -> inCells[0] = false;
                case "cellXfs" -> inCells[0] = true;
                case "xf" -> {
                    if (inCells[0]) {
                        requireNoMore(dayStyles.size(), MAX_STYLES);
                        int id = number(xml, "numFmtId");
                        dayStyles.add(Numbers.isDay(id, codes.get(id)));
                        unitStyles.add(Numbers.unit(codes.get(id)));
                    }
                }
                default -> {
                }
            }
        });
    }

    private static void requireNoMore(long has, long most) {
        if (has >= most) {
            throw TableFiles.tooMuch();
        }
    }

    private static int number(XMLStreamReader xml, String attribute) {
        String text = xml.getAttributeValue(null, attribute);
        return text == null ? 0 : Integer.parseInt(text);
    }

    /** Receives each element that begins. */
    private interface Element {
        void begin(XMLStreamReader xml) throws XMLStreamException;
    }

    /** Finds a part of the file. Some programs write the names of parts with other slashes or letters. */
    private static ZipArchiveEntry entry(ZipFile zip, String part) {
        ZipArchiveEntry exact = zip.getEntry(part);
        return exact != null ? exact : Collections.list(zip.getEntries()).stream()
                .filter(entry -> entry.getName().equalsIgnoreCase(part)).findFirst().orElse(null);
    }

    private boolean has(String part) {
        try (ZipFile zip = ZipFile.builder().setByteArray(bytes).get()) {
            return entry(zip, part) != null;
        } catch (IOException e) {
            throw TableFiles.refused(NO_XLSX);
        }
    }

    private void walk(String part, Element element) {
        read(part, xml -> {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    element.begin(xml);
                }
            }
        });
    }

    private void read(String part, Element whole) {
        try (ZipFile zip = ZipFile.builder().setByteArray(bytes).get(); InputStream in = zip.getInputStream(entry(zip, part))) {
            XMLStreamReader xml = new FewNames(XML.createXMLStreamReader(new ShortRuns(in)));
            try {
                whole.begin(xml);
            } finally {
                xml.close();
            }
        } catch (IOException | XMLStreamException | WstxLazyException | NumberFormatException | NullPointerException
                 | IllegalStateException e) {
            throw TableFiles.refused(NO_XLSX);
        }
    }

    /** Returns the text within an element without phonetic hints. */
    private static String text(XMLStreamReader xml, String element) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int pronounced = 0;
        boolean inText = element.equals("v");
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    pronounced += xml.getLocalName().equals("rPh") ? 1 : 0;
                    inText |= xml.getLocalName().equals("t");
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (xml.getLocalName().equals(element)) {
                        return unescaped(text.toString());
                    }
                    pronounced -= xml.getLocalName().equals("rPh") ? 1 : 0;
                    inText &= !xml.getLocalName().equals("t");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText && pronounced == 0) {
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                        if (text.length() > TableFiles.MAX_TEXT) {
                            throw TableFiles.textTooLong();
                        }
                    }
                }
                default -> {
                }
            }
        }
        return unescaped(text.toString());
    }

    private static String unescaped(String text) {
        return text.contains("_x") ? ESCAPED.matcher(text).replaceAll(match ->
                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16)))) : text;
    }

    private static int column(String letters) {
        int column = 0;
        for (int i = 0; i < letters.length(); i++) {
            column = column * LETTERS + letters.charAt(i) - 'A' + 1;
        }
        if (column > TableFiles.MAX_COLUMNS) {
            throw TableFiles.refused(NO_XLSX);
        }
        return column - 1;
    }

    private static Matcher reference(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        if (!matcher.matches()) {
            throw TableFiles.refused(NO_XLSX);
        }
        return matcher;
    }

    private static XMLInputFactory plainXml() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_ATTRIBUTE);
        return factory;
    }

    /** Refuses too many different names. The XML reader keeps every name it has met, and a harmful file has millions. */
    private static final class FewNames extends StreamReaderDelegate {

        private final Set<String> names = new HashSet<>();

        FewNames(XMLStreamReader xml) {
            super(xml);
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                names.add(getLocalName());
                for (int i = 0; i < getAttributeCount(); i++) {
                    names.add(getAttributeLocalName(i));
                }
                for (int i = 0; i < getNamespaceCount(); i++) {
                    names.add(getNamespacePrefix(i));
                }
                requireNoMore(names.size(), MAX_XML_NAMES);
            }
            return event;
        }
    }

    /** Refuses too long texts. The XML reader holds in memory whatever stands between two signs {@code <}. */
    private static final class ShortRuns extends FilterInputStream {

        private int run;

        ShortRuns(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count((byte) value);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            for (int i = 0; i < read; i++) {
                count(buffer[offset + i]);
            }
            return read;
        }

        private void count(byte value) {
            run = value == '<' ? 0 : run + 1;
            if (run > MAX_RUN) {
                throw TableFiles.textTooLong();
            }
        }
    }

    /** A sheet of the workbook. */
    final class Part implements Sheet {

        private final String name;
        private final boolean hidden;
        private final String part;
        private final Merges merges = new Merges();

        private Part(String name, boolean hidden, String part) {
            this.name = name;
            this.hidden = hidden;
            this.part = part;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isHidden() {
            return hidden;
        }

        @Override
        public Merges merges() {
            return merges;
        }

        /** Reads the merged cells, which the file names behind its rows. */
        private void readMerges() {
            walk(part, xml -> {
                if (xml.getLocalName().equals("mergeCell")) {
                    Matcher range = reference(String.valueOf(xml.getAttributeValue(null, "ref")));
                    if (range.group(3) != null) {
                        requireNoMore(mergedCells++, Merges.MAX);
                        merges.add(Long.parseLong(range.group(2)), Long.parseLong(range.group(4)), column(range.group(1)),
                                column(range.group(3)));
                    }
                }
            });
        }

        @Override
        public void read(Predicate<RawRow> row) {
            XlsxFile.this.read(part, xml -> {
                long number = 0;
                while (xml.hasNext()) {
                    if (xml.next() != XMLStreamConstants.START_ELEMENT || !xml.getLocalName().equals("row")) {
                        continue;
                    }
                    String given = xml.getAttributeValue(null, "r");
                    number = given == null ? number + 1 : Long.parseLong(given);
                    if (number > MAX_ROW) {
                        throw TableFiles.refused(NO_XLSX);
                    }
                    SortedMap<Integer, Cell> cells = cells(xml);
                    if (!cells.isEmpty() && !row.test(RawRow.ofSheet(number, cells))) {
                        return;
                    }
                }
            });
        }

        private SortedMap<Integer, Cell> cells(XMLStreamReader xml) throws XMLStreamException {
            SortedMap<Integer, Cell> cells = new TreeMap<>();
            int column = -1;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
                    break;
                }
                if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
                    String given = xml.getAttributeValue(null, "r");
                    column = given == null ? column + 1 : column(reference(given).group(1));
                    if (column >= TableFiles.MAX_COLUMNS) {
                        throw TableFiles.refused(NO_XLSX);
                    }
                    Cell cell = cell(xml);
                    if (!cell.isBlank()) {
                        cells.put(column, cell);
                    }
                }
            }
            return cells;
        }

        private Cell cell(XMLStreamReader xml) throws XMLStreamException {
            String type = xml.getAttributeValue(null, "t") == null ? "n" : xml.getAttributeValue(null, "t");
            int style = number(xml, "s");
            boolean formula = false;
            String value = null;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
                    break;
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "f" -> formula = true;
                        case "v", "is" -> value = text(xml, xml.getLocalName());
                        default -> {
                        }
                    }
                }
            }
            boolean empty = value == null || value.isEmpty();
            if (formula && (value == null || empty && !type.equals("str"))) {
                return new Cell(Cell.Kind.FORMULA, "", false);
            }
            if (empty) {
                return Cell.BLANK;
            }
            return switch (type) {
                case "s" -> shared(value);
                case "b" -> Cell.text(value.equals("1") || value.equals("true") ? "TRUE" : "FALSE");
                case "e" -> new Cell(Cell.Kind.ERROR, value, false);
                case "d" -> day(value);
                case "n" -> Numbers.cell(value, style < dayStyles.size() && dayStyles.get(style),
                        style < unitStyles.size() ? unitStyles.get(style) : "", from1904);
                default -> Cell.text(value);
            };
        }

        private Cell shared(String index) {
            int place = Integer.parseInt(index.strip());
            if (place < 0 || place >= sharedTexts.size()) {
                throw TableFiles.refused(NO_XLSX);
            }
            return sharedTexts.get(place);
        }

        private static Cell day(String value) {
            try {
                return new Cell(Cell.Kind.DAY, LocalDate.parse(value.substring(0, Math.min(value.length(), 10))).toString(), false);
            } catch (DateTimeParseException e) {
                return Cell.text(value);
            }
        }
    }
}
