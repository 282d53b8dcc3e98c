package org.shouwang.shared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The only place where written numbers become decimal numbers. {@code 1e1000000} has nine characters, but a million digits as
 * soon as a program adds to it, rounds it or writes it out. So no number is read that has more than twenty digits or an
 * exponent beyond ±20, and no number is rounded or written out unless its length is bounded.
 */
public final class Decimals {

    /** The message about a text that is no number; it follows the field's name. */
    public static final String NO_NUMBER = "须为数字";
    /** The message about a number that is longer or larger than the product reads; it follows the field's name. */
    public static final String BEYOND = "数字过长或超出范围：最多20位数字，10的指数不超过±20";

    private static final int MAX_DIGITS = 20;
    private static final int MAX_EXPONENT = 20;
    private static final int MAX_BITS = 67;
    /** The most characters of a number, including leading zeros, sign, point and exponent. */
    private static final int MAX_LENGTH = 64;
    /**
     * The most decimals of a number that the product has calculated itself; averages and shares are longer than what people
     * write.
     */
    private static final int MAX_COUNTED_SCALE = 100;
    private static final int MAX_COUNTED_BITS = 400;
    private static final Pattern ZEROS_IN_FRONT = Pattern.compile("^0++");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d*+)(?:\\.(\\d*+))?(?:[eE]([-+]?\\d++))?");

    private Decimals() {
    }

    /**
     * Tells what is wrong with a text as a number.
     *
     * @param text any text
     * @return {@link #NO_NUMBER} or {@link #BEYOND}; null if the text is a number that the product reads
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
        if (text.length() > MAX_LENGTH || ZEROS_IN_FRONT.matcher(digits).replaceFirst("").length() > MAX_DIGITS) {
            return BEYOND;
        }
        BigInteger exponent = matcher.group(3) == null ? BigInteger.ZERO : new BigInteger(matcher.group(3));
        BigInteger scale = BigInteger.valueOf(fraction.length()).subtract(exponent);
        boolean near = exponent.abs().compareTo(BigInteger.valueOf(MAX_EXPONENT)) <= 0
                && scale.abs().compareTo(BigInteger.valueOf(MAX_EXPONENT)) <= 0;
        return near ? null : BEYOND;
    }

    /**
     * Tells what is wrong with a number of any type.
     *
     * @param number a number
     * @return {@link #NO_NUMBER} or {@link #BEYOND}; null if the product reads the number
     */
    public static String problem(Number number) {
        if (number instanceof BigInteger whole && whole.bitLength() > MAX_BITS
                || number instanceof BigDecimal decimal && decimal.unscaledValue().bitLength() > MAX_BITS) {
            return BEYOND;
        }
        return problem(number.toString());
    }

    /**
     * Reads a number.
     *
     * @param text any text
     * @return the number; empty if the text is no number, or is longer or larger than the product reads
     */
    public static Optional<BigDecimal> parse(String text) {
        return problem(text) == null ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /**
     * Writes a number without an exponent.
     *
     * @param number a number
     * @throws ArithmeticException if the number is far longer than any that was read or calculated here
     */
    public static String plain(BigDecimal number) {
        return bounded(number).toPlainString();
    }

    /**
     * Writes an amount with separators of thousands, and with two decimals only where there are any.
     *
     * @param amount an amount of money
     * @return the amount, such as 12,345.60 or 12,345
     * @throws ArithmeticException if the number is far longer than any that was read or calculated here
     */
    public static String grouped(BigDecimal amount) {
        boolean whole = bounded(amount).stripTrailingZeros().scale() <= 0;
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.2f", amount);
    }

    /**
     * Writes an amount of money as the texts of forms, pages and messages name it.
     *
     * @param yuan an amount in yuan with at most two decimals
     * @return the amount with separators of thousands, two decimals and the unit, such as 12,345.00 元
     * @throws ArithmeticException if the number has more decimals, or is far longer than any that was read or calculated here
     */
    public static String money(BigDecimal yuan) {
        return String.format(Locale.ROOT, "%,.2f 元", exact(yuan, 2));
    }

    /**
     * Gives a number so many decimals without changing its value.
     *
     * @param number   a number
     * @param decimals the number of digits after the point
     * @throws ArithmeticException if the number has more decimals, or is far longer than any that was read or calculated here
     */
    public static BigDecimal exact(BigDecimal number, int decimals) {
        return rounded(number, decimals, RoundingMode.UNNECESSARY);
    }

    /**
     * Rounds a number.
     *
     * @param number   a number
     * @param decimals the number of digits after the point
     * @param mode     the way of rounding
     * @throws ArithmeticException if the number is far longer than any that was read or calculated here
     */
    public static BigDecimal rounded(BigDecimal number, int decimals, RoundingMode mode) {
        return bounded(number).setScale(decimals, mode);
    }

    /**
     * Returns a part as a share of the whole. The share is compared with the limits of the rules, so it is not rounded to what
     * people read: 29.996 % is not thirty.
     *
     * @param part  the part
     * @param whole the whole, not 0
     * @return the share, to sixteen digits; 1 is the whole
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
