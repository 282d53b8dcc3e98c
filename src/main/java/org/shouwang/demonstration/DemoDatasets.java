package org.shouwang.demonstration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.shouwang.comparison.DatasetKind;
import org.shouwang.household.Health;

/** The departments' data on made-up people: on members of the cases' households, and on strangers who are never compared. */
final class DemoDatasets {

    /** The kinds of data that counties hand in. Some kinds are left out on purpose: the pages show them as not compared. */
    static final List<DatasetKind> KINDS = List.of(DatasetKind.VEHICLES, DatasetKind.REAL_ESTATE, DatasetKind.COMPANIES,
            DatasetKind.MEDICAL_PAYMENTS);
    /** The kinds of data that counties hand in again after some months. */
    static final Set<DatasetKind> AGAIN = EnumSet.of(DatasetKind.VEHICLES, DatasetKind.MEDICAL_PAYMENTS);

    private static final int STRANGERS = 10;
    private static final int COUNTY_DIGITS = 6;
    private static final String[] CARS = {"小型轿车", "小型面包车", "轻型货车"};

    private final List<DemoCase> cases;
    private final DemoPeople people;
    private final Random random;
    private final LocalDate today;

    DemoDatasets(List<DemoCase> cases, DemoPeople people, Random random, LocalDate today) {
        this.cases = cases;
        this.people = people;
        this.random = random;
        this.today = today;
    }

    String csv(String countyCode, DatasetKind kind) {
        List<String> numbers = new ArrayList<>();
        for (DemoCase story : cases) {
            if (story.family().villageCode().substring(0, COUNTY_DIGITS).equals(countyCode)) {
                story.family().members().stream().filter(member -> isKnown(kind, story, member))
                        .forEach(member -> numbers.add(member.idNumber()));
            }
        }
        for (int i = 0; i < STRANGERS; i++) {
            numbers.add(people.stranger(countyCode));
        }
        StringBuilder csv = new StringBuilder("idNumber,").append(String.join(",", kind.columns().keySet())).append('\n');
        numbers.forEach(number -> csv.append(number).append(',').append(row(kind)).append('\n'));
        return csv.toString();
    }

    private boolean isKnown(DatasetKind kind, DemoCase story, DemoPerson member) {
        boolean head = member.equals(story.family().head());
        return switch (kind) {
            case VEHICLES -> head && (story.ownsCar() || random.nextInt(100) < 6);
            case MEDICAL_PAYMENTS -> member.health() == Health.SEVERE;
            case REAL_ESTATE -> head && random.nextInt(100) < 8;
            default -> head && random.nextInt(100) < 4;
        };
    }

    private String row(DatasetKind kind) {
        LocalDate day = today.minusDays(400L + random.nextInt(2500));
        return switch (kind) {
            case VEHICLES -> "豫K%05d,%s,%s,%d".formatted(random.nextInt(100_000), CARS[random.nextInt(CARS.length)], day,
                    15_000 + random.nextInt(60) * 1000);
            case REAL_ESTATE -> "县城%s路%d号,%d,%s".formatted("东西南北".charAt(random.nextInt(4)), 1 + random.nextInt(200),
                    70 + random.nextInt(60), day);
            case COMPANIES -> "第%d农民专业合作社,成员,%s".formatted(1 + random.nextInt(80), day);
            case MEDICAL_PAYMENTS -> "%d,%d年度,住院".formatted(8_000 + random.nextInt(400) * 100, day.getYear());
            default -> throw new IllegalArgumentException(kind.name());
        };
    }
}
