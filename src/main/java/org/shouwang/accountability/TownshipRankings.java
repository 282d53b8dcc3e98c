package org.shouwang.accountability;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ranks the townships each quarter by weighted indicators, and proposes a step for each of the last townships: a warning (警告),
 * a yellow card (黄牌) or a proposed removal (免职建议). A person decides on each proposal and gives reasons; nothing follows from
 * the figures alone (DA-6).
 */
@Service
public class TownshipRankings {

    private static final BigDecimal FULL = BigDecimal.valueOf(100);
    private static final int MONTHS = 3;
    private static final int MAX_OPINION = 500;

    private final JdbcClient jdbc;
    private final Regions regions;
    private final PolicyParameters parameters;
    private final CurrentUsers users;
    private final Locks locks;
    private final AdjustableClock clock;

    TownshipRankings(JdbcClient jdbc, Regions regions, PolicyParameters parameters, CurrentUsers users, Locks locks, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.regions = regions;
        this.parameters = parameters;
        this.users = users;
        this.locks = locks;
        this.clock = clock;
    }

    /** The steps that can be proposed for a township among the last, from the mildest to the strictest. */
    public enum StepKind {
        /** A warning (警告). */
        WARNING("警告"),
        /** A yellow card (黄牌). */
        YELLOW_CARD("黄牌"),
        /** A proposal to remove the township's leaders (免职建议). */
        REMOVAL("免职建议");

        private final String title;

        StepKind(String title) {
            this.title = title;
        }

        /**
         * @return the step's Chinese name
         */
        public String title() {
            return title;
        }
    }

    /** The decisions that a person can take on a proposal. */
    public enum StepOutcome { CONFIRMED, DISMISSED }

    /**
     * The result of one township in one indicator.
     *
     * @param value  the value found; null if there is nothing to judge by
     * @param score  the score from 0 to 100; null if there is nothing to judge by
     * @param weight the weight of the indicator
     */
    public record Score(BigDecimal value, BigDecimal score, BigDecimal weight) {
    }

    /**
     * The place of a township in a ranking.
     *
     * @param place    the place; townships with equal scores share a place
     * @param township the township's code
     * @param name     the township's name after that of its county
     * @param score    the total score, 0 to 100
     * @param scores   the township's result in each indicator
     */
    public record Place(int place, String township, String name, BigDecimal score, Map<TownshipIndicator, Score> scores) {
    }

    /**
     * A step proposed for a township.
     *
     * @param id        the proposal's id
     * @param township  the township's code
     * @param name      the township's name after that of its county
     * @param kind      the proposed step
     * @param basis     the Chinese text with the figures and the rule on which the proposal rests
     * @param outcome   the decision; null if nobody has decided yet
     * @param opinion   the reason for the decision; null if nobody has decided yet
     * @param decidedBy the id of the user who decided, or null
     * @param decidedAt the moment of the decision, or null
     */
    public record Step(long id, String township, String name, StepKind kind, String basis, StepOutcome outcome, String opinion,
                       String decidedBy, Instant decidedAt) {
    }

    /**
     * @return the quarters that have been ranked, newest first
     */
    public List<String> quarters() {
        return jdbc.sql("select distinct quarter from shouwang.township_ranking order by 1 desc").query(String.class).list();
    }

    /** Tells whether the user who has signed in may rank townships and decide on proposals; the city does. */
    public boolean mayDecide() {
        return users.get().is(Role.CITY) || users.get().is(Role.ADMIN);
    }

    /**
     * Refuses users who may not rank townships and decide on proposals.
     *
     * @throws ForbiddenException if the user who has signed in is not of the city
     */
    public void requireDecider() {
        if (!mayDecide()) {
            throw new ForbiddenException("由市级办理");
        }
    }

    /**
     * @return the last quarter that has ended, such as 2026Q1
     */
    public String lastQuarter() {
        LocalDate day = clock.today().minusMonths(MONTHS);
        return day.getYear() + "Q" + ((day.getMonthValue() - 1) / MONTHS + 1);
    }

    /**
     * Ranks all townships on behalf of the user who has signed in, and proposes steps for the last of them.
     *
     * @param quarter the quarter, such as 2026Q1; may be anything that a user typed
     * @throws InvalidInputException if the text is no quarter, or the quarter has not ended
     * @throws ConflictException     if this quarter or a later one has been ranked already
     */
    @Transactional
    public void rank(String quarter) {
        requireDecider();
        LocalDate first = firstDay(quarter);
        LocalDate last = first.plusMonths(MONTHS).minusDays(1);
        if (!last.isBefore(clock.today())) {
            throw new InvalidInputException("quarter", "季度", "尚未结束，" + last + " 以后才能排名");
        }
        locks.lockRankings();
        if (quarters().stream().anyMatch(done -> done.compareTo(quarter) >= 0)) {
            throw new ConflictException("这个季度或更晚的季度已经排名");
        }
        List<Place> places = places(first, last);
        Timestamp now = Timestamp.from(clock.instant());
        for (Place place : places) {
            jdbc.sql("insert into shouwang.township_ranking (quarter, township_code, place, score, ranked_by, ranked_at) values (?, ?, ?, ?, ?, ?)")
                    .params(quarter, place.township(), place.place(), place.score(), users.get().id(), now).update();
            place.scores().forEach((indicator, score) -> jdbc.sql("""
                            insert into shouwang.township_indicator (quarter, township_code, indicator, value, score, weight)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(quarter, place.township(), indicator.name(), score.value(), score.score(), score.weight()).update());
        }
        propose(quarter, places, last);
    }

    private static LocalDate firstDay(String quarter) {
        if (quarter == null || !quarter.matches("2\\d{3}Q[1-4]")) {
            throw new InvalidInputException("quarter", "季度", "须为季度，如 2026Q1");
        }
        return LocalDate.of(Integer.parseInt(quarter.substring(0, 4)), (quarter.charAt(5) - '1') * MONTHS + 1, 1);
    }

    private List<Place> places(LocalDate first, LocalDate last) {
        Map<String, Map<TownshipIndicator, Score>> scores = new HashMap<>();
        List<Region> townships = regions.ofLevel(RegionLevel.TOWNSHIP);
        for (TownshipIndicator indicator : TownshipIndicator.values()) {
            BigDecimal weight = parameters.value("RANKING_WEIGHT_" + indicator, last);
            Map<String, BigDecimal> values = values(indicator, first, last);
            BigDecimal worst = values.values().stream().max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
            townships.forEach(township -> scores.computeIfAbsent(township.code(), code -> new EnumMap<>(TownshipIndicator.class))
                    .put(indicator, score(indicator, values.get(township.code()), worst, weight)));
        }
        Map<String, String> counties = regions.ofLevel(RegionLevel.COUNTY).stream()
                .collect(Collectors.toMap(Region::code, Region::name));
        List<Place> unplaced = townships.stream().map(township -> new Place(0, township.code(),
                counties.get(township.parentCode()) + township.name(), total(scores.get(township.code())),
                scores.get(township.code()))).sorted(Comparator.comparing(Place::score).reversed().thenComparing(Place::township)).toList();
        List<Place> placed = new ArrayList<>();
        for (Place each : unplaced) {
            boolean same = !placed.isEmpty() && placed.get(placed.size() - 1).score().compareTo(each.score()) == 0;
            placed.add(new Place(same ? placed.get(placed.size() - 1).place() : placed.size() + 1, each.township(), each.name(),
                    each.score(), each.scores()));
        }
        return placed;
    }

    private Map<String, BigDecimal> values(TownshipIndicator indicator, LocalDate first, LocalDate last) {
        Map<String, BigDecimal> values = new HashMap<>();
        if (indicator == TownshipIndicator.OVERDUE_LOANS && !areLoansKept()) {
            return values;
        }
        jdbc.sql(indicator.query()).param("first", first).param("last", last)
                .query((row, index) -> values.put(row.getString("township"), row.getBigDecimal("value"))).list();
        return values;
    }

    private boolean areLoansKept() {
        return jdbc.sql("select to_regclass('shouwang.micro_loan') is not null").query(Boolean.class).single();
    }

    /**
     * Computes a score. If there is nothing to judge by, the weight goes to the other indicators; if fewer are better, no
     * value counts as 0.
     */
    private static Score score(TownshipIndicator indicator, BigDecimal found, BigDecimal worst, BigDecimal weight) {
        if (indicator.isMoreBetter()) {
            return new Score(rounded(found), rounded(found), weight);
        }
        BigDecimal value = found == null ? BigDecimal.ZERO : found;
        BigDecimal score = worst.signum() == 0 ? FULL
                : FULL.subtract(value.multiply(FULL).divide(worst, 2, RoundingMode.HALF_UP));
        return new Score(rounded(value), rounded(score), weight);
    }

    private static BigDecimal rounded(BigDecimal value) {
        return value == null ? null : Decimals.rounded(value, 2, RoundingMode.HALF_UP);
    }

    private static BigDecimal total(Map<TownshipIndicator, Score> scores) {
        BigDecimal weights = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        for (Score score : scores.values()) {
            if (score.score() != null) {
                weights = weights.add(score.weight());
                sum = sum.add(score.score().multiply(score.weight()));
            }
        }
        return weights.signum() == 0 ? rounded(FULL) : sum.divide(weights, 2, RoundingMode.HALF_UP);
    }

    /**
     * Proposes a step for each of the last townships. A township with the best score is never among the last: if all scores
     * are equal, nothing is proposed.
     */
    private void propose(String quarter, List<Place> places, LocalDate day) {
        int count = parameters.number("RANKING_LAST", day);
        int reset = parameters.number("RANKING_GOOD_QUARTERS_RESET", day);
        List<Place> last = places.subList(Math.max(0, places.size() - count), places.size()).stream()
                .filter(place -> place.score().compareTo(places.get(0).score()) < 0).toList();
        for (Place place : last) {
            int confirmed = confirmedSinceGood(place.township(), quarter, reset);
            StepKind kind = StepKind.values()[Math.min(confirmed, StepKind.values().length - 1)];
            String basis = quarter + " 综合得分 " + place.score() + "，全市 " + places.size() + " 个乡镇（街道）中排第 " + place.place()
                    + " 名，在后 " + count + " 名内；此前已确认 " + confirmed + " 次。" + details(place)
                    + "依据：许巩固脱贫组办〔2023〕1号：一次警告、两次黄牌、三次免职。";
            jdbc.sql("insert into shouwang.accountability_step (quarter, township_code, kind, basis) values (?, ?, ?, ?)")
                    .params(quarter, place.township(), kind.name(), basis).update();
        }
    }

    private static String details(Place place) {
        return place.scores().entrySet().stream().map(entry -> entry.getKey().title() + " "
                + (entry.getValue().value() == null ? "无" : Decimals.plain(entry.getValue().value().stripTrailingZeros()))
                + "（权重" + Decimals.plain(entry.getValue().weight().stripTrailingZeros()) + "）")
                .collect(Collectors.joining("，", "", "。"));
    }

    /**
     * Counts the steps confirmed in earlier quarters. The count begins anew after as many good quarters in a row as the
     * parameter says.
     */
    private int confirmedSinceGood(String township, String before, int reset) {
        List<Boolean> history = jdbc.sql("""
                        select coalesce(s.outcome = 'CONFIRMED', false) as confirmed, s.id is null as good
                        from shouwang.township_ranking r left join shouwang.accountability_step s
                            on s.quarter = r.quarter and s.township_code = r.township_code
                        where r.township_code = ? and r.quarter < ? order by r.quarter
                        """)
                .params(township, before)
                .query((row, index) -> row.getBoolean("good") ? null : Boolean.valueOf(row.getBoolean("confirmed"))).list();
        int confirmed = 0;
        int good = 0;
        for (Boolean quarter : history) {
            good = quarter == null ? good + 1 : 0;
            confirmed = good >= reset ? 0 : confirmed + (Boolean.TRUE.equals(quarter) ? 1 : 0);
        }
        return confirmed;
    }

    /**
     * Returns the ranking of a quarter, best township first; only townships of the user's own region are included.
     *
     * @param quarter a quarter; may be anything that a user typed
     * @throws NotFoundException if the quarter has not been ranked
     */
    public List<Place> of(String quarter) {
        if (!quarters().contains(quarter)) {
            throw new NotFoundException("这个季度还没有排名");
        }
        Map<String, Map<TownshipIndicator, Score>> scores = new HashMap<>();
        jdbc.sql("select township_code, indicator, value, score, weight from shouwang.township_indicator where quarter = ?")
                .param(quarter).query((row, index) -> scores
                        .computeIfAbsent(row.getString("township_code"), code -> new EnumMap<>(TownshipIndicator.class))
                        .put(TownshipIndicator.valueOf(row.getString("indicator")),
                                new Score(row.getBigDecimal("value"), row.getBigDecimal("score"), row.getBigDecimal("weight")))).list();
        return jdbc.sql("""
                        select r.place, r.township_code, c.name || t.name as name, r.score from shouwang.township_ranking r
                        join shouwang.region t on t.code = r.township_code join shouwang.region c on c.code = t.parent_code
                        where r.quarter = ? order by r.place, r.township_code
                        """)
                .param(quarter).query((row, index) -> new Place(row.getInt("place"), row.getString("township_code"),
                        row.getString("name"), row.getBigDecimal("score"), scores.getOrDefault(row.getString("township_code"), Map.of()))).list().stream()
                .filter(place -> users.get().covers(place.township())).toList();
    }

    /** Returns the proposals of a quarter and the decisions on them; only townships of the user's own region are included. */
    public List<Step> stepsOf(String quarter) {
        return steps("s.quarter = ?", quarter);
    }

    private List<Step> steps(String where, Object param) {
        return jdbc.sql("""
                        select s.id, s.township_code as township, c.name || t.name as name, s.kind, s.basis, s.outcome, s.opinion, s.decided_by,
                            s.decided_at
                        from shouwang.accountability_step s join shouwang.region t on t.code = s.township_code
                        join shouwang.region c on c.code = t.parent_code
                        """ + "where " + where + " order by s.id")
                .param(param).query(Rows.as(Step.class)).list().stream()
                .filter(step -> users.get().covers(step.township())).toList();
    }

    /**
     * Decides on a proposal on behalf of the user who has signed in.
     *
     * @param id      the proposal's id; may be anything that a user typed
     * @param outcome the name of a {@link StepOutcome}; may be anything that a user typed
     * @param opinion the reason for the decision
     * @throws NotFoundException     if there is no such proposal in the user's region
     * @throws InvalidInputException if the decision or the reason is missing or wrong
     * @throws ConflictException     if somebody has decided on the proposal already
     */
    @Transactional
    public void decide(long id, String outcome, String opinion) {
        requireDecider();
        if (steps("s.id = ?", id).isEmpty()) {
            throw new NotFoundException("没有这项建议");
        }
        if (!Set.of("CONFIRMED", "DISMISSED").contains(String.valueOf(outcome))) {
            throw new InvalidInputException("outcome", "决定", "须为 CONFIRMED（确认）或 DISMISSED（不采取）");
        }
        String text = Texts.required(opinion, "opinion", "理由", MAX_OPINION);
        int decided = jdbc.sql("""
                        update shouwang.accountability_step set outcome = ?, opinion = ?, decided_by = ?, decided_at = ?
                        where id = ? and outcome is null
                        """)
                .params(outcome, text, users.get().id(), Timestamp.from(clock.instant()), id).update();
        if (decided == 0) {
            throw new ConflictException("这项建议已经决定");
        }
    }
}
