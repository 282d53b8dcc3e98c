package org.shouwang.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the types of events for other systems are those that the parts of the program declare, each once. */
class EventTypesTest {

    @Test
    void anEventThatTwoPartsDeclareStopsTheStart() {
        EventSource one = () -> List.of(new EventType("card.lost", "卡：已挂失", 1));
        EventSource other = () -> List.of(new EventType("card.lost", "卡：已丢失", 2));

        assertThatThrownBy(() -> new EventTypes(List.of(one, other))).isInstanceOf(IllegalStateException.class)
                .hasMessage("The event card.lost is declared twice");
    }

    @Test
    void listsFollowThePlacesWhoeverDeclaredThem() {
        EventSource one = () -> List.of(new EventType("card.lost", "卡：已挂失", 30), new EventType("card.made", "卡：已制卡", 10));
        EventSource other = () -> List.of(new EventType("case.issued", "案件：已发卡", 20));

        assertThat(new EventTypes(List.of(one, other)).all()).extracting(EventType::code)
                .containsExactly("card.made", "case.issued", "card.lost");
    }
}
