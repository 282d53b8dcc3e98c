package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shouwang.region.RegionLevel;
import org.shouwang.support.IntegrationTest;

/** Tests that rows of the database become records by the names of the columns. */
class RowsTest extends IntegrationTest {

    record Everything(String name, int members, Integer rooms, long loanNo, Long householdId, boolean open, Boolean willing,
                      BigDecimal amount, LocalDate dueOn, Instant decidedAt, RegionLevel level, List<String> aliases) {
    }

    record Unknown(UUID id) {
    }

    @Test
    void columnsMayStandInAnyOrder() {
        Everything found = database.sql("""
                        select array['甲', '乙'] as aliases, 'COUNTY' as level, timestamptz '2026-03-02 09:00+08' as decided_at,
                            date '2026-03-02' as due_on, 12.50 as amount, true as willing, false as open, 7::bigint as household_id,
                            sum(8::bigint) as loan_no, 3 as rooms, 4 as members, '某户' as name
                        """)
                .query(Rows.as(Everything.class)).single();

        assertThat(found).isEqualTo(new Everything("某户", 4, 3, 8, 7L, false, true, new BigDecimal("12.50"),
                LocalDate.of(2026, 3, 2), Instant.parse("2026-03-02T01:00:00Z"), RegionLevel.COUNTY, List.of("甲", "乙")));
    }

    @Test
    void whatIsNotThereIsNull() {
        Everything found = database.sql("""
                        select null as name, 0 as members, null::int as rooms, 0 as loan_no, null::bigint as household_id,
                            false as open, null::boolean as willing, null::numeric as amount, null::date as due_on,
                            null::timestamptz as decided_at, null as level, null::varchar[] as aliases
                        """)
                .query(Rows.as(Everything.class)).single();

        assertThat(found).isEqualTo(new Everything(null, 0, null, 0, null, false, null, null, null, null, null, null));
    }

    @Test
    void aNumberThatIsNotThereIsNotZero() {
        var query = database.sql("select 'a' as name, null::int as members").query(Rows.as(Counted.class));

        assertThatThrownBy(query::single).hasRootCauseInstanceOf(SQLException.class).hasMessageContaining("members");
    }

    record Counted(String name, int members) {
    }

    @Test
    void recordsWithSomethingThatRowsDoNotHoldAreRefused() {
        assertThatThrownBy(() -> Rows.as(Unknown.class)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("UUID");
    }
}
