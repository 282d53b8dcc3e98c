package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests what stands between a field's name and what is wrong with it. */
class FieldErrorTest {

    @Test
    void theColonThatPagesAndTasklistPutBetweenNameAndMessageStandsOnce() {
        FieldError error = new FieldError("amount", "金额", "：还没有填写");

        assertThat(error.label() + "：" + error.message()).isEqualTo("金额：还没有填写");
        assertThat(new InvalidInputException(List.of(error)).getMessage()).doesNotContain("：：");
        assertThat(FieldError.ofCell(2, "金额", "：太大").message()).isEqualTo("太大");
    }
}
