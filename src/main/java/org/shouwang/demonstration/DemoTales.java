package org.shouwang.demonstration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The stories of the demonstration's cases, and the number of cases of each story. There are finished cases, in time and late,
 * refused, returned, objected to and withdrawn; open cases at every step, from found yesterday to long overdue; and what comes
 * after the admission: loans, eliminations, a rollback, and look-backs.
 */
final class DemoTales {

    /** A number of days that leads into the future of every demonstration. */
    private static final int NEVER = 1000;
    /** The age in days from which on the households of the stories with loans and eliminations have been admitted for weeks. */
    private static final int LONG_AGO = 75;
    /** The county of the users on the start page. */
    static final String EXAMPLE_COUNTY = "411081";

    private final Random random;
    private final List<Tale> tales = new ArrayList<>();
    /**
     * Stories that differ little from another one. They are told only in a demonstration with more households than stories.
     */
    private final List<Tale> variants = new ArrayList<>();

    DemoTales(Random random) {
        this.random = random;
        tellOfFinishedCases();
        tellOfRefusedCases();
        tellOfCasesBeforeTheNotice();
        tellOfCasesDuringTheNotice();
        tellOfCasesBeforeTheDecision();
        tellOfCasesAfterTheDecision();
        tellOfLoans();
        tellOfEliminations();
    }

    /**
     * One story.
     *
     * @param often    the number of cases that have this story in each full round of all stories
     * @param leastAge the least number of days since the clue was found if the case is still open; 0 for a finished case,
     *     which may be of any age
     * @param mostAge  the most days since the clue was found
     * @param county   the code of the county in which the story has to happen, or null for any county
     * @param borrows  whether the story needs a household with a member who may borrow
     * @param told     adds the story's steps to a case
     */
    record Tale(int often, int leastAge, int mostAge, String county, boolean borrows, Consumer<DemoCase> told) {

        /**
         * @return whether the family can have this story
         */
        boolean fits(DemoFamily family) {
            return !borrows || family.borrower().isPresent();
        }

        boolean isOpen() {
            return leastAge > 0;
        }

        /**
         * @return whether the story's household is in the register for some weeks at least; only some of those that have to happen in one
         *     county are
         */
        boolean isAdmittedLongAgo() {
            return county != null && (!isOpen() || leastAge >= LONG_AGO);
        }
    }

    /**
     * Returns a story for each household: first every story once, as far as there are enough households, and then as often as
     * each is to be told.
     */
    List<Tale> forHouseholds(int amount) {
        List<Tale> more = new ArrayList<>();
        tales.forEach(tale -> more.addAll(Collections.nCopies(tale.often() - 1, tale)));
        variants.forEach(tale -> more.addAll(Collections.nCopies(tale.often(), tale)));
        Collections.shuffle(more, random);
        List<Tale> order = new ArrayList<>(tales);
        order.addAll(more);
        List<Tale> told = new ArrayList<>();
        for (int i = 0; i < amount; i++) {
            told.add(order.get(i % order.size()));
        }
        return told;
    }

    private void tellOfFinishedCases() {
        variant(42, story -> approved(story).announced(days(0, 1)).entered(days(1, 5)));
        finished(6, story -> untilDecision(story).approved(days(0, 1), 6, 12, 16).announced(days(1, 4)).entered(days(11, 18)));
        variant(14, story -> story.registered(days(0, 2)).visited(days(4, 9)).compared(days(2, 5)).preselected(days(1, 3))
                .posted(days(1, 4)).reviewed(days(0, 3)).checked(days(1, 3)).approved(days(1, 4)).announced(days(0, 2))
                .entered(days(1, 6)));
        variant(3, story -> story.registered(days(16, 22)).visited(1).compared(1).preselected(0).posted(0).reviewed(0)
                .checked(1).approved(1).announced(1).entered(2));
        variant(3, story -> untilNotice(story).objected(1).objectionUpheld(days(1, 2)).visited(1).compared(1).preselected(1)
                .posted(1).reviewed(0).checked(1).approved(1).announced(1).entered(3));
        finished(2, story -> story.registered(1).visited(5).compared(4).askedForMoreDays(2, 14).moreDaysRefused(1).preselected(1)
                .posted(1).reviewed(1).checked(1).approved(1).announced(1).entered(5));
    }

    private void tellOfRefusedCases() {
        finished(40, story -> story.registered(days(0, 2)).visitedInVain(days(1, 5), "NO_RISK",
                "家庭收入稳定，支出正常，未发现返贫致贫风险").informed(days(0, 3), "入户核实未发现返贫致贫风险"));
        finished(16, story -> story.registered(days(0, 1)).visitedInVain(days(1, 4), "DECLINED",
                "农户表示能够自行克服，不愿申报，也不签授权书").informed(days(0, 2), "农户本人不愿申报"));
        finished(8, story -> story.registered(0).visited(days(1, 3)).compared(days(1, 2)).notPreselected(days(1, 2))
                .informed(days(1, 3), "子女已承担赡养，不存在返贫致贫风险"));
        finished(3, story -> untilNotice(story).refusedByTownship(days(0, 1)).informed(days(1, 3), "收入稳定，不符合纳入条件"));
        finished(3, story -> untilNotice(story).reviewed(0).refusedByCounty(days(1, 2))
                .informed(days(1, 4), "现有救助政策足以化解风险"));
        finished(2, story -> untilNotice(story).reviewed(0).checked(1).refusedByLeaders(days(1, 3))
                .informed(days(1, 4), "风险尚不明显，列入日常关注"));
        finished(2, story -> untilNotice(story).objected(2).objectionUpheld(1).visited(2).compared(1).notPreselected(2)
                .informed(1, "重新核实后收入高于申报，不予纳入"));
        finished(4, story -> story.registered(days(0, 1)).withdrawn(days(1, 4), "户籍不在本村，应由其户籍地登记"));
        variant(3, story -> story.registered(0).visited(2).compared(days(1, 2)).withdrawn(days(1, 3), "举家迁往外省"));
        finished(3, story -> untilNotice(story).withdrawn(days(1, 4), "户主去世，家庭成员并入子女户"));
    }

    private void tellOfCasesBeforeTheNotice() {
        open(6, 1, 9, story -> story.registered(0));
        open(3, 10, 15, story -> story.registered(days(0, 4)));
        open(3, 20, 55, story -> story.registered(days(0, 3)).urgedOn(17));
        open(2, 18, 24, story -> story.registered(17));
        open(5, 3, 9, story -> story.registered(0).visited(days(1, 2)));
        open(2, 10, 15, story -> story.registered(0).visited(days(2, 8)));
        open(3, 17, 45, story -> story.registered(1).visited(days(3, 12)));
        open(3, 5, 9, story -> story.registered(0).visited(days(1, 2)).compared(days(1, 2)));
        openVariant(2, 10, 15, story -> story.registered(1).visited(2).compared(days(2, 6)));
        open(2, 20, 40, story -> story.registered(1).visited(days(3, 6)).compared(days(2, 6)).urgedOn(18));
        open(3, 5, 9, story -> story.registered(0).visited(days(1, 2)).compared(1).preselected(days(0, 1)));
        openVariant(3, 10, 15, story -> story.registered(0).visited(3).compared(days(1, 3)).preselected(days(1, 2)));
        open(2, 17, 38, story -> story.registered(1).visited(3).compared(days(2, 6)).preselected(days(1, 4)));
        open(2, 12, 14, story -> story.registered(0).visited(3).compared(3).preselected(2).askedForMoreDays(2, 7));
        open(2, 13, 19, story -> story.registered(0).visited(3).compared(3).askedForMoreDays(4, 10).moreDaysGranted(1));
        open(1, 14, 18, story -> story.registered(0).visited(3).compared(3).askedForMoreDays(5, 10).moreDaysRefused(1));
    }

    private void tellOfCasesDuringTheNotice() {
        open(5, 5, 7, this::untilNotice);
        openVariant(2, 13, 14, story -> story.registered(0).visited(2).compared(2).preselected(2).posted(3));
        open(2, 12, 15, story -> story.registered(0).visited(3).compared(3).preselected(2).posted(3));
        open(1, 17, 19, story -> story.registered(0).visited(4).compared(4).preselected(3).posted(3));
        open(2, 7, 9, story -> untilNotice(story).objected(days(1, 2)));
        open(1, 17, 20, story -> story.registered(0).visited(3).compared(3).preselected(2).posted(3).objected(2));
    }

    private void tellOfCasesBeforeTheDecision() {
        open(2, 10, 12, this::untilNotice);
        open(2, 13, 15, story -> story.registered(0).visited(2).compared(1).preselected(1).posted(1));
        open(2, 17, 45, story -> story.registered(0).visited(2).compared(2).preselected(1).posted(2));
        openVariant(1, 12, 12, story -> quickly(story).reviewed(days(0, 1)));
        open(2, 13, 15, story -> quickly(story).reviewed(days(0, 2)));
        open(2, 20, 42, story -> quickly(story).reviewed(days(2, 7)));
        open(2, 13, 15, story -> quickly(story).reviewed(0).checked(days(0, 2)));
        open(2, 18, 40, story -> quickly(story).reviewed(days(1, 4)).checked(days(0, 3)));
    }

    private void tellOfCasesAfterTheDecision() {
        open(2, 20, 22, story -> quickly(story).reviewed(0).checked(1).approved(1, NEVER, NEVER, NEVER));
        open(1, 27, 38, story -> quickly(story).reviewed(0).checked(1).approved(1, NEVER, NEVER, NEVER).urgedOn(24));
        open(3, 15, 18, story -> quickly(story).reviewed(0).checked(1).approved(1, 1, NEVER, NEVER).announced(1));
        open(1, 21, 22, story -> quickly(story).reviewed(0).checked(1).approved(1, 2, 4, NEVER).announced(2));
        openVariant(1, 21, 22, story -> quickly(story).reviewed(0).checked(1).approved(1, 2, NEVER, NEVER).announced(2));
        open(2, 24, 45, story -> quickly(story).reviewed(0).checked(1).approved(1).announced(days(1, 8)));
        open(2, 3, 8, story -> story.registered(0).visitedInVain(days(1, 2), "NO_RISK", "收入稳定，未发现返贫致贫风险"));
        open(2, 14, 25, story -> quickly(story).refusedByTownship(days(0, 1)));
    }

    /**
     * Adds the stories with loans. Most of the households that come further in them were not admitted at the first attempt.
     */
    private void tellOfLoans() {
        loan(75, 150, EXAMPLE_COUNTY, story -> enteredAfterReturnByCounty(story).loanAppliedFor(2, 20_000, 1).loanInvestigated(1).loanDisbursed(1)
                .loanUseChecked(10).loanRepaid(8, 5_000));
        loan(23, 30, EXAMPLE_COUNTY, story -> entered(story).loanAppliedFor(2, 40_000, 12));
        loan(24, 34, "411025", story -> entered(story).loanAppliedFor(2, 60_000, 12).loanInvestigated(1));
    }

    /**
     * Adds the stories with eliminations. Visits and measures go on for two months after the approval; no elimination begins
     * earlier. Households that borrow do so meanwhile.
     */
    private void tellOfEliminations() {
        loan(0, 0, EXAMPLE_COUNTY, story -> eliminated(enteredInSpiteOfObjection(story).loanAppliedFor(3, 30_000, 3).loanInvestigated(1)
                .loanDisbursed(1).loanUseChecked(12).loanRepaid(40, 10_000).loanRepaid(20, 20_000), 3)
                .lookBackBegun(10).eliminationConfirmed(4).lookBackReviewed(1));
        loan(124, 130, "411024", story -> eliminated(enteredWithMoreDays(story).loanAppliedFor(4, 50_000, 24).loanInvestigated(2)
                .loanDisbursed(1).loanUseChecked(15), 40).lookBackBegun(10));
        loan(0, 0, "411003", story -> eliminated(enteredAfterDiscrepancy(story).loanAppliedFor(2, 30_000, 12).loanRefused(2), 60)
                .rollbackBegun(12).riskFoundLeft(2).rollbackReviewed(1).eliminationApproved(2).marked(1));
        after(95, 99, EXAMPLE_COUNTY, story -> enteredAfterReturnByTownship(story).eliminationBegun(65));
        after(98, 100, "411082", story -> enteredAfterReturnByLeaders(story).eliminationBegun(65).riskFoundGone(1).preselected(1).posted(1));
    }

    private static DemoCase eliminated(DemoCase story, int days) {
        return story.eliminationBegun(days).riskFoundGone(1).preselected(1).posted(1).reviewed(0).checked(1)
                .eliminationApproved(1).announced(0).marked(1);
    }

    private DemoCase entered(DemoCase story) {
        return quickly(story).reviewed(0).checked(0).approved(1, 1, 4, 7).announced(0).entered(1);
    }

    private DemoCase enteredAfterDiscrepancy(DemoCase story) {
        return story.registered(0).visited(1).foundDiscrepant(1).visited(1).compared(1).preselected(0).posted(1)
                .reviewed(0).checked(days(0, 1)).approved(days(1, 5)).announced(1).entered(2);
    }

    private DemoCase enteredAfterReturnByTownship(DemoCase story) {
        return untilNotice(story).returnedByTownship(0).visited(1).compared(1).preselected(days(0, 1)).reviewed(1)
                .checked(1).approved(days(1, 4)).announced(1).entered(3);
    }

    private DemoCase enteredAfterReturnByCounty(DemoCase story) {
        return untilNotice(story).reviewed(0).returnedByCounty(1).reviewed(1).checked(1).approved(days(0, 3)).announced(1).entered(2);
    }

    private DemoCase enteredAfterReturnByLeaders(DemoCase story) {
        return untilNotice(story).reviewed(0).checked(1).returnedByLeaders(1).visited(1).compared(1).preselected(1)
                .reviewed(1).checked(1).approved(1).announced(0).entered(4);
    }

    private DemoCase enteredInSpiteOfObjection(DemoCase story) {
        return untilNotice(story).objected(days(1, 3)).objectionDismissed(days(1, 2)).reviewed(0).checked(1)
                .approved(days(1, 2)).announced(1).entered(days(1, 4));
    }

    private DemoCase enteredWithMoreDays(DemoCase story) {
        return story.registered(0).visited(4).compared(3).askedForMoreDays(2, 10).moreDaysGranted(1).preselected(2)
                .posted(1).reviewed(0).checked(1).approved(days(1, 2)).announced(1).entered(2);
    }

    private void loan(int leastAge, int mostAge, String county, Consumer<DemoCase> told) {
        tales.add(new Tale(1, leastAge, mostAge, county, true, told));
    }

    private void after(int leastAge, int mostAge, String county, Consumer<DemoCase> told) {
        tales.add(new Tale(1, leastAge, mostAge, county, false, told));
    }

    private DemoCase approved(DemoCase story) {
        return untilDecision(story).approved(days(0, 1));
    }

    private DemoCase untilDecision(DemoCase story) {
        return story.registered(0).visited(days(1, 2)).compared(1).preselected(days(0, 1)).posted(days(0, 1))
                .reviewed(days(0, 1)).checked(days(0, 1));
    }

    private DemoCase untilNotice(DemoCase story) {
        return story.registered(0).visited(1).compared(1).preselected(days(0, 1)).posted(days(0, 1));
    }

    /** Adds the steps until the notice. Such a case waits for the township from the tenth day on. */
    private static DemoCase quickly(DemoCase story) {
        return story.registered(0).visited(1).compared(1).preselected(1).posted(1);
    }

    private void finished(int often, Consumer<DemoCase> told) {
        tales.add(new Tale(often, 0, 0, null, false, told));
    }

    private void open(int often, int leastAge, int mostAge, Consumer<DemoCase> told) {
        tales.add(new Tale(often, leastAge, mostAge, null, false, told));
    }

    private void variant(int often, Consumer<DemoCase> told) {
        variants.add(new Tale(often, 0, 0, null, false, told));
    }

    private void openVariant(int often, int leastAge, int mostAge, Consumer<DemoCase> told) {
        variants.add(new Tale(often, leastAge, mostAge, null, false, told));
    }

    private int days(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
