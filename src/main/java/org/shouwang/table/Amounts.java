package org.shouwang.table;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.Texts;

/** Amounts of money as people write them. */
public final class Amounts {

    /** The message about a text that is no amount. */
    public static final String EXPECTED = "须为数字，如 12000、12,000.50 或 1.2万元；没有请填0或不填";

    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);
    private static final Pattern AMOUNT = Pattern.compile(
            "¥?([-+]?(?:0|[1-9]\\d{0,13}|0[1-9]\\d{3,12}|[1-9]\\d{0,2}(?:,\\d{3}){1,4})(?:\\.\\d{1,15})?)(万?)(元|元整|圆)?([/每]年)?");
    private static final Pattern AS_TEXT = Pattern.compile("^['‘’]");
    private static final Pattern NOTHING = Pattern.compile("[-—–−─]{1,2}|/|无");

    private Amounts() {
    }

    /**
     * Reads an amount. Digits may be of any width, with or without commas between thousands; a sign of yuan may stand in
     * front,
     * 元 or 万元 behind the digits, and 年 behind that.
     *
     * @param text what somebody wrote
     * @return the amount in yuan; empty if the text is no amount or could mean two amounts
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
     * Tells whether a text says that there is no amount: an empty text, a stroke or 无.
     *
     * @param text what stands in place of an amount
     */
    public static boolean isNone(String text) {
        String plain = plain(text);
        return plain.isEmpty() || NOTHING.matcher(plain).matches();
    }

    private static String plain(String text) {
        return AS_TEXT.matcher(Texts.compact(text)).replaceFirst("").replace('￥', '¥');
    }
}
