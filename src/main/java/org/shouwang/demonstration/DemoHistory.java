package org.shouwang.demonstration;

import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_RECTIFICATION;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECTIFY;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFICATION_OUTCOME;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shouwang.assistance.OfficialEntry;
import org.shouwang.comparison.DatasetKind;
import org.shouwang.deadline.Escalation;
import org.shouwang.demonstration.DemoProcedures.About;
import org.shouwang.demonstration.DemoProcedures.Story;
import org.shouwang.demonstration.DemoTales.Tale;
import org.shouwang.engine.EngineTimers;
import org.shouwang.household.Health;
import org.shouwang.household.Relation;
import org.shouwang.microloan.process.LoanSweeper;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.Rows;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets the demonstration's users work through the months before its first start, so that there is something to see. For the
 * thread that makes the history, the clock goes back and then from day to day to the present; all other threads keep the real
 * time.
 */
@Component
@Profile("demo")
class DemoHistory {

    /** The fixed seed of chance, so that all demonstrations made on one day are equal. */
    private static final long SEED = 411_000;
    /** The days for which the history reaches back; the first clues were found about half a year ago. */
    static final int DAYS = 180;
    /** The example village of the start page, where there is always something to do. */
    private static final String EXAMPLE_VILLAGE = "411081101201";
    private static final int EXAMPLE_EVERY = 36;
    /** The number of households that each county imports. */
    private static final int IMPORTED = 8;
    private static final LocalTime AFTER_MIDNIGHT = LocalTime.of(0, 1);
    private static final int COUNTY_DIGITS = 6;
    private static final int PLANNED_PROBLEMS = 14;
    private static final int RECTIFIED_PROBLEMS = 2;
    private static final int DAYS_BETWEEN_PROBLEMS = 5;
    private static final LocalTime OPENING = LocalTime.of(9, 0);
    private static final int MINUTES_BETWEEN = 20;

    private final DemoStaff staff;
    private final AdjustableClock clock;
    private final Regions regions;
    private final EngineTimers timers;
    private final Escalation escalation;
    private final LoanSweeper loanSweeper;
    private final JdbcClient jdbc;

    DemoHistory(DemoStaff staff, AdjustableClock clock, Regions regions, EngineTimers timers,
                Escalation escalation, LoanSweeper loanSweeper, JdbcClient jdbc) {
        this.staff = staff;
        this.clock = clock;
        this.regions = regions;
        this.timers = timers;
        this.escalation = escalation;
        this.loanSweeper = loanSweeper;
        this.jdbc = jdbc;
    }

    private record Event(String countyCode, LocalDateTime at, Runnable act) {
    }

    /** The history of one county. No county's history depends on that of another. */
    record Part(String countyCode, NavigableMap<LocalDate, List<Event>> days, int steps) {
    }

    /**
     * Plans the history of all counties.
     *
     * @param households the number of households that have a story, at least 1
     * @return the history of each county, the longest first
     */
    List<Part> parts(int households) {
        LocalDate today = clock.today();
        Map<String, List<Event>> byCounty = plan(households, today).stream().sorted(Comparator.comparing(Event::at))
                .collect(Collectors.groupingBy(Event::countyCode));
        return byCounty.entrySet().stream().map(part -> new Part(part.getKey(), part.getValue().stream()
                        .collect(Collectors.groupingBy(event -> event.at().toLocalDate(), TreeMap::new, Collectors.toList())),
                        part.getValue().size()))
                .sorted(Comparator.comparing(Part::steps).reversed()).toList();
    }

    /**
     * Makes the history of a county. It has to run in one transaction, so that no half of a history is ever visible.
     *
     * @param part the history to make
     * @param done called after each step
     */
    void make(Part part, Runnable done) {
        LocalDate today = clock.today();
        try {
            LocalDate day = part.days().firstKey();
            while (day.isBefore(today)) {
                for (Event event : part.days().getOrDefault(day, List.of())) {
                    goTo(event.at());
                    event.act().run();
                    done.run();
                }
                LocalDate due = nextDue();
                day = earlier(due.isAfter(day) ? due : day.plusDays(1), Optional.ofNullable(part.days().higherKey(day)).orElse(today));
                goTo(day.atTime(AFTER_MIDNIGHT));
                if (day.isBefore(today) && !due.isAfter(day)) {
                    catchUp();
                }
            }
        } finally {
            clock.comeBack();
        }
        catchUp();
    }

    /**
     * Returns the first day after whose beginning a timer or a sweeper will have something to do, as far as it is known now.
     */
    private LocalDate nextDue() {
        return jdbc.sql("""
                        select (select min(duedate_) from public.act_ru_job where type_ = 'timer' and retries_ > 0) as timer,
                            least((select min(escalate_on) from shouwang.deadline), (select min(look_on) from shouwang.micro_loan),
                                (select min(clue_owed_since) from shouwang.micro_loan)) as day
                        """)
                .query((row, index) -> earlier(firstBegun(row.getTimestamp("timer")), Rows.day(row, "day"))).single();
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return other == null || one.isBefore(other) ? one : other;
    }

    private static LocalDate firstBegun(Timestamp due) {
        if (due == null) {
            return LocalDate.MAX;
        }
        LocalDateTime at = LocalDateTime.ofInstant(due.toInstant(), ChinaTime.ZONE);
        return at.toLocalTime().isAfter(AFTER_MIDNIGHT) ? at.toLocalDate().plusDays(1) : at.toLocalDate();
    }

    /** Does the work that the engine's timers and the sweepers do by themselves outside a history. */
    private void catchUp() {
        timers.runDue();
        escalation.sweep();
        loanSweeper.sweep();
    }

    private void goTo(LocalDateTime moment) {
        clock.travel(moment.atZone(ChinaTime.ZONE).toInstant());
    }

    private List<Event> plan(int households, LocalDate today) {
        List<Event> events = new ArrayList<>();
        Random random = new Random(SEED);
        DemoPeople people = new DemoPeople(random, today);
        List<DemoCase> cases = new ArrayList<>();
        List<String> villages = villages(households, random);
        List<Tale> tales = new DemoTales(random).forHouseholds(households);
        for (int i = 0; i < households; i++) {
            Tale tale = tales.get(i);
            String village = tale.county() == null ? villages.get(i) : villageIn(tale.county());
            DemoFamily family = people.family(village);
            while (!tale.fits(family)) {
                family = people.family(village);
            }
            DemoCase story = new DemoCase(staff, family, random);
            tale.told().accept(story);
            cases.add(story);
            LocalDate foundOn = today.minusDays(age(tale, story, random));
            story.steps().forEach(step -> events.add(new Event(countyOf(village),
                    foundOn.plusDays(step.day()).atTime(step.time()), () -> step.act().on(foundOn))));
        }
        planProcedures(tales, cases, today, events);
        planDatasets(cases, people, random, today, events);
        planOfficials(today, events);
        planImports(people, random, today, events);
        planProblems(today, events);
        return events;
    }

    /**
     * Plans the cases of procedures. Those about households of the register are about the first of the example village that were admitted
     * long ago; if there are too few of them, about others.
     */
    private void planProcedures(List<Tale> tales, List<DemoCase> cases, LocalDate today, List<Event> events) {
        DemoPeople people = new DemoPeople(new Random(SEED + 2), today);
        Iterator<DemoCase> admitted = IntStream.range(0, cases.size())
                .filter(i -> tales.get(i).isAdmittedLongAgo() && tales.get(i).county().equals(DemoTales.EXAMPLE_COUNTY)).mapToObj(cases::get).iterator();
        for (DemoProcedures all : DemoProcedures.all()) {
            for (Story story : all.stories()) {
                DemoProcedureCase told = story.registered() && admitted.hasNext() ? about(all, admitted.next()) : about(all, story, people, today);
                int[] minutes = {0};
                story.steps().forEach(step -> events.add(new Event(countyOf(placeOf(story)),
                        today.minusDays(story.begun() - step.day()).atTime(OPENING).plusMinutes(minutes[0] += MINUTES_BETWEEN), () -> told.take(step))));
            }
        }
    }

    private DemoProcedureCase about(DemoProcedures all, DemoCase admitted) {
        return new DemoProcedureCase(staff, all.procedure(), EXAMPLE_VILLAGE, admitted.family().head().name(), null, () ->
                all.about() == About.HOUSEHOLD ? Map.of("householdNo", admitted.householdNo()) : Map.of("householdNo", admitted.householdNo(), "memberNo", 1));
    }

    private DemoProcedureCase about(DemoProcedures all, Story story, DemoPeople people, LocalDate today) {
        String place = placeOf(story);
        DemoPerson person = switch (all.about()) {
            case PUPIL -> people.member(place, member -> IdNumber.ageOn(member.idNumber(), today) == story.age());
            case PATIENT -> people.member(place, member -> member.health() == Health.CHRONIC);
            default -> people.member(place, member -> member.relation() == Relation.HEAD);
        };
        Map<String, Object> subject = all.about() == About.PLACE ? Map.of("villageCode", place)
                : Map.of("villageCode", place, "name", person.name(), "idNumber", person.idNumber());
        return new DemoProcedureCase(staff, all.procedure(), place, person.name(), people.name(), () -> subject);
    }

    private static String placeOf(Story story) {
        return story.place() == null ? EXAMPLE_VILLAGE : story.place();
    }

    private static String countyOf(String regionCode) {
        return regionCode.substring(0, COUNTY_DIGITS);
    }

    private String villageIn(String county) {
        return county.equals(DemoTales.EXAMPLE_COUNTY) ? EXAMPLE_VILLAGE
                : regions.childrenOf(regions.childrenOf(county).get(0).code()).get(0).code();
    }

    /**
     * Returns the days since the clue was found. All steps happen before today, which is left to the people who look at the
     * demonstration.
     */
    private static int age(Tale tale, DemoCase story, Random random) {
        int least = Math.max(tale.leastAge(), story.lastDay() + 1);
        int most = Math.max(least, tale.isOpen() ? tale.mostAge() : DAYS);
        return least + random.nextInt(most - least + 1);
    }

    /** Chooses a village for each household. Every township gets some households, a few townships get many. */
    private List<String> villages(int households, Random random) {
        List<Region> townships = new ArrayList<>(regions.ofLevel(RegionLevel.TOWNSHIP));
        Collections.shuffle(townships, random);
        List<String> result = new ArrayList<>();
        for (int i = 0; i < households; i++) {
            double skewed = random.nextDouble() * random.nextDouble();
            Region township = townships.get(i % 2 == 0 ? i / 2 % townships.size() : (int) (skewed * townships.size()));
            List<Region> villages = regions.childrenOf(township.code());
            result.add(i % EXAMPLE_EVERY == 0 ? EXAMPLE_VILLAGE : villages.get(random.nextInt(villages.size())).code());
        }
        return result;
    }

    /**
     * Plans two people in the register of each township: one who may be made responsible for households, and one who may not.
     */
    private void planOfficials(LocalDate today, List<Event> events) {
        DemoPeople people = new DemoPeople(new Random(SEED + 1), today);
        for (Region township : regions.ofLevel(RegionLevel.TOWNSHIP)) {
            Post post = new Post(Role.TOWNSHIP, township.code());
            String official = people.name();
            String secretary = people.name();
            events.add(new Event(countyOf(township.code()), today.minusDays(DAYS + 1).atTime(10, 0), () -> staff.addOfficials(post,
                    new OfficialEntry(official, township.name() + "政府科员", null, true, township.code(), true),
                    new OfficialEntry(secretary, "村党支部书记", null, false, township.code(), true))));
        }
    }

    private void planDatasets(List<DemoCase> cases, DemoPeople people, Random random, LocalDate today, List<Event> events) {
        DemoDatasets datasets = new DemoDatasets(cases, people, random, today);
        for (Region county : regions.ofLevel(RegionLevel.COUNTY)) {
            Post post = new Post(Role.COUNTY, county.code());
            for (DatasetKind kind : DemoDatasets.KINDS) {
                String csv = datasets.csv(county.code(), kind);
                for (int age : DemoDatasets.AGAIN.contains(kind) ? new int[] {DAYS + 2, DAYS / 2} : new int[] {DAYS + 2}) {
                    LocalDate day = today.minusDays(age);
                    events.add(new Event(county.code(), day.atTime(9, 0), () -> staff.handIn(post, kind, day, csv)));
                }
            }
        }
    }

    /**
     * Plans a file of households for each county: out of poverty, and not monitored. The files come last, since imports wait
     * for each other.
     */
    private void planImports(DemoPeople people, Random random, LocalDate today, List<Event> events) {
        for (Region county : regions.ofLevel(RegionLevel.COUNTY)) {
            List<Region> townships = regions.childrenOf(county.code());
            StringBuilder csv = new StringBuilder(DemoFamily.importHeader());
            for (int i = 0; i < IMPORTED; i++) {
                List<Region> villages = regions.childrenOf(townships.get(random.nextInt(townships.size())).code());
                people.family(villages.get(random.nextInt(villages.size())).code()).importRows().forEach(csv::append);
            }
            events.add(new Event(county.code(), today.minusDays(1).atTime(22, 0),
                    () -> staff.importHouseholds(new Post(Role.COUNTY, county.code()), csv.toString())));
        }
    }

    /** Plans the city's import of the problems found at the assessment of 2022, and the work on a few of them. */
    private void planProblems(LocalDate today, List<Event> events) {
        List<String> problems = new ArrayList<>();
        LocalDate day = today.minusDays(30);
        String county = DemoTales.EXAMPLE_COUNTY;
        events.add(new Event(county, day.atTime(9, 30), () -> problems.addAll(staff.importProblems("2022", county, problemFile(today)))));
        events.add(new Event(county, day.plusDays(3).atTime(10, 0), () -> problems.subList(0, PLANNED_PROBLEMS).forEach(problem ->
                staff.completeLines(problem, PLAN_RECTIFICATION, Map.of("plan", "逐村逐户排查，建立台账，明确责任人",
                        "measures", "组织培训，完善制度，逐项整改", "plannedOn", staff.today().plusDays(20).toString())))));
        events.add(new Event(county, day.plusDays(15).atTime(10, 0), () -> problems.subList(0, RECTIFIED_PROBLEMS).forEach(problem ->
                staff.completeLines(problem, RECTIFY, Map.of("measures", "组织培训，完善制度，逐项整改",
                        "result", "已完成整改", "rectifiedOn", staff.today().toString(), "evidence", "会议记录、整改台账")))));
        events.add(new Event(county, day.plusDays(18).atTime(10, 0), () -> staff.verifyLines(problems.get(0),
                Map.of(VERIFICATION_OUTCOME, "PASSED", "opinion", "现场核查，整改到位"))));
    }

    /** Returns the file of problems with last days around today, the first two of them over; those of the real file are long over. */
    private static byte[] problemFile(LocalDate today) {
        try {
            String[] lines = new ClassPathResource("demo/problems-2022.csv").getContentAsString(StandardCharsets.UTF_8).split("\n");
            for (int i = 1; i < lines.length; i++) {
                lines[i] = lines[i].replaceFirst("\\d{4}-\\d{2}-\\d{2}", today.plusDays(DAYS_BETWEEN_PROBLEMS * (i - 3L)).toString());
            }
            return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
