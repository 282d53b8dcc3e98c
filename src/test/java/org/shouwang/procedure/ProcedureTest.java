package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests what a manifest, a model and forms say together. */
class ProcedureTest {

    private static Procedure procedure(String key) {
        ProcedureFolder folder = ProcedureFolder.inside().stream().filter(each -> each.name().equals(key)).findFirst().orElseThrow();
        return Procedure.of(folder, new ManifestReader().read(folder, new ArrayList<>()), new ObjectMapper());
    }

    @Test
    void reliefThatTheTownshipHasPaidIsNotPaidAgainByTheCounty() {
        Procedure relief = procedure("temporary-relief");

        assertThat(relief.mayFollow(List.of("userTask_recordAtCounty"), "userTask_payRelief")).isFalse();
        assertThat(relief.mayFollow(List.of("userTask_decideAtTownship"), "userTask_approveAtCounty")).isFalse();
        assertThat(relief.mayFollow(List.of("userTask_decideAtTownship"), "userTask_recordAtCounty")).isTrue();
        assertThat(relief.mayFollow(List.of("userTask_investigate"), "userTask_payRelief")).isTrue();
    }

    @Test
    void whatComesAfterANoticeFollowsWhatComesBefore() {
        Procedure housing = procedure("housing-safety");

        assertThat(housing.mayFollow(List.of("userTask_appraiseHouse"), "userTask_reviewAtTownship")).isTrue();
        assertThat(housing.mayFollow(List.of("userTask_postNotice"), "userTask_approveAtCounty")).isTrue();
        assertThat(housing.mayFollow(List.of("userTask_paySubsidy"), "userTask_confirmDemolition")).isFalse();
        assertThat(housing.mayFollow(List.of("userTask_acceptWork"), "userTask_strikeOff")).isTrue();
    }
}
