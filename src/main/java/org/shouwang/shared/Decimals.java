package org.shouwang.shared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one place at which written numbers become decimal ones, whichever door they come by. {@code 1e1000000} is nine letters
 * and a number of a million digits as soon as anybody adds to it, rounds it or writes it out; so no number is read that has more
 * than twenty digits or an exponent beyond ±20, and none is rounded or written out that has not a bounded length.
 */
public final class Decimals {

    /** What is said of something that is no number; it follows the field's name. */
    public static final String NO_NUMBER = "须为数字";
    /** What is said of a number that is longer or larger than any that the product reads. */
    public static final String BEYOND = "数字过长或超出范围：最多20位数字，10的指数不超过±20";

    private static final int MAX_DIGITS = 20;
    private static final int MAX_EXPONENT = 20;
    private static final int MAX_BITS = 67;
    /** Leading zeros, sign, point and exponent included. */
    private static final int MAX_LENGTH = 64;
    /** Averages and shares that the product has counted itself are longer than what people write, but not by much. */
    private static final int MAX_COUNTED_SCALE = 100;
    private static final int MAX_COUNTED_BITS = 400;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d*+)(?:\\.(\\d*+))?(?:[eE]([-+]?\\d++))?");

    private Decimals() {
    }

    /**
     * @param text anything
     * @return what is wrong with it as a number, {@link #NO_NUMBER} or {@link #BEYOND}; null if nothing is
     */
    public static String problem(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return NO_NUMBER;
        }
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        String digits = matcher.group(1) + fraction;
        if (digits.isEmpty()) {
            return NO_NUMBER;
        }
        if (text.length() > MAX_LENGTH || digits.replaceFirst("^0++", "").length() > MAX_DIGITS) {
            return BEYOND;
        }
        BigInteger exponent = matcher.group(3) == null ? BigInteger.ZERO : new BigInteger(matcher.group(3));
        BigInteger scale = BigInteger.valueOf(fraction.length()).subtract(exponent);
        boolean near = exponent.abs().compareTo(BigInteger.valueOf(MAX_EXPONENT)) <= 0
                && scale.abs().compareTo(BigInteger.valueOf(MAX_EXPONENT)) <= 0;
        return near ? null : BEYOND;
    }

    /**
     * @param number a number of any type
     * @return what is wrong with it, as for texts; null if nothing is
     */
    public static String problem(Number number) {
        if (number instanceof BigInteger whole && whole.bitLength() > MAX_BITS
                || number instanceof BigDecimal decimal && decimal.unscaledValue().bitLength() > MAX_BITS) {
            return BEYOND;
        }
        return problem(number.toString());
    }

    /**
     * @param text anything
     * @return the number, or empty if it is none or beyond what is read
     */
    public static Optional<BigDecimal> parse(String text) {
        return problem(text) == null ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /**
     * @param number a number
     * @return it without an exponent
     * @throws ArithmeticException if it is far longer than anything that was read or counted here
     */
    public static String plain(BigDecimal number) {
        return bounded(number).toPlainString();
    }

    /**
     * @param number   a number
     * @param decimals how many digits after the point it is to have
     * @return the same number with so many
     * @throws ArithmeticException if it has more, or is far longer than anything that was read or counted here
     */
    public static BigDecimal exact(BigDecimal number, int decimals) {
        return rounded(number, decimals, RoundingMode.UNNECESSARY);
    }

    /**
     * @param number   a number
     * @param decimals how many digits after the point it is to have
     * @param mode     how it is rounded
     * @return the number nearest to it that has so many
     * @throws ArithmeticException if it is far longer than anything that was read or counted here
     */
    public static BigDecimal rounded(BigDecimal number, int decimals, RoundingMode mode) {
        return bounded(number).setScale(decimals, mode);
    }

    /**
     * Compares with the borders of the rules, so it is not rounded to what people read: 29.996 % is not thirty.
     *
     * @param part  a part
     * @param whole the whole, not 0
     * @return the part as a share of the whole, to sixteen digits
     */
    public static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return part.divide(whole, MathContext.DECIMAL64);
    }

    private static BigDecimal bounded(BigDecimal number) {
        if (number.scale() > MAX_COUNTED_SCALE || number.scale() < -MAX_COUNTED_SCALE
                || number.unscaledValue().bitLength() > MAX_COUNTED_BITS) {
            throw new ArithmeticException("A number of this length was never read");
        }
        return number;
    }
}
