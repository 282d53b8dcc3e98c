package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the pages of all lists are asked for, answered and turned in one way. */
class PageTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void otherSystemsReadItemsAndWhereTheNextPageBegins() throws Exception {
        PageRequest asked = PageRequest.of(null, 2);

        assertThat(json.writeValueAsString(asked.page(List.of(9L, 7L, 4L), id -> id))).isEqualTo("{\"items\":[9,7],\"nextCursor\":\"7\"}");
        assertThat(json.writeValueAsString(asked.page(List.of(9L, 7L), id -> id))).isEqualTo("{\"items\":[9,7],\"nextCursor\":null}");
        assertThat(json.writeValueAsString(asked.page(List.of(9L), id -> id).counted(5).map(id -> "HU-" + id)))
                .isEqualTo("{\"total\":5,\"items\":[\"HU-9\"],\"nextCursor\":null}");
        assertThat(json.writeValueAsString(new Page<>(null, List.of(), "before_1", null))).isEqualTo("{\"items\":[],\"nextCursor\":null}");
    }

    @Test
    void aPageBeginsWhereThePageBeforeEnded() {
        assertThat(PageRequest.of("7", 2)).satisfies(asked -> {
            assertThat(asked.before()).isEqualTo(7);
            assertThat(asked.after()).isEqualTo(7);
            assertThat(asked.rows()).isEqualTo(3);
        });
        assertThat(PageRequest.of(" ", 2).before()).isEqualTo(Long.MAX_VALUE);
        assertThat(PageRequest.of(null, 2).after()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "7_3", "7 ", "99999999999999999999", "2026-03-02_7"})
    void aCursorThatNoPageGaveIsRefused(String cursor) {
        assertThatThrownBy(() -> PageRequest.of(cursor, 2)).isInstanceOf(InvalidInputException.class)
                .extracting(e -> ((InvalidInputException) e).errors())
                .isEqualTo(List.of(new FieldError("cursor", "cursor", "无效，请使用上一页给出的值")));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 201})
    void aPageHasOneRowToTwoHundred(int limit) {
        assertThatThrownBy(() -> PageRequest.of(null, limit)).isInstanceOf(InvalidInputException.class)
                .extracting(e -> ((InvalidInputException) e).errors())
                .isEqualTo(List.of(new FieldError("limit", "每页条数", "须在1至200之间")));
    }

    @Test
    void aPageIsTurnedWithAllThatTheListIsAskedForButASearchStandsInNoAddress() {
        Page<Integer> page = new Page<>(null, List.of(1), "3", "7");
        Paging paging = Paging.of("/loans", "5", page).with("status", "已还 & 清").with("bank", "").with("county", null);

        assertThat(paging.isNeeded()).isTrue();
        assertThat(paging.address(null)).isEqualTo("/loans?status=%E5%B7%B2%E8%BF%98%20%26%20%E6%B8%85");
        assertThat(paging.by("after").address("7")).isEqualTo("/loans?status=%E5%B7%B2%E8%BF%98%20%26%20%E6%B8%85&after=7");
        assertThat(paging.isPosted()).isFalse();
        assertThat(paging.with("q", "某某").isPosted()).isTrue();
        assertThat(Paging.of("/loans", null, new Page<>(null, List.of(1), null, null)).isNeeded()).isFalse();
    }
}
