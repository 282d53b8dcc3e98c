package org.shouwang.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that texts which a spreadsheet would calculate leave the product in a protected form. */
class CellTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\u00A0=1+1", "\u200B=1", "\u3000=1", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"})
    void aFormulaGetsAnApostrophe(String text) {
        assertThat(CellTexts.safe(text)).isEqualTo("'" + text);
    }

    @Test
    void otherTextsStayAsTheyAre() {
        assertThat(CellTexts.safe("张三=李四")).isEqualTo("张三=李四");
        assertThat(CellTexts.safe("")).isEmpty();
        assertThat(CellTexts.safe(null)).isEmpty();
    }
}
