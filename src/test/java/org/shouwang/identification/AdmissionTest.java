package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;

/** ID-4 in order: the way from a clue to the register. */
class AdmissionTest extends IntegrationTest {

    @Test
    void aHouseholdGoesFromTheClueToTheRegister() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        flow.untilApproval(clock).approved().announced().entered();

        assertThat(flow.status()).isEqualTo("ADMITTED");
        assertThat(flow.openTasks()).isEmpty();
    }
}
