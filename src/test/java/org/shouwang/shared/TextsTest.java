package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u2007", "\u202f", "\u2800", "\u3164", "\u115f", "\u3000", "\ufe0f", "\u0301", "\u034f\ufe0f", " \u00a0\n\u2800 "})
    void whatLooksLikeNothingIsNoText(String blank) {
        assertThatThrownBy(() -> Texts.required(blank, "reason", "理由", 10)).isInstanceOf(InvalidInputException.class).hasMessageContaining("为必填项");
        assertThat(Texts.stripped(blank)).isEmpty();
    }

    @Test
    void theLinesOfATextStay() {
        assertThat(Texts.stripped("一\r\n二\n")).isEqualTo("一\n二");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u3164", "\u115f", "\u1160", "\uffa0"})
    void aLetterThatIsEmptyIsNotSeen(String letter) {
        assertThat(Texts.problem("冷库" + letter, false)).isEqualTo(Texts.UNSEEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"冷库a", "冷库 Ａ。", "《冷库A》", "（冷库A）", "冷库A—"})
    void namesAreComparedWithoutWhatIsRoundThem(String typed) {
        assertThat(Texts.name(typed)).isEqualTo("冷库A");
        assertThat(Texts.name("冷库（一期）")).as("brackets that belong to it").isEqualTo("冷库(一期)");
    }
}
