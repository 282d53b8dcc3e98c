package org.shouwang.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the line that tells what a comparison found. */
class FindingTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 28);

    @Test
    void aLineNamesHitsAndWhatCouldNotBeCompared() {
        List<Finding> findings = List.of(new Finding(DatasetKind.VEHICLES, DAY, "王五", "号牌：豫K00000"), Finding.nothing(DatasetKind.COMPANIES, DAY),
                Finding.notImported(DatasetKind.DEATHS), Finding.unreadable(DatasetKind.REAL_ESTATE, DAY));

        assertThat(Finding.inALine(findings)).hasValue("比对发现1项：王五（车辆登记（公安））号牌：豫K00000。没有数据、未比对：死亡登记（公安）、不动产登记（自然资源）");
    }

    @Test
    void aLineSaysThatNothingWasFoundAndThereIsNoneBeforeTheComparison() {
        assertThat(Finding.inALine(List.of(Finding.nothing(DatasetKind.DEATHS, DAY)))).hasValue("比对未发现不一致");
        assertThat(Finding.inALine(List.of())).isEmpty();
    }
}
