package org.shouwang.rounds;

import static org.shouwang.problems.IssueDualAssignmentProcess.MESSAGE_SAMPLED;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.problems.Problem;
import org.shouwang.problems.ProblemLine;
import org.shouwang.problems.ProblemStatus;
import org.shouwang.problems.Problems;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.Locks;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The city's sample of the problems that counties have verified (DA-2). The problems of each unit are sorted by
 * SHA-256("seed/unit/number"), and the first ones are drawn, as many as the unit's share and least number ask for. Seed,
 * problems, units and numbers are kept, so that anybody can repeat the draw. A problem that was not drawn is struck off when
 * every drawn problem of its units has passed. If one fails, more problems of its units are drawn in the same order.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Sampling {

    private final JdbcClient jdbc;
    private final Problems problems;
    private final CaseProcesses processes;
    private final Locks locks;
    private final PolicyParameters parameters;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Sampling(JdbcClient jdbc, Problems problems, CaseProcesses processes, Locks locks, PolicyParameters parameters,
             CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.problems = problems;
        this.processes = processes;
        this.locks = locks;
        this.parameters = parameters;
        this.users = users;
        this.clock = clock;
    }

    /**
     * The share of one unit in a draw.
     *
     * @param group      the group of the unit's post
     * @param population the number of the unit's problems from which the draw chooses
     * @param share      the share of problems to draw, from 0 to 1
     * @param least      the least number of problems to draw
     * @param wanted     the number of problems to draw that follows; at least 1, at most the population
     */
    public record UnitShare(String group, int population, BigDecimal share, int least, int wanted) {
    }

    /**
     * One problem of a draw.
     *
     * @param problemNo the problem's number
     * @param groups    the groups of the problem's units
     * @param drawn     whether the problem is in the sample
     * @param drawnFor  the group of the unit for whose share the problem was drawn, or null
     * @param widened   whether the problem was drawn later, since another problem of its unit had failed
     * @param outcome   PASSED or FAILED after the re-check, or null
     */
    public record Item(String problemNo, List<String> groups, boolean drawn, String drawnFor, boolean widened, String outcome) {
    }

    /**
     * A draw with everything that is needed to repeat it.
     *
     * @param number  the draw's place among the draws of the round; the first is 1
     * @param seed    the seed
     * @param drawnBy the id of the user who drew
     * @param drawnAt the moment of the draw
     * @param units   the shares of the units
     * @param items   all problems from which the draw chose
     */
    public record Draw(int number, String seed, String drawnBy, Instant drawnAt, List<UnitShare> units, List<Item> items) {
    }

    /**
     * @param round a round's code
     * @return the problems from which a draw can choose
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Problem> drawable(String round) {
        return problems.select("""
                p.round = :round and p.status = 'AWAITING_SAMPLE' and not exists (
                    select 1 from shouwang.sample_item i where i.problem_id = p.id and not i.settled)
                order by p.problem_no
                """, Map.of("round", round));
    }

    /**
     * Draws a sample on behalf of the user who has signed in.
     *
     * @param round the round's code
     * @param seed  the seed
     * @throws ConflictException if there is no problem to choose from
     */
    public void draw(String round, String seed) {
        Map<String, Set<String>> population = new TreeMap<>();
        Map<String, Long> ids = new LinkedHashMap<>();
        for (Problem problem : drawable(round)) {
            population.put(problem.problemNo(), groupsOf(problem));
            ids.put(problem.problemNo(), problem.id());
        }
        if (population.isEmpty()) {
            throw new ConflictException("没有县级核查通过、待抽查的问题");
        }
        List<UnitShare> shares = shares(round, population.values());
        Map<String, String> drawn = choose(seed, population, shares);
        long draw = jdbc.sql("""
                        insert into shouwang.sample_draw (round, number, seed, drawn_by, drawn_at)
                        values (:round, (select count(*) + 1 from shouwang.sample_draw where round = :round), :seed, :by, :at)
                        returning id
                        """)
                .param("round", round).param("seed", seed).param("by", users.get().id())
                .param("at", Timestamp.from(clock.instant())).query(Long.class).single();
        shares.forEach(unit -> jdbc.sql("""
                        insert into shouwang.sample_unit (draw_id, group_id, population, share, least, wanted)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(draw, unit.group(), unit.population(), unit.share(), unit.least(), unit.wanted()).update());
        population.forEach((no, groups) -> jdbc.sql("""
                        insert into shouwang.sample_item (draw_id, problem_id, groups, drawn, drawn_for) values (?, ?, ?, ?, ?)
                        """)
                .params(draw, ids.get(no), groups.toArray(String[]::new), drawn.containsKey(no), drawn.get(no)).update());
        drawn.keySet().stream().sorted().forEach(this::toRecheck);
        settle(draw);
    }

    private List<UnitShare> shares(String round, Collection<Set<String>> population) {
        Set<String> failed = failedUnits(round);
        Map<String, Integer> counts = new TreeMap<>(Comparator.comparing((String group) -> Post.ofGroup(group).orElseThrow().role())
                .reversed().thenComparing(Comparator.naturalOrder()));
        population.forEach(groups -> groups.forEach(group -> counts.merge(group, 1, Integer::sum)));
        return counts.entrySet().stream().map(entry -> {
            String kind = Post.ofGroup(entry.getKey()).orElseThrow().role() == Role.DEPARTMENT ? "DEPARTMENT" : "COUNTY";
            BigDecimal share = parameters.value("SAMPLE_SHARE_" + kind, clock.today());
            BigDecimal applied = failed.contains(entry.getKey())
                    ? share.max(parameters.value("SAMPLE_SHARE_WIDENED", clock.today())) : share;
            int least = parameters.number("SAMPLE_LEAST_" + kind, clock.today());
            return new UnitShare(entry.getKey(), entry.getValue(), applied, least, wanted(entry.getValue(), applied, least));
        }).toList();
    }

    /** Returns the number of problems to draw for a unit: at least one, and at most as many as there are. */
    static int wanted(int population, BigDecimal share, int least) {
        int byShare = Decimals.rounded(share.multiply(BigDecimal.valueOf(population)), 0, RoundingMode.CEILING).intValueExact();
        return Math.min(population, Math.max(1, Math.max(least, byShare)));
    }

    /**
     * Chooses a sample. The result depends only on the seed, the population and the shares.
     *
     * @param seed       the seed
     * @param population the groups of each problem's units, by the problem's number
     * @param shares     the shares in the order in which units are served; a problem that was chosen for one unit counts for
     *     its other units too
     * @return the numbers of the chosen problems, each with the group of the unit for which it was chosen
     */
    static Map<String, String> choose(String seed, Map<String, Set<String>> population, List<UnitShare> shares) {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (UnitShare unit : shares) {
            List<String> own = population.entrySet().stream().filter(entry -> entry.getValue().contains(unit.group()))
                    .map(Map.Entry::getKey).toList();
            long missing = unit.wanted() - own.stream().filter(chosen::containsKey).count();
            inOrder(seed, unit.group(), own).stream().filter(no -> !chosen.containsKey(no)).limit(Math.max(0, missing))
                    .forEach(no -> chosen.put(no, unit.group()));
        }
        return chosen;
    }

    private static List<String> inOrder(String seed, String group, List<String> problemNos) {
        return problemNos.stream().sorted(Comparator.comparing(no -> Sha256.hex(seed + "/" + group + "/" + no))).toList();
    }

    /**
     * Records the result of a re-check: the problems that waited for it are struck off, or more problems of the units are
     * drawn.
     */
    void rechecked(Problem problem, boolean passed) {
        List<Long> draws = jdbc.sql("""
                        update shouwang.sample_item set outcome = ?, settled = true
                        where problem_id = ? and drawn and outcome is null returning draw_id
                        """)
                .params(passed ? "PASSED" : "FAILED", problem.id()).query(Long.class).list();
        for (long draw : draws) {
            if (!passed) {
                groupsOf(problem).forEach(group -> widen(draw, group));
            }
            settle(draw);
        }
    }

    private void widen(long draw, String group) {
        Map<String, Long> waiting = new TreeMap<>();
        jdbc.sql("""
                        select p.problem_no, p.id from shouwang.sample_item i join shouwang.problem p on p.id = i.problem_id
                        where i.draw_id = ? and not i.drawn and not i.settled and ? = any(i.groups)
                        """)
                .params(draw, group).query((row, index) -> waiting.put(row.getString("problem_no"), row.getLong("id"))).list();
        if (waiting.isEmpty()) {
            return;
        }
        String seed = jdbc.sql("select seed from shouwang.sample_draw where id = ?").param(draw).query(String.class).single();
        int more = wanted(waiting.size(), parameters.value("SAMPLE_SHARE_WIDENED", clock.today()), 1);
        inOrder(seed, group, List.copyOf(waiting.keySet())).stream().limit(more).forEach(no -> {
            jdbc.sql("update shouwang.sample_item set drawn = true, widened = true, drawn_for = ? where draw_id = ? and problem_id = ?")
                    .params(group, draw, waiting.get(no)).update();
            toRecheck(no);
        });
    }

    private void toRecheck(String problemNo) {
        locks.lock(problemNo);
        problems.set(problems.get(problemNo), ProblemStatus.IN_RECHECK);
        processes.send(problemNo, MESSAGE_SAMPLED, Map.of("drawn", true));
    }

    /** Strikes off the problems that were not drawn, as soon as every drawn problem of their units is re-checked. */
    private void settle(long draw) {
        List<String> free = jdbc.sql("""
                        update shouwang.sample_item i set settled = true
                        where i.draw_id = ? and not i.drawn and not i.settled and not exists (
                            select 1 from shouwang.sample_item o
                            where o.draw_id = i.draw_id and o.drawn and o.outcome is null and o.groups && i.groups)
                        returning (select p.problem_no from shouwang.problem p where p.id = i.problem_id)
                        """)
                .param(draw).query(String.class).list();
        free.stream().sorted().forEach(problemNo -> {
            locks.lock(problemNo);
            problems.set(problems.get(problemNo), ProblemStatus.STRUCK_OFF);
            processes.send(problemNo, MESSAGE_SAMPLED, Map.of("drawn", false));
        });
    }

    /**
     * Sends every problem that was verified after the last draw to the re-check, since the circular is issued.
     *
     * @param round the round's code
     */
    void recheckTheRest(String round) {
        drawable(round).forEach(problem -> toRecheck(problem.problemNo()));
    }

    /**
     * @param round a round's code
     * @return the number of problems that the city has still to re-check, or that wait for such a problem
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public long underRecheck(String round) {
        return jdbc.sql("""
                        select count(*) from shouwang.problem p where p.round = :round and (p.status = 'IN_RECHECK'
                            or exists (select 1 from shouwang.sample_item i where i.problem_id = p.id and not i.settled))
                        """)
                .param("round", round).query(Long.class).single();
    }

    /**
     * @param round a round's code
     * @return the round's draws, oldest first
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Draw> of(String round) {
        return jdbc.sql("select id, number, seed, drawn_by, drawn_at from shouwang.sample_draw where round = ? order by number")
                .param(round)
                .query((row, index) -> new Draw(row.getInt("number"), row.getString("seed"), row.getString("drawn_by"),
                        Rows.instant(row, "drawn_at"), units(row.getLong("id")), items(row.getLong("id")))).list();
    }

    private List<UnitShare> units(long draw) {
        return jdbc.sql("select group_id, population, share, least, wanted from shouwang.sample_unit where draw_id = ? order by group_id")
                .param(draw)
                .query((row, index) -> new UnitShare(row.getString("group_id"), row.getInt("population"),
                        row.getBigDecimal("share").stripTrailingZeros(), row.getInt("least"), row.getInt("wanted"))).list();
    }

    private List<Item> items(long draw) {
        return jdbc.sql("""
                        select p.problem_no, i.groups, i.drawn, i.drawn_for, i.widened, i.outcome
                        from shouwang.sample_item i join shouwang.problem p on p.id = i.problem_id
                        where i.draw_id = ? order by p.problem_no
                        """)
                .param(draw).query(Rows.as(Item.class)).list();
    }

    private Set<String> failedUnits(String round) {
        return new TreeSet<>(jdbc.sql("""
                        select distinct l.group_id from shouwang.recheck r
                        join shouwang.problem p on p.id = r.problem_id join shouwang.problem_line l on l.problem_id = p.id
                        where p.round = ? and r.outcome = 'FAILED'
                        """)
                .param(round).query(String.class).list());
    }

    /** Returns the units that are responsible for a problem: the county, and the problem's departments and townships. */
    private Set<String> groupsOf(Problem problem) {
        Set<String> groups = problems.linesOf(problem.id()).stream().map(ProblemLine::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        groups.add(new Post(Role.COUNTY, problem.countyCode()).group());
        return new TreeSet<>(new ArrayList<>(groups));
    }
}
