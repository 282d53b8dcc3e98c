package org.shouwang.casefile;

import java.util.LinkedHashMap;
import java.util.Map;

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
}
