package org.shouwang.demonstration;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.shouwang.demonstration.DemoFamily.Hardship;
import org.shouwang.household.AmountItem;
import org.shouwang.household.Guarantee;
import org.shouwang.household.Health;
import org.shouwang.household.Labour;
import org.shouwang.household.RegisteredKind;
import org.shouwang.household.Relation;
import org.shouwang.household.Schooling;
import org.shouwang.shared.IdNumber;

/**
 * Makes up families. Names and numbers come from chance, so that they belong to no real person, but are the same every time.
 */
final class DemoPeople {

    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏";
    private static final String[] OLD_MEN = {"国建志永文德金海俊春", "强军民生林山华平成庆"};
    private static final String[] OLD_WOMEN = {"秀玉桂春爱凤月素金淑", "英兰芳梅荣霞珍花琴莲"};
    private static final String[] YOUNG_MEN = {"子浩宇俊嘉一梓明博晨", "轩涵豪杰辰阳泽鑫睿航"};
    private static final String[] YOUNG_WOMEN = {"思佳欣雨梦诗子可晓静", "彤怡琪悦瑶萱妍婷雯颖"};
    /** The lowest sequence number of the identity numbers. Numbers that people make up usually have a low sequence number. */
    private static final int LOWEST_SEQUENCE = 700;
    private static final int SEQUENCES = 300;
    private static final int COUNTY_DIGITS = 6;
    private static final int SCHOOL_FROM = 6;
    private static final int HIGHER_FROM = 16;
    private static final int STUDENT_TO = 21;
    private static final int WEAK_FROM = 60;
    private static final int OLD_FROM = 71;
    private static final int GROWN_UP_CHILD = 24;

    private final Random random;
    private final LocalDate today;
    private final Set<String> used = new HashSet<>();

    DemoPeople(Random random, LocalDate today) {
        this.random = random;
        this.today = today;
    }

    DemoFamily family(String villageCode) {
        Hardship hardship = pick(Hardship.values());
        boolean alone = hardship == Hardship.NO_LABOUR;
        int age = alone ? between(OLD_FROM + 1, 84) : between(34, 66);
        boolean man = chance(75);
        String surname = surname();
        List<DemoPerson> members = new ArrayList<>();
        members.add(person(villageCode, surname, man, age, Relation.HEAD, hardship));
        if (chance(alone ? 30 : 85)) {
            members.add(person(villageCode, surname(), !man, age + between(-4, 3), Relation.SPOUSE, hardship));
        }
        if (!alone) {
            int children = hardship == Hardship.SCHOOLING ? between(1, 2) : between(0, 2);
            for (int i = 0; i < children; i++) {
                int childAge = hardship == Hardship.SCHOOLING && i == 0 ? between(HIGHER_FROM, STUDENT_TO)
                        : between(3, Math.max(4, Math.min(STUDENT_TO, age - GROWN_UP_CHILD)));
                members.add(person(villageCode, surname, chance(50), childAge, Relation.CHILD, hardship));
            }
            if (age < WEAK_FROM && chance(35)) {
                members.add(person(villageCode, surname, chance(50), age + between(23, 28), Relation.PARENT, hardship));
            }
        }
        return withMoney(villageCode, afflicted(members, hardship), hardship);
    }

    /**
     * @return a member of a family of the village who is as wanted
     */
    DemoPerson member(String villageCode, Predicate<DemoPerson> wanted) {
        return Stream.generate(() -> family(villageCode)).flatMap(family -> family.members().stream()).filter(wanted).findFirst().orElseThrow();
    }

    /**
     * @return a made-up name of a person who has no other data
     */
    String name() {
        boolean man = chance(70);
        return surname() + (man ? letter(OLD_MEN[0]) + letter(OLD_MEN[1]) : letter(OLD_WOMEN[0]) + letter(OLD_WOMEN[1]));
    }

    /**
     * @return a made-up identity number of a person who has no other data
     */
    String stranger(String countyCode) {
        return idNumber(countyCode, chance(50), between(25, 70));
    }

    private DemoPerson person(String villageCode, String surname, boolean man, int age, Relation relation, Hardship hardship) {
        boolean student = age >= HIGHER_FROM && age <= STUDENT_TO && (hardship == Hardship.SCHOOLING || chance(60));
        Schooling schooling = student ? Schooling.HIGHER
                : age >= SCHOOL_FROM && age < HIGHER_FROM ? Schooling.COMPULSORY : Schooling.NONE;
        Labour labour = student || age < HIGHER_FROM || age >= OLD_FROM ? Labour.NONE : age >= WEAK_FROM ? Labour.WEAK : Labour.FULL;
        Health health = age > WEAK_FROM && chance(40) ? Health.CHRONIC : Health.HEALTHY;
        String[] given = man ? age > STUDENT_TO ? OLD_MEN : YOUNG_MEN : age > STUDENT_TO ? OLD_WOMEN : YOUNG_WOMEN;
        String name = surname + (chance(80) ? letter(given[0]) : "") + letter(given[1]);
        return new DemoPerson(name, idNumber(villageCode.substring(0, COUNTY_DIGITS), man, age), relation, health, labour,
                schooling);
    }

    /**
     * Applies the hardship to the person whom it befell. The spouse, if there is one, fell ill or is disabled, otherwise the
     * head; an accident always befell the head.
     */
    private static List<DemoPerson> afflicted(List<DemoPerson> members, Hardship hardship) {
        int who = members.size() > 1 && members.get(1).relation() == Relation.SPOUSE ? 1 : 0;
        DemoPerson person = members.get(who);
        switch (hardship) {
            case ILLNESS -> members.set(who, changed(person, Health.SEVERE, Labour.NONE));
            case CHRONIC -> members.set(who, changed(person, Health.CHRONIC, person.labour() == Labour.FULL ? Labour.WEAK : person.labour()));
            case DISABILITY -> members.set(who, changed(person, Health.DISABLED, Labour.NONE));
            case ACCIDENT -> members.set(0, changed(members.get(0), Health.HEALTHY, Labour.WEAK));
            default -> {
                // These hardships change nobody's health.
            }
        }
        return members;
    }

    private static DemoPerson changed(DemoPerson person, Health health, Labour labour) {
        return new DemoPerson(person.name(), person.idNumber(), person.relation(), health, labour, person.schooling());
    }

    private DemoFamily withMoney(String villageCode, List<DemoPerson> members, Hardship hardship) {
        long workers = members.stream().filter(member -> member.labour() == Labour.FULL).count();
        long helpers = members.stream().filter(member -> member.labour() == Labour.WEAK).count();
        long students = members.stream().filter(member -> member.schooling() == Schooling.HIGHER).count();
        boolean lessWork = hardship == Hardship.JOB_LOST || hardship == Hardship.ACCIDENT;
        Map<AmountItem, Integer> amounts = new EnumMap<>(AmountItem.class);
        amounts.put(AmountItem.WAGE_INCOME, (int) (workers * yuan(lessWork ? 6000 : 12000, lessWork ? 14000 : 24000)
                + helpers * yuan(2000, 8000)));
        int farm = hardship == Hardship.NO_LABOUR ? 0 : yuan(2500, 14000);
        amounts.put(AmountItem.BUSINESS_INCOME, farm);
        amounts.put(AmountItem.BUSINESS_COST, hardship == Hardship.FAILED_FARM ? farm + yuan(1000, 9000) : farm * 4 / 10);
        amounts.put(AmountItem.PROPERTY_INCOME, chance(30) ? yuan(300, 1500) : 0);
        amounts.put(AmountItem.TRANSFER_INCOME, (int) members.stream().filter(member -> member.labour() == Labour.NONE).count()
                * yuan(1200, 3200) + yuan(300, 900));
        amounts.put(AmountItem.MEDICAL_SPENDING, switch (hardship) {
            case ILLNESS -> yuan(14000, 62000);
            case ACCIDENT -> yuan(9000, 38000);
            case CHRONIC, DISABILITY -> yuan(3500, 12000);
            default -> yuan(300, 2600);
        });
        amounts.put(AmountItem.EDUCATION_SPENDING, (int) students * yuan(7000, 16000));
        amounts.put(AmountItem.HOUSING_SPENDING, hardship == Hardship.FLOOD ? yuan(8000, 36000) : 0);
        amounts.put(AmountItem.OTHER_RIGID_SPENDING, yuan(0, 2400));
        int perHead = amounts.entrySet().stream().mapToInt(entry -> entry.getKey().incomeSign() * entry.getValue()).sum()
                / members.size();
        int before = Math.max(perHead, 3000) * (lessWork || hardship == Hardship.FAILED_FARM ? between(130, 190)
                : between(92, 128)) / 100;
        List<Guarantee> unmet = new ArrayList<>();
        if (hardship == Hardship.FLOOD && chance(50)) {
            unmet.add(Guarantee.HOUSING);
        }
        if (chance(3)) {
            unmet.add(Guarantee.WATER);
        }
        return new DemoFamily(villageCode, List.copyOf(members), hardship,
                chance(40) ? RegisteredKind.OUT_OF_POVERTY : RegisteredKind.GENERAL, amounts, before / 10 * 10, unmet);
    }

    private String idNumber(String countyCode, boolean man, int age) {
        String number;
        do {
            LocalDate born = today.minusYears(age).minusDays(between(1, 360));
            int sequence = (LOWEST_SEQUENCE + random.nextInt(SEQUENCES)) / 2 * 2 + (man ? 1 : 0);
            number = withChecksum(countyCode + born.format(DateTimeFormatter.BASIC_ISO_DATE) + sequence);
        } while (!used.add(number));
        return number;
    }

    private String withChecksum(String first17) {
        return "0123456789X".chars().mapToObj(last -> first17 + (char) last).filter(number -> IdNumber.isValid(number, today)).findFirst().orElseThrow();
    }

    private String surname() {
        return letter(SURNAMES);
    }

    private String letter(String letters) {
        return String.valueOf(letters.charAt(random.nextInt(letters.length())));
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private int yuan(int least, int most) {
        return between(least / 100, most / 100) * 100;
    }
}
