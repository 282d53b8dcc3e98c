package org.shouwang.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Decodes csv files. They may be in UTF-16 or UTF-8, with or without a byte order mark, or in GB18030, in which Chinese
 * spreadsheets save csv.
 */
final class Encodings {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int SAMPLE = 4_096;
    /** The number of damaged bytes up to which a text still counts as UTF-8; hardly any text in GB18030 looks like UTF-8. */
    private static final int FEW = 10;

    private Encodings() {
    }

    /**
     * Decodes a file.
     *
     * @throws org.shouwang.shared.InvalidInputException if the file is a text in none of these encodings
     */
    static String decode(byte[] bytes) {
        Charset wide = wide(bytes);
        String text;
        if (wide != null) {
            text = strictly(bytes, wide);
        } else {
            text = strictly(bytes, StandardCharsets.UTF_8);
            if (text == null) {
                refuseDamaged(bytes);
                text = strictly(bytes, GB18030);
            }
        }
        if (text == null || !TableFiles.isText(text.endsWith("\u001a") ? text.substring(0, text.length() - 1) : text)) {
            throw TableFiles.refused("不是可以读取的表格，请导入 xlsx，或以 UTF-8、GB18030 编码的 csv");
        }
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return unmarked.endsWith("\u001a") ? unmarked.substring(0, unmarked.length() - 1) : unmarked;
    }

    private static Charset wide(byte[] bytes) {
        if (TableFiles.startsWith(bytes, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (TableFiles.startsWith(bytes, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        int zerosAtEven = 0;
        int zerosAtOdd = 0;
        int length = Math.min(bytes.length, SAMPLE) / 2 * 2;
        for (int i = 0; i < length; i += 2) {
            zerosAtEven += bytes[i] == 0 ? 1 : 0;
            zerosAtOdd += bytes[i + 1] == 0 ? 1 : 0;
        }
        // In UTF-16 separators and digits have a zero byte beside them, and a few Chinese characters such as 一 end in one. No
        // other encoding has zero bytes.
        return zerosAtOdd > zerosAtEven * 2 ? StandardCharsets.UTF_16LE
                : zerosAtEven > zerosAtOdd * 2 ? StandardCharsets.UTF_16BE : null;
    }

    private static String strictly(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static void refuseDamaged(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(SAMPLE);
        long good = 0;
        long bad = 0;
        long line = 1;
        long firstBadLine = 0;
        CoderResult result = CoderResult.OVERFLOW;
        while (result != CoderResult.UNDERFLOW) {
            result = decoder.decode(in, out, true);
            out.flip();
            boolean anew = out.hasRemaining() || bad == 0;
            while (out.hasRemaining()) {
                char character = out.get();
                line += character == '\n' ? 1 : 0;
                good += character > 0x7F ? 1 : 0;
            }
            out.clear();
            if (result.isError()) {
                bad += anew ? 1 : 0;
                firstBadLine = firstBadLine == 0 ? line : firstBadLine;
                in.position(in.position() + result.length());
            }
        }
        if (good > bad * FEW) {
            throw TableFiles.refused("第" + firstBadLine + "行有损坏的字符，请重新另存后再试");
        }
    }
}
