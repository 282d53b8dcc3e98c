package org.shouwang.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.RefusedFileException.Why;

/**
 * Looks at Word documents and Excel workbooks: whether they are such, are nothing else at the same time, unpack to a usual size,
 * and contain no macros, programs or templates from elsewhere. They are unpacked into nothing; no reader of documents sees them.
 */
final class OfficeFiles {

    private static final int MOST_PARTS = 5_000;
    private static final long MOST_UNPACKED = 200_000_000;
    /** A part of more than this many bytes must not unpack to more than this many times its size. */
    private static final long LARGE_PART = 5_000_000;
    private static final long MOST_TIMES = 100;
    private static final String DTD = "<!DOCTYPE";
    private static final Pattern XML = Pattern.compile(".*\\.(xml|vml|rels|svg)", Pattern.CASE_INSENSITIVE);
    private static final int MOST_TEXT = 2_000_000;
    private static final int END_RECORD = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_RECORD = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final String TYPES = "[Content_Types].xml";
    private static final String CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.";
    private static final Pattern PARTS = Pattern.compile("[^/].*\\.(xml|rels|vml|jpe?g|png|gif|bmp|emf|wmf|tiff?|webp|svg|odttf|fntdata)|xl/printerSettings/.*\\.bin|.*/",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ACTIVE = Pattern.compile("macroenabled|vbaproject|vbadata|activex|oleobject|x-msdownload");
    private static final Pattern RELATIONSHIP = Pattern.compile("<[^<>]*targetmode\\s*=\\s*[\"']external[\"'][^<>]*>");
    private static final Pattern LINK = Pattern.compile("type\\s*=\\s*[\"'][^\"']*/(hyperlink|externallinkpath)[\"']");

    private OfficeFiles() {
    }

    /** The kinds of documents. */
    enum Kind {
        DOCX("wordprocessingml.document"), XLSX("spreadsheetml.sheet");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        String contentType() {
            return CONTENT_TYPE + type;
        }

        String extension() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean isMainOf(String types) {
            return types.contains("\"" + contentType() + ".main+xml\"");
        }
    }

    /**
     * @return the kind of document
     * @throws RefusedFileException if the file is no such document, or one that may not be kept
     */
    static Kind check(byte[] file) {
        try {
            List<String> listed = listed(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
            Found found = unpacked(file);
            if (!found.names.equals(listed)) {
                throw damaged();
            }
            if (found.types.contains("macroenabled") || found.active) {
                throw new RefusedFileException(Why.WRONG_TYPE, "文件带有宏、控件或嵌入的对象，请另存为不带宏的 docx、xlsx 或 PDF 再上传");
            }
            for (Kind kind : Kind.values()) {
                if (kind.isMainOf(found.types)) {
                    return kind;
                }
            }
            throw new RefusedFileException(Why.WRONG_TYPE, "压缩包不能上传，请解压后逐个上传；Word、Excel 请另存为 docx、xlsx");
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged();
        }
    }

    private static RefusedFileException damaged() {
        return new RefusedFileException(Why.WRONG_TYPE, "文件已损坏，请用 Word、Excel 或 WPS 打开后重新保存再上传");
    }

    private static final class Found {

        private final List<String> names = new ArrayList<>();
        private String types = "";
        private boolean active;
    }

    /** Reads the parts as they follow each other. What is too large is read no further. */
    private static Found unpacked(byte[] file) throws IOException {
        Found found = new Found();
        byte[] buffer = new byte[8192];
        long total = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                String plain = name.toLowerCase(Locale.ROOT);
                found.names.add(name);
                boolean text = name.equals(TYPES) || plain.endsWith(".rels");
                boolean xml = XML.matcher(name).matches();
                StringBuilder content = new StringBuilder();
                String before = "";
                long size = 0;
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    total += read;
                    size += read;
                    if (xml) {
                        // Whatever the encoding; in UTF-16 each second byte is 0.
                        String piece = before + new String(buffer, 0, read, StandardCharsets.ISO_8859_1).replace("\0", "");
                        if (piece.contains(DTD)) {
                            throw damaged();
                        }
                        before = piece.substring(Math.max(0, piece.length() - DTD.length() + 1));
                    }
                    if (text) {
                        content.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                    }
                    if (total > MOST_UNPACKED || content.length() > MOST_TEXT || found.names.size() > MOST_PARTS) {
                        throw new RefusedFileException(Why.TOO_LARGE, "文件解开后过大，请拆分后再上传");
                    }
                }
                if (size > LARGE_PART && size > entry.getCompressedSize() * MOST_TIMES) {
                    throw new RefusedFileException(Why.TOO_LARGE, "文件解开后过大，请拆分后再上传");
                }
                String lower = content.toString().toLowerCase(Locale.ROOT);
                if (text && (lower.indexOf('\0') >= 0 || lower.contains("<!doctype"))) {
                    throw damaged();
                }
                if (name.equals(TYPES)) {
                    found.types = lower;
                }
                found.active |= !PARTS.matcher(name).matches() || name.contains("..") || plain.contains("embeddings/") || ACTIVE.matcher(plain).find()
                        || name.equals(TYPES) && ACTIVE.matcher(lower).find() || plain.endsWith(".rels") && pointsElsewhere(lower);
            }
        }
        return found;
    }

    /** Tells whether a document takes anything from elsewhere when it is opened. Links that somebody has to click are allowed. */
    private static boolean pointsElsewhere(String relationships) {
        Matcher external = RELATIONSHIP.matcher(relationships);
        while (external.find()) {
            if (!LINK.matcher(external.group()).find()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the parts that the archive's own list names. The list has to end where the file ends, and nothing may stand before the first part. */
    private static List<String> listed(ByteBuffer file) {
        int end = file.capacity() - END_RECORD;
        if (file.getInt(0) != LOCAL_SIGNATURE || file.getInt(end) != END_SIGNATURE) {
            throw damaged();
        }
        int count = Short.toUnsignedInt(file.getShort(end + 10));
        int place = file.getInt(end + 16);
        if (place < 0 || place + file.getInt(end + 12) != end || count > MOST_PARTS) {
            throw damaged();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (file.getInt(place) != ENTRY_SIGNATURE) {
                throw damaged();
            }
            int length = Short.toUnsignedInt(file.getShort(place + 28));
            byte[] name = new byte[length];
            file.get(place + ENTRY_RECORD, name);
            names.add(new String(name, StandardCharsets.UTF_8));
            place += ENTRY_RECORD + length + Short.toUnsignedInt(file.getShort(place + 30)) + Short.toUnsignedInt(file.getShort(place + 32));
        }
        if (place != end) {
            throw damaged();
        }
        return names;
    }
}
