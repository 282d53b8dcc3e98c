package org.shouwang.attachment;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.shouwang.shared.IdNumber;

/** Cleans the names under which files are shown. A name is never the path of anything. */
final class FileNames {

    private static final int LONGEST = 80;
    private static final Pattern PATH = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    /** Control characters, invisible ones, those that turn the direction of writing, and those that mean something in a path. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}\ufffd:*?\"<>|]");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");
    private static final Pattern DOTS = Pattern.compile("^[.\\s]+|[.\\s]+$");

    private FileNames() {
    }

    /**
     * Returns a name that can be shown and stored, with the extension that the content has.
     *
     * @param given     the name that came with the file; may be anything, or null
     * @param otherwise the name if nothing is left of it, or if it contains an identity number
     * @param extension the extension without a dot
     */
    static String clean(String given, String otherwise, String extension) {
        String name = given == null ? "" : Normalizer.normalize(PATH.matcher(given).replaceFirst(""), Normalizer.Form.NFC);
        String stem = EXTENSION.matcher(BLANKS.matcher(UNSAFE.matcher(name).replaceAll("")).replaceAll(" ").strip()).replaceFirst("");
        stem = DOTS.matcher(stem).replaceAll("");
        if (stem.isEmpty() || IdNumber.isIn(stem)) {
            stem = otherwise;
        }
        int length = Math.min(LONGEST, stem.codePointCount(0, stem.length()));
        return stem.substring(0, stem.offsetByCodePoints(0, length)).strip() + "." + extension;
    }
}
