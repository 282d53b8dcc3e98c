package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the way back through a list that itself knows only the next page. */
class PagingTest {

    private static Paging page(String cursor) {
        return Paging.of("/cases", cursor, new Page<>(null, List.of(), null, "7"));
    }

    @Test
    void thePageBeforeIsTheOneFromWhichTheUserCame() {
        String second = page(null).onwards(null, null);
        String third = page("40").onwards(second, "40");
        String fourth = page("20").onwards(third, "20");

        assertThat(List.of(second, third, fourth)).containsExactly("", "40", "40,20");
        assertThat(page("10").backTo(fourth)).isEqualTo("20");
        assertThat(page("10").address("20", page("10").backwards(fourth))).isEqualTo("/cases?cursorTrail=40&cursor=20");
        assertThat(page("20").address(page("20").backTo(third), page("20").backwards(third))).isEqualTo("/cases?cursor=40");
        assertThat(page("40").backTo(second)).as("the first page").isNull();
    }

    @Test
    void aTrailThatSomebodyMadeUpDoesNoHarm() {
        String longTrail = "1,".repeat(5000);

        assertThat(page("9").onwards(longTrail, "9").length()).isLessThan(200);
        assertThat(page("9").backTo(",,,")).isNull();
        assertThat(page("9").backwards(" ")).isEmpty();
    }
}
