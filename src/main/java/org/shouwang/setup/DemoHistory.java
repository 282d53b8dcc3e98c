package org.shouwang.setup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.shouwang.comparison.DatasetKind;
import org.shouwang.deadline.Escalation;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.setup.DemoTales.Tale;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lets the demonstration's users work through the months before its first start, so that there is something to see. The
 * clock goes back for this, and from day to day to the present: nobody is served yet and no timer runs by itself.
 */
@Component
@Profile("demo")
class DemoHistory {

    private static final Logger LOG = LoggerFactory.getLogger(DemoHistory.class);

    /** So that every demonstration made on one day is the same. */
    private static final long SEED = 411_000;
    /** How long ago the first clues were found, about half a year. */
    static final int DAYS = 180;
    /** In the example village of the start page there is always something to do. */
    private static final String EXAMPLE_VILLAGE = "411081101201";
    private static final int EXAMPLE_EVERY = 40;
    /** How many households each county hands in. */
    private static final int IMPORTED = 8;
    private static final LocalTime AFTER_MIDNIGHT = LocalTime.of(0, 1);
    private static final LocalTime EVENING = LocalTime.of(23, 0);

    private final DemoStaff staff;
    private final DemoClock demoClock;
    private final AdjustableClock clock;
    private final Regions regions;
    private final ManagementService managementService;
    private final Escalation escalation;

    DemoHistory(DemoStaff staff, DemoClock demoClock, AdjustableClock clock, Regions regions,
                ManagementService managementService, Escalation escalation) {
        this.staff = staff;
        this.demoClock = demoClock;
        this.clock = clock;
        this.regions = regions;
        this.managementService = managementService;
        this.escalation = escalation;
    }

    private record Event(LocalDateTime at, Runnable act) {
    }

    /**
     * Has to run in one transaction, so that there is never half a history.
     *
     * @param households how many households there are to be, at least one
     */
    void make(int households) {
        Duration present = clock.offset();
        Instant begun = clock.instant();
        LocalDate today = clock.today();
        List<Event> events = plan(households, today);
        Map<LocalDate, List<Event>> days = events.stream().sorted(Comparator.comparing(Event::at))
                .collect(Collectors.groupingBy(event -> event.at().toLocalDate(), TreeMap::new, Collectors.toList()));
        try {
            days.keySet().iterator().next().datesUntil(today).forEach(day -> live(day, days.getOrDefault(day, List.of())));
        } finally {
            demoClock.apply(present);
        }
        catchUp();
        LOG.info("Demonstration filled with {} made-up households and {} steps of their cases in {} ms", households,
                events.size(), Duration.between(begun, clock.instant()).toMillis());
    }

    private void live(LocalDate day, List<Event> events) {
        goTo(day.atTime(AFTER_MIDNIGHT));
        catchUp();
        for (Event event : events) {
            goTo(event.at());
            event.act().run();
        }
        goTo(day.atTime(EVENING));
        escalation.sweep();
    }

    /** Does what the engine's timers and the sweeper do by themselves at other times. */
    private void catchUp() {
        for (Job due : managementService.createJobQuery().timers().executable().orderByJobDuedate().asc().list()) {
            managementService.executeJob(due.getId());
        }
        escalation.sweep();
    }

    private void goTo(LocalDateTime moment) {
        demoClock.apply(clock.offset().plus(Duration.between(clock.instant(), moment.atZone(ChinaTime.ZONE).toInstant())));
    }

    private List<Event> plan(int households, LocalDate today) {
        List<Event> events = new ArrayList<>();
        Random random = new Random(SEED);
        DemoPeople people = new DemoPeople(random, today);
        List<DemoCase> cases = new ArrayList<>();
        List<String> villages = villages(households, random);
        List<Tale> tales = new DemoTales(random).forHouseholds(households);
        for (int i = 0; i < households; i++) {
            DemoCase story = new DemoCase(staff, people.family(villages.get(i)), random);
            Tale tale = tales.get(i);
            tale.told().accept(story);
            cases.add(story);
            LocalDate foundOn = today.minusDays(age(tale, story, random));
            story.steps().forEach(step -> events.add(new Event(foundOn.plusDays(step.day()).atTime(step.time()),
                    () -> step.act().on(foundOn))));
        }
        planDatasets(cases, people, random, today, events);
        planOfficials(today, events);
        planImports(people, random, today, events);
        return events;
    }

    /** Everything happens before today; today is for those who look at it. */
    private static int age(Tale tale, DemoCase story, Random random) {
        int least = Math.max(tale.leastAge(), story.lastDay() + 1);
        int most = Math.max(least, tale.isOpen() ? tale.mostAge() : DAYS);
        return least + random.nextInt(most - least + 1);
    }

    /** Every township has some, a few have many. */
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

    /** Every township has entered two people: one who may be made responsible, and one who may not. */
    private void planOfficials(LocalDate today, List<Event> events) {
        DemoPeople people = new DemoPeople(new Random(SEED + 1), today);
        for (Region township : regions.ofLevel(RegionLevel.TOWNSHIP)) {
            Post post = new Post(Role.TOWNSHIP, township.code());
            String official = people.name();
            String secretary = people.name();
            events.add(new Event(today.minusDays(DAYS + 1).atTime(10, 0), () -> {
                staff.addOfficial(post, official, township.name() + "政府科员", true);
                staff.addOfficial(post, secretary, "村党支部书记", false);
            }));
        }
    }

    private void planDatasets(List<DemoCase> cases, DemoPeople people, Random random, LocalDate today, List<Event> events) {
        DemoDatasets datasets = new DemoDatasets(cases, people, random, today);
        for (Region county : regions.ofLevel(RegionLevel.COUNTY)) {
            Post post = new Post(Role.COUNTY, county.code());
            for (DatasetKind kind : DemoDatasets.KINDS) {
                String csv = datasets.csv(county.code(), kind);
                for (int age : new int[] {DAYS + 2, DAYS / 2}) {
                    LocalDate day = today.minusDays(age);
                    events.add(new Event(day.atTime(9, 0), () -> staff.handIn(post, kind, day, csv)));
                }
            }
        }
    }

    /** Each county hands in some households that are out of poverty and not monitored. */
    private void planImports(DemoPeople people, Random random, LocalDate today, List<Event> events) {
        for (Region county : regions.ofLevel(RegionLevel.COUNTY)) {
            List<Region> townships = regions.childrenOf(county.code());
            StringBuilder csv = new StringBuilder(DemoFamily.importHeader());
            for (int i = 0; i < IMPORTED; i++) {
                List<Region> villages = regions.childrenOf(townships.get(random.nextInt(townships.size())).code());
                people.family(villages.get(random.nextInt(villages.size())).code()).importRows().forEach(csv::append);
            }
            events.add(new Event(today.minusDays(DAYS).atTime(10, 0),
                    () -> staff.importHouseholds(new Post(Role.COUNTY, county.code()), csv.toString())));
        }
    }
}
