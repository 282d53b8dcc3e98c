package org.shouwang.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Files as people hand them in, and files that are made to do harm. */
public final class SampleFiles {

    /** Words in the metadata of {@link #photo}, which tell where a picture was taken. */
    public static final String PLACE = "GPS 34.15N 113.47E";
    /** The length of what comes before the metadata of a JPEG picture. */
    private static final int HEAD = 20;
    /** The length of a PNG picture's signature and first chunk. */
    private static final int PNG_HEAD = 33;
    private static final int WEBP_HEAD = 12;
    /** The orientation of a picture that has to be turned by a quarter to the right. */
    private static final int ON_ITS_SIDE = 6;
    private static final String TYPES = "[Content_Types].xml";

    private SampleFiles() {
    }

    /**
     * Returns a JPEG picture as a phone takes it: lying on its side, with the place in its metadata. Its upper half is red when
     * it is held upright.
     *
     * @param width  the width of the picture in the file
     * @param height the height of the picture in the file
     */
    public static byte[] photo(int width, int height) {
        return photo(image(width, height, "jpg"), ON_ITS_SIDE);
    }

    /**
     * Returns a JPEG picture with metadata.
     *
     * @param plain       the picture without metadata
     * @param orientation how the camera was held, 1 to 8
     */
    public static byte[] photo(byte[] plain, int orientation) {
        byte[] exif = exif(orientation);
        return ByteBuffer.allocate(plain.length + exif.length + 4).put(plain, 0, HEAD).put((byte) 0xFF).put((byte) 0xE1)
                .putShort((short) (exif.length + 2)).put(exif).put(plain, HEAD, plain.length - HEAD).array();
    }

    /** Returns a PNG picture that lies on its side, as {@link #photo} does. */
    public static byte[] pngOnItsSide(int width, int height) {
        byte[] plain = image(width, height, "png");
        byte[] exif = exif(ON_ITS_SIDE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, PNG_HEAD);
        chunk(bytes, "eXIf", Arrays.copyOfRange(exif, 6, exif.length));
        bytes.write(plain, PNG_HEAD, plain.length - PNG_HEAD);
        return bytes.toByteArray();
    }

    /** Metadata with an orientation and a description. */
    private static byte[] exif(int orientation) {
        byte[] place = (PLACE + "\0").getBytes(ISO_8859_1);
        return ByteBuffer.allocate(6 + 8 + 2 + 24 + 4 + place.length).put("Exif\0\0".getBytes(ISO_8859_1)).put("MM\0*".getBytes(ISO_8859_1)).putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x010E).putShort((short) 2).putInt(place.length).putInt(38)
                .putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0)
                .putInt(0).put(place).array();
    }

    /** Returns a picture whose left half is red and whose right half is white. */
    public static byte[] image(int width, int height, String format) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written(() -> ImageIO.write(image, format, bytes));
        return bytes.toByteArray();
    }

    /** Returns a WebP picture of one pixel. */
    public static byte[] webp() {
        return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    }

    /** Returns a WebP picture that moves: two times the same picture of one pixel. */
    public static byte[] movingWebp() {
        byte[] still = webp();
        byte[] pixels = Arrays.copyOfRange(still, WEBP_HEAD, still.length);
        byte[] frame = ByteBuffer.allocate(16 + pixels.length).put(new byte[12]).put((byte) 100).put(new byte[3]).put(pixels).array();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        part(bytes, "VP8X", new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        part(bytes, "ANIM", new byte[6]);
        part(bytes, "ANMF", frame);
        part(bytes, "ANMF", frame);
        return ByteBuffer.allocate(WEBP_HEAD + bytes.size()).order(ByteOrder.LITTLE_ENDIAN).put("RIFF".getBytes(ISO_8859_1)).putInt(4 + bytes.size())
                .put("WEBP".getBytes(ISO_8859_1)).put(bytes.toByteArray()).array();
    }

    private static void part(ByteArrayOutputStream out, String name, byte[] data) {
        out.writeBytes(ByteBuffer.allocate(8 + data.length).order(ByteOrder.LITTLE_ENDIAN).put(name.getBytes(ISO_8859_1)).putInt(data.length).put(data).array());
    }

    /** Returns a PNG picture of a few bytes that claims any size. */
    public static byte[] png(int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(bytes, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array());
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[100_000]);
        deflater.finish();
        byte[] data = new byte[1000];
        chunk(bytes, "IDAT", Arrays.copyOf(data, deflater.deflate(data)));
        chunk(bytes, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(ISO_8859_1));
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(12 + data.length).putInt(data.length).put(name.getBytes(ISO_8859_1)).put(data)
                .putInt((int) crc.getValue()).array());
    }

    /** Returns a PDF file with something in it. */
    public static byte[] pdf(String content) {
        return ("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
                + content + "\ntrailer << /Root 1 0 R >>\n%%EOF\n").getBytes(ISO_8859_1);
    }

    /**
     * Returns a PDF file that packs an object, the object 3, into a stream.
     *
     * @param object the object
     */
    public static byte[] pdfPacked(String object) {
        return pdfPacked(object, 0);
    }

    /** Returns a PDF file whose packed object is followed by zeros. */
    public static byte[] pdfPacked(String object, int zeros) {
        Deflater deflater = new Deflater();
        deflater.setInput(Arrays.copyOf(("3 0 " + object).getBytes(ISO_8859_1), object.length() + 4 + zeros));
        deflater.finish();
        byte[] packed = new byte[1000 + zeros / 500];
        int length = deflater.deflate(packed);
        return pdf("4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length " + length + " >>\nstream\n"
                + new String(packed, 0, length, ISO_8859_1) + "\nendstream\nendobj");
    }

    /** Returns a Word document. */
    public static byte[] docx() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText("会议记录");
            document.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Returns an Excel workbook. */
    public static byte[] xlsx() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            workbook.createSheet("a").createRow(0).createCell(0).setCellValue("名单");
            workbook.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Returns a Word document with a further part.
     *
     * @param name    the name of the part
     * @param content the content of the part
     */
    public static byte[] docxWith(String name, byte[] content) {
        return zip(Map.of(TYPES, contentTypes("wordprocessingml.document.main+xml").getBytes(UTF_8), "word/document.xml", "<w/>".getBytes(UTF_8), name, content));
    }

    /**
     * Returns a Word document of a type.
     *
     * @param type the end of the type of its main part
     */
    public static byte[] document(String type) {
        return zip(Map.of(TYPES, contentTypes(type).getBytes(UTF_8), "word/document.xml", "<w/>".getBytes(UTF_8)));
    }

    private static String contentTypes(String type) {
        return "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument." + type + "\"/></Types>";
    }

    /** Returns a small Word document that unpacks to a size. */
    public static byte[] bomb(int unpacked) {
        return zip(Map.of(TYPES, contentTypes("wordprocessingml.document.main+xml").getBytes(UTF_8), "word/document.xml", new byte[unpacked]));
    }

    /** Returns an archive. */
    public static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written(() -> {
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                for (Map.Entry<String, byte[]> part : new LinkedHashMap<>(parts).entrySet()) {
                    zip.putNextEntry(new ZipEntry(part.getKey()));
                    new ByteArrayInputStream(part.getValue()).transferTo(zip);
                }
            }
        });
        return bytes.toByteArray();
    }

    /** Returns one file after the other. */
    public static byte[] together(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    /** Returns a picture that is as large as wanted, since other bytes follow it. */
    public static byte[] padded(byte[] picture, int size) {
        return Arrays.copyOf(picture, size);
    }

    /**
     * Returns a JPEG picture in scans whose second and later scans follow a marker, as if they were the content of its segment.
     *
     * @param picture the picture
     * @param marker  the second byte of the marker
     */
    public static byte[] hidden(byte[] picture, int marker) {
        int first = scan(picture, 0);
        int second = scan(picture, first + 2);
        int hidden = picture.length - 2 - second;
        return ByteBuffer.allocate(picture.length + 4).put(picture, 0, second).put((byte) 0xFF).put((byte) marker).putShort((short) (hidden + 2))
                .put(picture, second, picture.length - second).array();
    }

    private static int scan(byte[] picture, int from) {
        int place = from;
        while (picture[place] != (byte) 0xFF || picture[place + 1] != (byte) 0xDA) {
            place++;
        }
        return place;
    }

    private interface Writing {
        void write() throws IOException;
    }

    private static void written(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
