package org.shouwang.table;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.Texts;

/** Amounts of money as people write them. */
public final class Amounts {

    /** What is said of one that cannot be read. */
    public static final String EXPECTED = "须为数字，如 12000、12,000.50 或 1.2万元；没有请填0或不填";

    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);
    private static final Pattern AMOUNT = Pattern.compile(
            "¥?([-+]?(?:0|[1-9]\\d{0,13}|0[1-9]\\d{3,12}|[1-9]\\d{0,2}(?:,\\d{3}){1,4})(?:\\.\\d{1,15})?)(万?)(元|元整|圆)?([/每]年)?");
    private static final Pattern NOTHING = Pattern.compile("[-—–−─]{1,2}|/|无");

    private Amounts() {
    }

    /**
     * @param text an amount: digits of any width with or without commas between thousands, a sign of yuan in front, yuan or ten
     *     thousand yuan behind, a year behind that
     * @return the amount in yuan, or empty if it is none or could mean two things, as 000 behind a comma without quotes does
     */
    public static Optional<BigDecimal> parse(String text) {
        Matcher matcher = AMOUNT.matcher(plain(text));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Decimals.parse(matcher.group(1).replace(",", ""))
                .map(amount -> matcher.group(2).isEmpty() ? amount : amount.multiply(TEN_THOUSAND));
    }

    /**
     * @param text what stands in place of an amount
     * @return whether people write it for having none: nothing, a stroke, 无
     */
    public static boolean isNone(String text) {
        String plain = plain(text);
        return plain.isEmpty() || NOTHING.matcher(plain).matches();
    }

    private static String plain(String text) {
        return Texts.compact(text)
                .replaceFirst("^['‘’]", "").replace('￥', '¥');
    }
}
