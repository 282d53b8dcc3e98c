package org.shouwang.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.outbox.EventType;

/**
 * Tests that the product does not start if a kind of case lacks a part of its endings, so that the fault does not appear first
 * in a case.
 */
class CaseKindsTest {

    private static final CaseStatus ISSUED = CaseStatus.reached("ISSUED", "已发卡", new EventType("case.issued", "案件：已发卡", 1));

    @Test
    void anEndingThatTellsNobodyStopsTheStart() {
        CaseKind card = new Kind("chronic-card", CaseStatus.reached("ISSUED", "已发卡", null));

        assertThatThrownBy(() -> new CaseKinds(List.of(card))).isInstanceOf(IllegalStateException.class)
                .hasMessage("The ending ISSUED of chronic-card has no event");
    }

    @Test
    void aCodeOfTwoKindsStopsTheStart() {
        CaseStatus same = CaseStatus.refused("ISSUED", "已发放", new EventType("case.paid", "案件：已发放", 2));

        assertThatThrownBy(() -> new CaseKinds(List.of(new Kind("chronic-card", ISSUED), new Kind("allowance", same))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The status ISSUED of allowance: ISSUED is declared already by chronic-card");
    }

    @Test
    void aCodeThatOneKindDeclaresTwiceStopsTheStart() {
        assertThatThrownBy(() -> new CaseKinds(List.of(new Kind("chronic-card", ISSUED, ISSUED)))).isInstanceOf(IllegalStateException.class)
                .hasMessage("The status ISSUED of chronic-card: ISSUED is declared already by chronic-card");
    }

    @Test
    void aCodeThatAllCasesHaveStopsTheStart() {
        CaseStatus withdrawn = CaseStatus.refused("WITHDRAWN", "已退出", new EventType("case.left", "案件：已退出", 2));

        assertThatThrownBy(() -> new CaseKinds(List.of(new Kind("chronic-card", withdrawn)))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WITHDRAWN of chronic-card").hasMessageContaining("every kind of case");
    }

    @Test
    void anEventOfTwoEndingsStopsTheStart() {
        CaseStatus refused = CaseStatus.refused("REFUSED", "不予办理", ISSUED.event());

        assertThatThrownBy(() -> new CaseKinds(List.of(new Kind("chronic-card", ISSUED, refused)))).isInstanceOf(IllegalStateException.class)
                .hasMessage("The status REFUSED of chronic-card: case.issued is declared already by chronic-card");
    }

    @Test
    void aNewKindIsKnownByWhatItDeclares() {
        CaseKinds kinds = new CaseKinds(List.of(new Kind("chronic-card", ISSUED)));

        assertThat(kinds.status("chronic-card", "ISSUED")).isEqualTo(ISSUED);
        assertThat(kinds.status("chronic-card", "APPROVED")).isEqualTo(CaseStatus.APPROVED);
        assertThat(kinds.events()).extracting(EventType::code)
                .containsExactlyInAnyOrder("case.approved", "case.issued", "case.rejected", "case.withdrawn");
        assertThatThrownBy(() -> kinds.status("chronic-card", "ADMITTED")).hasMessage("No case of chronic-card can stand as ADMITTED");
    }

    private record Kind(String process, List<CaseStatus> endings) implements CaseKind {

        private Kind(String process, CaseStatus... endings) {
            this(process, List.of(endings));
        }

        @Override
        public String title() {
            return "门诊慢性病卡办理";
        }

        @Override
        public String numberPrefix() {
            return "MB";
        }

        @Override
        public String withdrawnMessage() {
            return "chronicCard.withdrawn";
        }

        @Override
        public CasePath path() {
            return new CasePath(List.of(), false, List.of(), List.of());
        }

        @Override
        public Map<String, Object> formFactsOf(CaseFile item) {
            return Map.of();
        }

        @Override
        public Map<String, String> pageFactsOf(CaseFile item) {
            return Map.of();
        }

        @Override
        public List<CasePerson> personsOf(CaseFile item) {
            return List.of();
        }

        @Override
        public boolean isAdvisedAgainst(CaseFile item) {
            return false;
        }
    }
}
