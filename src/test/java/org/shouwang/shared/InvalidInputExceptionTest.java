package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks that the message about wrong inputs reads as a sentence. */
class InvalidInputExceptionTest {

    @Test
    void aFieldIsQuotedAndACellIsQuotedOnce() {
        assertThat(new InvalidInputException(List.of(new FieldError("name", "姓名", "为必填项"), FieldError.ofCell(3, "整改时限", "须为日期"))))
                .hasMessage("“姓名”为必填项；第3行“整改时限”须为日期");
    }
}
