package org.shouwang.support;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes people who do not exist. Their identity numbers are valid (GB 11643), and no two of them are alike. */
public final class TestPeople {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKSUMS = "10X98765432";
    private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许";
    private static final AtomicInteger NEXT = new AtomicInteger();
    /** The last number that was given to somebody born on a day. */
    private static final Map<LocalDate, Integer> BORN = new ConcurrentHashMap<>();

    private TestPeople() {
    }

    /**
     * A person who does not exist.
     *
     * @param name     a name that nobody else in the tests has
     * @param idNumber an identity number
     */
    public record Person(String name, String idNumber) {
    }

    /**
     * @return a new person
     */
    public static Person somebody() {
        return somebodyBorn(LocalDate.of(1950, 1, 1).plusDays(NEXT.get()));
    }

    /**
     * @return a new person whose identity number ends with an X
     */
    public static Person somebodyWithAnX() {
        Person person = somebody();
        while (!person.idNumber().endsWith("X")) {
            person = somebody();
        }
        return person;
    }

    /**
     * @return an identity number of 18 characters with a wrong checksum
     */
    public static String wrongIdNumber() {
        String right = somebody().idNumber();
        int last = CHECKSUMS.indexOf(right.charAt(17));
        return right.substring(0, 17) + CHECKSUMS.charAt((last + 1) % CHECKSUMS.length());
    }

    /**
     * @return a new person who was born on a day
     */
    public static Person somebodyBorn(LocalDate birthday) {
        int number = NEXT.getAndIncrement();
        int ofTheDay = BORN.merge(birthday, (int) (birthday.toEpochDay() * 7 % 1000), (last, first) -> last + 1);
        return new Person(SURNAMES.charAt(number % SURNAMES.length()) + "试" + toChinese(number),
                withChecksum("411081" + birthday.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(Math.floorMod(ofTheDay, 1000))));
    }

    /**
     * @return the whole identity number that begins with 17 digits
     */
    public static String withChecksum(String first17) {
        int sum = 0;
        for (int i = 0; i < first17.length(); i++) {
            sum += Character.digit(first17.charAt(i), 10) * WEIGHTS[i];
        }
        return first17 + CHECKSUMS.charAt(sum % 11);
    }

    private static String toChinese(int number) {
        StringBuilder text = new StringBuilder();
        for (char digit : Integer.toString(number).toCharArray()) {
            text.append("零一二三四五六七八九".charAt(digit - '0'));
        }
        return text.toString();
    }
}
