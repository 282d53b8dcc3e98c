package org.shouwang.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shouwang.demonstration.DemoTales.Tale;
import org.shouwang.shared.IdNumber;

/** Tests the stories that are made up for the demonstration, before any of them is acted out. */
class DemoTalesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @Test
    void everyOpenCaseIsOldEnoughForItsStepsWhateverTheDice() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            DemoPeople people = new DemoPeople(random, TODAY);
            for (Tale tale : new DemoTales(random).forHouseholds(100)) {
                DemoCase story = new DemoCase(null, people.family("411081101201"), random);

                tale.told().accept(story);

                assertThat(story.lastDay()).isLessThan(tale.isOpen() ? tale.mostAge() : DemoHistory.DAYS);
                assertThat(story.steps()).isSortedAccordingTo((one, other) -> one.day() != other.day()
                        ? Integer.compare(one.day(), other.day()) : one.time().compareTo(other.time()));
                assertThat(story.steps()).allMatch(step -> step.time().getHour() < 23 && step.time().getHour() > 7);
            }
        }
    }

    @Test
    void nobodyIsMadeTwiceAndNobodyHasANumberThatPeopleThinkUp() {
        List<String> numbers = everybody().stream().flatMap(family -> family.members().stream()).map(DemoPerson::idNumber).toList();

        assertThat(numbers).hasSizeGreaterThan(600).doesNotHaveDuplicates().allMatch(number -> IdNumber.isValid(number, TODAY))
                .allMatch(number -> number.startsWith("411025")).allMatch(number -> number.charAt(14) >= '7');
    }

    @Test
    void everyDemonstrationHasTheSamePeople() {
        assertThat(everybody()).isEqualTo(everybody());
    }

    private static List<DemoFamily> everybody() {
        DemoPeople people = new DemoPeople(new Random(1), TODAY);
        List<DemoFamily> families = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            families.add(people.family("411025109202"));
        }
        return families;
    }
}
