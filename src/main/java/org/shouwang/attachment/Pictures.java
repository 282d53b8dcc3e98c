package org.shouwang.attachment;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.RefusedFileException.Why;

/**
 * Makes pictures anew from their pixels. The size in pixels is read first, so that a small file cannot take all memory; very
 * large pictures are made smaller while they are read.
 */
final class Pictures {

    private static final int LONGEST_SIDE = 20_000;
    private static final long MOST_PIXELS = 120_000_000;
    /** The reader of WebP holds all pixels, whatever size is wanted. */
    private static final long MOST_PIXELS_OF_WEBP = 40_000_000;
    /** The reader of progressive JPEG holds the numbers of all pixels outside Java's memory, about six bytes for each. */
    private static final long MOST_PIXELS_OF_SEVERAL_SCANS = 50_000_000;
    /** Each scan takes as long as the whole picture, so that thousands of them would take hours. */
    private static final long MOST_PIXELS_OF_ALL_SCANS = 1_200_000_000;
    /** A page of paper can be read well at this number of pixels. */
    private static final long KEPT_PIXELS = 16_000_000;
    private static final float QUALITY = 0.9f;
    private static final int THUMBNAIL = 320;
    private static final double THUMBNAIL_QUALITY = 0.75;
    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int PNG_HEAD = 8;
    private static final int WEBP_HEAD = 12;
    private static final int CHUNK_HEAD = 8;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_FRAME = 0xC0;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int FIRST_OF_PROGRAMS = 0xE0;
    private static final int LAST_OF_PROGRAMS = 0xEF;
    private static final int COMMENT = 0xFE;
    private static final String UNREADABLE = "图片不完整或无法读取，请重新拍照，或改存为 JPG 再上传";

    /**
     * A picture that was made anew.
     *
     * @param contentType the type of the content
     * @param content     the picture
     * @param thumbnail   a small one of it, as JPEG
     */
    record Picture(String contentType, byte[] content, byte[] thumbnail) {

        String extension() {
            return contentType.equals(PNG) ? "png" : "jpg";
        }
    }

    /**
     * Makes a picture anew, upright and without anything but its pixels.
     *
     * @param type the type of the file: JPEG, PNG or WebP; WebP becomes JPEG
     * @param file the file
     * @throws RefusedFileException if the picture has too many pixels or cannot be read
     */
    Picture madeAnew(String type, byte[] file) {
        try {
            BufferedImage pixels = upright(type, file, read(type, file));
            boolean png = type.equals(PNG);
            BufferedImage plain = plain(pixels, png);
            ByteArrayOutputStream small = new ByteArrayOutputStream();
            Thumbnails.of(plain).size(THUMBNAIL, THUMBNAIL).imageType(BufferedImage.TYPE_INT_RGB).outputFormat("jpg").outputQuality(THUMBNAIL_QUALITY)
                    .toOutputStream(small);
            return new Picture(png ? PNG : JPEG, written(plain, png ? PNG : JPEG), small.toByteArray());
        } catch (RefusedFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Readers of pictures answer damaged files with all sorts of exceptions.
            throw new RefusedFileException(Why.WRONG_TYPE, UNREADABLE);
        }
    }

    private static BufferedImage read(String type, byte[] file) throws IOException {
        boolean jpeg = type.equals(JPEG);
        int scans = jpeg ? scans(file) : 1;
        ScansWatch watch = new ScansWatch(scans, UNREADABLE);
        ImageReader reader = reader(type);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            // Metadata may unpack to any size.
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            long pixels = (long) width * height;
            if (width > LONGEST_SIDE || height > LONGEST_SIDE || pixels > mostPixels(type, scans)) {
                throw new RefusedFileException(Why.TOO_LARGE, "图片有 " + width + "×" + height + " 像素，过大，请缩小后再上传");
            }
            ImageReadParam param = reader.getDefaultReadParam();
            int step = (int) Math.ceil(Math.sqrt((double) pixels / KEPT_PIXELS));
            if (step > 1) {
                param.setSourceSubsampling(step, step, 0, 0);
            }
            if (jpeg) {
                reader.addIIOReadUpdateListener(watch);
                reader.addIIOReadWarningListener(watch);
            }
            BufferedImage image = reader.read(0, param);
            if (watch.cutOff()) {
                throw new RefusedFileException(Why.WRONG_TYPE, UNREADABLE);
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    private static long mostPixels(String type, int scans) {
        return type.equals("image/webp") ? MOST_PIXELS_OF_WEBP
                : scans > 1 ? Math.min(MOST_PIXELS_OF_SEVERAL_SCANS, MOST_PIXELS_OF_ALL_SCANS / scans) : MOST_PIXELS;
    }

    private static ImageReader reader(String type) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type);
        return readers.next();
    }

    /**
     * Counts the scans of a JPEG file up to its end marker, by the same markers and lengths as libjpeg, which reads it
     * afterwards: what this took for the content of a segment and libjpeg for markers would not be counted. What follows, such as
     * the film of a moving picture, is not read.
     *
     * @throws RefusedFileException if there is no end marker, since the file was cut off; if there is no scan before it, since
     *                              the reader would go on with the next picture; or if there is a marker that libjpeg does not know
     */
    private static int scans(byte[] file) {
        int scans = 0;
        int place = 2;
        while (place + 1 < file.length) {
            int marker = file[place] == (byte) 0xFF ? file[place + 1] & 0xFF : 0;
            if (marker == 0 || marker == 0xFF) {
                place++;
            } else if (marker == TEMPORARY || marker >= FIRST_RESTART && marker <= LAST_RESTART) {
                place += 2;
            } else if (hasLength(marker)) {
                scans += marker == SCAN ? 1 : 0;
                place += place + 3 < file.length ? 2 + Short.toUnsignedInt(ByteBuffer.wrap(file).getShort(place + 2)) : 2;
            } else if (marker == END_OF_IMAGE && scans > 0) {
                return scans;
            } else {
                break;
            }
        }
        throw new RefusedFileException(Why.WRONG_TYPE, UNREADABLE);
    }

    private static boolean hasLength(int marker) {
        return marker >= FIRST_FRAME && marker < FIRST_RESTART || marker >= SCAN && marker <= RESTART_INTERVAL
                || marker >= FIRST_OF_PROGRAMS && marker <= LAST_OF_PROGRAMS || marker == COMMENT;
    }

    /** Turns a picture as the camera was held. A picture whose metadata cannot be read stays as it is. */
    private static BufferedImage upright(String type, byte[] file, BufferedImage pixels) {
        try {
            Orientation orientation = type.equals(JPEG) ? orientationOfJpeg(file) : orientationOfChunks(type, file);
            return orientation == null || orientation == Orientation.TOP_LEFT ? pixels
                    : ExifFilterUtils.getFilterForOrientation(orientation).apply(pixels);
        } catch (IOException | RuntimeException e) {
            return pixels;
        }
    }

    private static Orientation orientationOfJpeg(byte[] file) throws IOException {
        ImageReader reader = reader(JPEG);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, false);
            return ExifUtils.getExifOrientation(reader, 0);
        } finally {
            reader.dispose();
        }
    }

    /** Returns the orientation that a chunk of a PNG or WebP file tells; null if there is none. */
    private static Orientation orientationOfChunks(String type, byte[] file) {
        boolean png = type.equals(PNG);
        ByteBuffer chunks = ByteBuffer.wrap(file).order(png ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        chunks.position(png ? PNG_HEAD : WEBP_HEAD);
        while (chunks.remaining() > CHUNK_HEAD) {
            int place = chunks.position();
            // A PNG chunk begins with its length, a WebP chunk with its name.
            String name = new String(file, png ? place + 4 : place, 4, StandardCharsets.ISO_8859_1);
            int length = chunks.getInt(png ? place : place + 4);
            chunks.position(place + CHUNK_HEAD);
            if (name.equals(png ? "eXIf" : "EXIF")) {
                byte[] exif = new byte[length];
                chunks.get(exif);
                boolean named = length > EXIF.length && Arrays.equals(exif, 0, EXIF.length, EXIF, 0, EXIF.length);
                return ExifUtils.getOrientationFromExif(named ? exif
                        : ByteBuffer.allocate(EXIF.length + length).put(EXIF).put(exif).array());
            }
            // A check sum follows a PNG chunk; WebP chunks have an even length.
            chunks.position(Math.addExact(place + CHUNK_HEAD, Math.addExact(length, png ? 4 : length & 1)));
        }
        return null;
    }

    /** Returns the pixels in usual colours; what can be seen through stays so in a PNG only. */
    private static BufferedImage plain(BufferedImage pixels, boolean png) {
        boolean through = png && pixels.getColorModel().hasAlpha();
        int type = through ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        if (pixels.getType() == type || !through && (pixels.getType() == BufferedImage.TYPE_3BYTE_BGR || pixels.getType() == BufferedImage.TYPE_BYTE_GRAY)) {
            return pixels;
        }
        BufferedImage plain = new BufferedImage(pixels.getWidth(), pixels.getHeight(), type);
        Graphics2D graphics = plain.createGraphics();
        try {
            if (!through) {
                graphics.setColor(Color.WHITE);
                graphics.fillRect(0, 0, plain.getWidth(), plain.getHeight());
            }
            graphics.drawImage(pixels, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        return plain;
    }

    private static byte[] written(BufferedImage pixels, String type) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(type).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (type.equals(JPEG)) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(pixels, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
