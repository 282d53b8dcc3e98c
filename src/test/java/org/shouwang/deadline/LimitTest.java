package org.shouwang.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;

/**
 * Tests rule ID-5: a period of N days from an event on day D ends at the end of day D+N in Asia/Shanghai, whatever the
 * server's zone.
 */
class LimitTest {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FOUND = LocalDate.of(2026, 3, 2);
    private static final TimeZone SERVERS_OWN = TimeZone.getDefault();

    @AfterEach
    void putTheZoneBack() {
        TimeZone.setDefault(SERVERS_OWN);
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,2026-03-02T00:00,ON_TRACK", "UTC,2026-03-14T23:59:59,ON_TRACK", "UTC,2026-03-15T00:00,WARNING",
        "UTC,2026-03-17T23:59:59,WARNING", "UTC,2026-03-18T00:00,OVERDUE",
        "America/New_York,2026-03-14T23:59:59,ON_TRACK", "America/New_York,2026-03-15T00:00,WARNING",
        "America/New_York,2026-03-17T23:59:59,WARNING", "America/New_York,2026-03-18T00:00,OVERDUE",
        "Asia/Shanghai,2026-03-17T23:59:59,WARNING", "Asia/Shanghai,2026-03-18T00:00,OVERDUE"})
    void theFifteenDaysEndWithTheFifteenthDayInChina(String zone, LocalDateTime inChina, LimitState expected) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));

        assertThat(limit(null, null).state(at(inChina))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-17,MET", "2026-03-18,MET_LATE", "2026-03-02,MET"})
    void aLimitIsMetInTimeOrLate(LocalDate metOn, LimitState expected) {
        assertThat(limit(metOn, null).state(at(LocalDateTime.of(2026, 6, 1, 0, 0)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-05T10:00", "2026-05-01T10:00"})
    void aWithdrawnCaseIsNeverOverdue(LocalDateTime inChina) {
        assertThat(limit(null, LocalDate.of(2026, 3, 4)).state(at(inChina))).isEqualTo(LimitState.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-02,15", "2026-03-17,0", "2026-03-18,-1"})
    void theLastDayHasNoDaysLeftAndTheDayAfterIsOneTooMany(LocalDate today, long left) {
        assertThat(limit(null, null).daysLeft(today)).isEqualTo(left);
        assertThat(limit(null, null).overdueFrom()).isEqualTo("2026-03-18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/New_York", "Asia/Shanghai", "Pacific/Kiritimati"})
    void daysAreChinasDaysInEveryServerZone(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));

        assertThat(ChinaTime.endOf(FOUND)).isEqualTo("2026-03-02T16:00:00Z");
        assertThat(ChinaTime.startOf(FOUND)).isEqualTo("2026-03-01T16:00:00Z");
        assertThat(ChinaTime.dayOf(Instant.parse("2026-03-01T15:59:59Z"))).isEqualTo("2026-03-01");
        assertThat(ChinaTime.dayOf(Instant.parse("2026-03-01T16:00:00Z"))).isEqualTo("2026-03-02");
        assertThat(ChinaTime.minuteText(Instant.parse("2026-03-01T16:00:00Z"))).isEqualTo("2026-03-02 00:00");
        assertThat(new AdjustableClock().getZone()).isEqualTo(CHINA);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-17,,false", "2026-03-18,,true", ",2026-03-17,false", ",2026-03-18,true", ",,true"})
    void whetherALimitWasMissedIsCountedByTheDayOfTheActAndNotByToday(LocalDate metOn, LocalDate cancelledOn, boolean late) {
        assertThat(limit(metOn, cancelledOn).isLate(LocalDate.of(2026, 6, 1))).isEqualTo(late);
        assertThat(limit(null, null).isLate(LocalDate.of(2026, 3, 17))).as("on its last day").isFalse();
    }

    private static Limit limit(LocalDate metOn, LocalDate cancelledOn) {
        LimitRule rule = LimitRule.IDENTIFICATION_15D;
        LocalDate dueOn = FOUND.plusDays(rule.days());
        return new Limit(1, "JC-1", rule, "", "411081101201", null, FOUND, dueOn, ChinaTime.endOf(rule.warningDay(dueOn)), null,
                metOn, cancelledOn, false, null, null, null, List.of());
    }

    private static Instant at(LocalDateTime inChina) {
        return inChina.atZone(CHINA).toInstant();
    }
}
