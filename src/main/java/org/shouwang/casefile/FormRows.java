package org.shouwang.casefile;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shouwang.shared.Decimals;

/** Makes the rows of lists that forms show. */
public final class FormRows {

    private FormRows() {
    }

    /**
     * @param keysAndValues keys and values in turn
     * @return a row with the keys in this order
     */
    public static Map<String, Object> row(Object... keysAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            row.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return row;
    }

    /**
     * @param item  the name of a fact
     * @param value the value of the fact
     * @return a row of a table of facts
     */
    public static Map<String, Object> fact(String item, String value) {
        return row("item", item, "value", value);
    }

    /**
     * @param yuan an amount in yuan
     * @return the amount with two decimals and the unit 元
     */
    public static String money(BigDecimal yuan) {
        return Decimals.plain(Decimals.exact(yuan, 2)) + " 元";
    }
}
