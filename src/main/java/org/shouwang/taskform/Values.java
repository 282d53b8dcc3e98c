package org.shouwang.taskform;

import java.math.BigDecimal;
import org.shouwang.shared.Decimals;

/** Values of forms as people read and type them. */
final class Values {

    private Values() {
    }

    /** Returns a value as text: numbers without an exponent or zeros at the end. */
    static String text(Object value) {
        return value instanceof BigDecimal number ? Decimals.plain(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros())
                : String.valueOf(value);
    }
}
