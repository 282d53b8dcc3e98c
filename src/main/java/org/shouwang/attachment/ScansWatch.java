package org.shouwang.attachment;

import java.awt.image.BufferedImage;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadUpdateListener;
import javax.imageio.event.IIOReadWarningListener;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.RefusedFileException.Why;

/**
 * Watches a reader of JPEG pictures. It stops at the first scan more than were counted beforehand, whatever hid that scan from
 * the count, and remembers whether pixels were missing, which the reader fills with grey and only warns of.
 */
final class ScansWatch implements IIOReadUpdateListener, IIOReadWarningListener {

    /** Libjpeg's words, which are not translated, for a scan or file that ends too early. */
    private static final String CUT_OFF = "premature end";
    /** Libjpeg's words for the end of the picture where more of a scan should follow. */
    private static final String END_WITHIN_SCAN = "found marker 0xd9";

    private final int scans;
    private final String refusal;
    private boolean cutOff;

    /**
     * @param scans   the number of scans that were counted
     * @param refusal what is said if there are more, in Chinese
     */
    ScansWatch(int scans, String refusal) {
        this.scans = scans;
        this.refusal = refusal;
    }

    /**
     * @return whether the reader warned that the picture ends too early
     */
    boolean cutOff() {
        return cutOff;
    }

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        // The reader holds arrays while it warns, so nothing is made here.
        cutOff |= warning.contains(CUT_OFF) || warning.contains(END_WITHIN_SCAN);
    }

    /** Only an exception stops the reader: after {@link ImageReader#abort()} it goes on with the next scan. */
    @Override
    public void passStarted(ImageReader source, BufferedImage image, int pass, int minPass, int maxPass, int minX, int minY, int periodX, int periodY,
            int[] bands) {
        if (pass >= scans) {
            throw new RefusedFileException(Why.WRONG_TYPE, refusal);
        }
    }

    @Override
    public void imageUpdate(ImageReader source, BufferedImage image, int minX, int minY, int width, int height, int periodX, int periodY, int[] bands) {
        // Only the beginning of a scan counts.
    }

    @Override
    public void passComplete(ImageReader source, BufferedImage image) {
        // Only the beginning of a scan counts.
    }

    @Override
    public void thumbnailPassStarted(ImageReader source, BufferedImage thumbnail, int pass, int minPass, int maxPass, int minX, int minY, int periodX,
            int periodY, int[] bands) {
        // Thumbnails are not read.
    }

    @Override
    public void thumbnailUpdate(ImageReader source, BufferedImage thumbnail, int minX, int minY, int width, int height, int periodX, int periodY,
            int[] bands) {
        // Thumbnails are not read.
    }

    @Override
    public void thumbnailPassComplete(ImageReader source, BufferedImage thumbnail) {
        // Thumbnails are not read.
    }
}
