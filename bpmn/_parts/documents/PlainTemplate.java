import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Writes a plain template of a paper in the look of the others: {@code java bpmn/_parts/documents/PlainTemplate.java <file> <title> <line>...}. A line is
 * {@code label=tag} for half a row, {@code label*=tag} for a whole row, {@code label=} for a line to write on, {@code # heading} for a section,
 * {@code steps} for the table of what was decided, {@code @tag heading:width=column ...} for a table of rows, {@code > text} for a line at the
 * right, such as who signs, and any other text for a paragraph, in which tags stand in double braces.
 */
class PlainTemplate {

    private static final Path LOOK = Path.of("bpmn/_parts/documents/archive.docx");
    private static final int[] WIDTHS = {1700, 2722};
    private static final int WHOLE = 7144;
    private static final String STEPS = "steps 环节:1900=step 意见:1300=outcome 说明:2144=opinion 办理人:1600=by 日期:1900=on";
    private static final String BORDER = "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>";

    public static void main(String[] args) throws IOException {
        StringBuilder body = new StringBuilder(paragraph("PaperTitle", args[1]));
        body.append("<w:p><w:pPr><w:pStyle w:val=\"Meta\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"8844\"/></w:tabs></w:pPr>").append(text("编号：{{paperNo}}"))
                .append("<w:r><w:tab/></w:r>").append(text("第{{paperVersion}}版")).append("</w:p>");
        List<String[]> cells = new ArrayList<>();
        for (String line : List.of(args).subList(2, args.length)) {
            if (line.contains("=") && !line.contains("{{") && !line.startsWith("@")) {
                cells.add(line.split("=", 2));
                continue;
            }
            flush(cells, body);
            body.append(line.equals("steps") ? rows(STEPS) : line.startsWith("@") ? rows(line.substring(1)) : line.startsWith("# ") ? paragraph("Section", line.substring(2))
                    : line.startsWith("> ") ? right(line.substring(2)) : paragraph("Body", line));
        }
        flush(cells, body);
        Path file = Path.of(args[0]);
        Files.createDirectories(file.getParent());
        try (InputStream look = Files.newInputStream(LOOK); ZipInputStream in = new ZipInputStream(look);
                OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(entry.getName().equals("word/document.xml") ? document(content, body).getBytes(StandardCharsets.UTF_8) : content);
            }
        }
    }

    /** Keeps the head, the page and the footer of the document, and puts the text between them. */
    private static String document(byte[] look, CharSequence body) {
        String xml = new String(look, StandardCharsets.UTF_8);
        int from = xml.indexOf("<w:body>") + "<w:body>".length();
        return xml.substring(0, from) + body + xml.substring(xml.lastIndexOf("<w:sectPr"));
    }

    private static void flush(List<String[]> cells, StringBuilder body) {
        if (cells.isEmpty()) {
            return;
        }
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String label = cells.get(i)[0];
            boolean whole = label.endsWith("*") || i + 1 == cells.size() || cells.get(i + 1)[0].endsWith("*");
            String row = pair(cells.get(i), whole);
            if (!whole) {
                row += pair(cells.get(++i), false);
            }
            rows.add(row(row));
        }
        body.append(table(String.join("", rows), 1700, 2722, 1700, 2722));
        cells.clear();
    }

    private static String pair(String[] cell, boolean whole) {
        return cell("CellHead", cell[0].replace("*", ""), WIDTHS[0], 1) + cell("Cell", cell[1].isEmpty() ? "" : "{{" + cell[1] + "}}", whole ? WHOLE : WIDTHS[1], whole ? 3 : 1);
    }

    /** Writes a table of rows: its tag, and for each column its heading, its width and what stands in it. */
    private static String rows(String description) {
        String[] parts = description.split(" ");
        String head = "";
        String line = "";
        int[] widths = new int[parts.length - 1];
        for (int i = 1; i < parts.length; i++) {
            String[] column = parts[i].split("[:=]");
            widths[i - 1] = Integer.parseInt(column[1]);
            head += cell("CellHead", column[0], widths[i - 1], 1);
            line += cell("Cell", (i == 1 ? "{{" + parts[0] + "}}" : "") + "[" + column[2] + "]", widths[i - 1], 1);
        }
        return table("<w:tr><w:trPr><w:tblHeader/></w:trPr>" + head + "</w:tr>" + row(line), widths);
    }

    private static String right(String text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"Body\"/><w:jc w:val=\"right\"/></w:pPr>" + text(text) + "</w:p>";
    }

    private static String table(String rows, int... widths) {
        StringBuilder borders = new StringBuilder();
        for (String side : List.of("top", "left", "bottom", "right", "insideH", "insideV")) {
            borders.append(BORDER.formatted(side));
        }
        StringBuilder grid = new StringBuilder();
        for (int width : widths) {
            grid.append("<w:gridCol w:w=\"").append(width).append("\"/>");
        }
        return "<w:tbl><w:tblPr><w:tblW w:w=\"8844\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>" + borders
                + "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/>"
                + "</w:tblCellMar></w:tblPr><w:tblGrid>" + grid + "</w:tblGrid>" + rows + "</w:tbl>";
    }

    private static String row(String cells) {
        return "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"520\" w:hRule=\"atLeast\"/></w:trPr>" + cells + "</w:tr>";
    }

    private static String cell(String style, String text, int width, int span) {
        return "<w:tc><w:tcPr><w:tcW w:w=\"" + width + "\" w:type=\"dxa\"/>" + (span > 1 ? "<w:gridSpan w:val=\"" + span + "\"/>" : "")
                + "<w:vAlign w:val=\"center\"/></w:tcPr>" + paragraph(style, text) + "</w:tc>";
    }

    private static String paragraph(String style, String text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>" + text(text) + "</w:p>";
    }

    private static String text(String text) {
        return "<w:r><w:t xml:space=\"preserve\">" + text.replace("&", "&amp;").replace("<", "&lt;") + "</w:t></w:r>";
    }
}
