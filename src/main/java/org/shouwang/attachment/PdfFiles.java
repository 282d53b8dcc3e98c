package org.shouwang.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfparser.PDFObjectStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.RefusedFileException.Why;

/**
 * Looks at PDF files: whether they are whole, are nothing else at the same time, and do nothing by themselves. All objects are
 * read, also those that are packed or whose names are written otherwise; pictures and texts are not unpacked.
 */
final class PdfFiles {

    private static final int TAIL = 1024;
    /** The end of a zip archive stands in this many last bytes. */
    private static final int ZIP_TAIL = 65_557;
    /** What must not stand anywhere, also not in objects that a later version of the file has replaced. */
    private static final List<String> ACTIVE = List.of("/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia");
    private static final Set<String> ACTIVE_NAMES = Set.of("JavaScript", "JS", "SubmitForm", "ImportData", "Launch", "GoToR", "GoToE", "XFA",
            "EmbeddedFile", "EmbeddedFiles", "RichMedia");
    private static final int MOST_OBJECTS = 200_000;
    private static final int MOST_STREAMS = 50_000;
    private static final int MOST_PARTS = 3_000_000;
    private static final long MOST_NANOS = 10_000_000_000L;
    /** The most bytes to which all packed objects and tables of a file unpack, and the most that stand before a stream. */
    private static final long MOST_UNPACKED = 40_000_000;
    private static final int MOST_HEAD = 4_000;
    private static final Pattern STREAM = Pattern.compile("(?<!end)stream *\r?\n?");
    private static final Pattern HEAD = Pattern.compile("obj\\s*<<");
    private static final Pattern ESCAPE = Pattern.compile("#([0-9A-Fa-f]{2})");
    /** Keys that only packed objects and tables have. */
    private static final Pattern PACKED = Pattern.compile("/(First|ObjStm|XRef|W)(?![A-Za-z])");
    private static final Pattern FILTER = Pattern.compile("/(ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|Crypt|AHx|A85|LZW|RL)(?![A-Za-z])");
    private static final Pattern FLATE = Pattern.compile("/(FlateDecode|Fl)(?![A-Za-z])");

    private PdfFiles() {
    }

    /**
     * @throws RefusedFileException if the file is damaged, is another file too, or contains scripts or other files
     */
    static void check(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("%PDF-") || !text.substring(Math.max(0, text.length() - TAIL)).contains("%%EOF")) {
            throw damaged();
        }
        String head = text.substring(0, Math.min(text.length(), TAIL)).toLowerCase(Locale.ROOT);
        if (text.indexOf("PK\u0005\u0006", Math.max(0, text.length() - ZIP_TAIL)) >= 0 || head.contains("<html") || head.contains("<script")) {
            throw new RefusedFileException(Why.WRONG_TYPE, "这个 PDF 里混有别的文件，请重新扫描或导出后再上传");
        }
        if (ACTIVE.stream().anyMatch(text::contains)) {
            throw active();
        }
        if (text.contains("/Encrypt")) {
            throw encrypted();
        }
        requireSmallWhenUnpacked(file, text);
        try (PDDocument document = Loader.loadPDF(file, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            requireHarmless(document.getDocument());
        } catch (RefusedFileException e) {
            throw e;
        } catch (InvalidPasswordException e) {
            throw encrypted();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Damaged files are answered with all sorts of exceptions.
            throw damaged();
        }
    }

    private static void requireHarmless(COSDocument document) throws IOException {
        if (document.isEncrypted()) {
            throw encrypted();
        }
        Map<COSObjectKey, Long> objects = document.getXrefTable();
        if (objects.isEmpty()) {
            throw damaged();
        }
        if (objects.size() > MOST_OBJECTS) {
            throw tooLarge();
        }
        Walk walk = new Walk();
        walk.through(document.getTrailer());
        for (Map.Entry<COSObjectKey, Long> object : List.copyOf(objects.entrySet())) {
            COSBase content = document.getObjectFromPool(object.getKey()).getObject();
            if (content == null) {
                // It is not where it should be, or cannot be read.
                throw damaged();
            }
            walk.through(content);
            if (content instanceof COSStream stream && stream.containsKey(COSName.FIRST) && stream.containsKey(COSName.N)) {
                // Whether the table names the packed objects or not, since some readers look for them.
                for (COSBase packed : new PDFObjectStreamParser(stream, document).parseAllObjects().values()) {
                    walk.through(packed);
                }
            }
        }
    }

    /** A walk through objects, not through what they refer to. */
    private static final class Walk {

        private final long begin = System.nanoTime();
        private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Deque<COSBase> open = new ArrayDeque<>();
        private int parts;

        private void through(COSBase object) {
            add(object);
            while (!open.isEmpty()) {
                COSBase next = open.pop();
                if (++parts > MOST_PARTS || System.nanoTime() - begin > MOST_NANOS) {
                    throw tooLarge();
                }
                if (next instanceof COSName name && ACTIVE_NAMES.contains(name.getName())) {
                    throw active();
                }
                if (next instanceof COSDictionary dictionary) {
                    dictionary.entrySet().forEach(entry -> {
                        add(entry.getKey());
                        add(entry.getValue());
                    });
                } else if (next instanceof COSArray array) {
                    array.forEach(this::add);
                }
            }
        }

        private void add(COSBase part) {
            if (part instanceof COSName || (part instanceof COSDictionary || part instanceof COSArray) && seen.add(part)) {
                open.push(part);
            }
        }
    }

    /** Refuses a file whose packed objects would take all memory, before they are read. */
    private static void requireSmallWhenUnpacked(byte[] file, String text) {
        long unpacked = 0;
        int before = 0;
        int streams = 0;
        Matcher stream = STREAM.matcher(text);
        while (stream.find()) {
            if (++streams > MOST_STREAMS) {
                throw tooLarge();
            }
            String head = text.substring(Math.max(before, stream.start() - MOST_HEAD), stream.start());
            head = plain(head.substring(Math.max(head.lastIndexOf("obj"), 0)));
            before = stream.end();
            // What stands before a stream in an unusual way may be packed objects too.
            if (!HEAD.matcher(head).lookingAt() || PACKED.matcher(head).find()) {
                Matcher flate = FLATE.matcher(head);
                if (FILTER.matcher(head).find() || flate.find() && flate.find()) {
                    throw damaged();
                }
                unpacked += inflated(file, stream.end(), MOST_UNPACKED - unpacked);
            }
        }
    }

    private static String plain(String names) {
        return ESCAPE.matcher(names).replaceAll(escape -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static long inflated(byte[] file, int from, long most) {
        Inflater inflater = new Inflater();
        byte[] buffer = new byte[8192];
        try {
            inflater.setInput(file, from, file.length - from);
            for (int read = inflater.inflate(buffer); read > 0; read = inflater.inflate(buffer)) {
                if (inflater.getBytesWritten() > most) {
                    throw tooLarge();
                }
            }
        } catch (DataFormatException e) {
            // It is not packed, or is damaged, which is found when it is read.
        }
        long written = inflater.getBytesWritten();
        inflater.end();
        return written;
    }

    private static RefusedFileException damaged() {
        return new RefusedFileException(Why.WRONG_TYPE, "PDF 文件不完整，请重新扫描或导出后再上传");
    }

    private static RefusedFileException encrypted() {
        return new RefusedFileException(Why.WRONG_TYPE, "这个 PDF 设有密码或限制，请打印成新的 PDF 再上传");
    }

    private static RefusedFileException active() {
        return new RefusedFileException(Why.WRONG_TYPE, "这个 PDF 带有脚本或附件，请打印成新的 PDF 再上传");
    }

    private static RefusedFileException tooLarge() {
        return new RefusedFileException(Why.TOO_LARGE, "PDF 内容过多，请拆分或重新扫描后再上传");
    }
}
