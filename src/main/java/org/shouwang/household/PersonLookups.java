package org.shouwang.household;

import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts how many people a user looks up by identity number, wherever a user can enter one. What a user learns about a person
 * is decided in the register: each county sees its own data, and nothing from another county before the household has
 * authorised it.
 */
@Service
public class PersonLookups {

    private static final String PERSONS = "PERSONS_LOOKED_UP_PER_DAY";
    private static final String ELSEWHERE = "PERSONS_FOUND_ELSEWHERE_PER_DAY";

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final Acts acts;
    private final PolicyParameters parameters;
    private final AdjustableClock clock;

    PersonLookups(JdbcClient jdbc, CurrentUsers users, Acts acts, PolicyParameters parameters, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.acts = acts;
        this.parameters = parameters;
        this.clock = clock;
    }

    private record Today(int persons, int elsewhere) {
    }

    /**
     * Counts people whom the user who has signed in looks up. The count belongs to the caller's transaction, like the look-up
     * itself.
     *
     * @param persons the number of people
     * @return the number of people whom the user has looked up today
     * @throws ForbiddenException if the user has looked up more people today than allowed, or has been told too often today
     *     that another county has a person
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int count(int persons) {
        Today today = add(persons, 0);
        int most = most(PERSONS);
        if (today.persons() > most) {
            throw new ForbiddenException("您今天按证件号查找的人数已达上限（" + most + "人次），请明天再办，或与系统管理员联系");
        }
        if (today.elsewhere() >= most(ELSEWHERE)) {
            throw new ForbiddenException("您今天多次填写不由本县办理的人员，已达每日上限，请核对证件号后明天再办，或与系统管理员联系");
        }
        return today.persons();
    }

    /**
     * Records that the user who has signed in is told that another county has people; the household has authorised this. The
     * record stays even if the caller's transaction is rolled back.
     *
     * @param caseNo  the number of the case in which the user is told
     * @param persons the number of people
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void foundElsewhere(String caseNo, int persons) {
        Today today = add(0, persons);
        acts.add(Act.Kind.PERSON_LOOKUP, users.get().id(), caseNo, "SHOWN",
                "本次" + persons + "人已在其他县办理，本人今日共" + today.elsewhere() + "人次");
    }

    /** Adds to the counts of the user who has signed in, and returns those of today; a statement does not see what it inserts itself. */
    private Today add(int persons, int elsewhere) {
        return jdbc.sql("""
                        with added as (insert into shouwang.person_lookup (user_id, day, persons, elsewhere)
                            values (:user, :day, :persons, :elsewhere))
                        select :persons + coalesce(sum(persons), 0) as persons, :elsewhere + coalesce(sum(elsewhere), 0) as elsewhere
                        from shouwang.person_lookup where user_id = :user and day = :day
                        """)
                .param("user", users.get().id()).param("day", clock.today()).param("persons", persons).param("elsewhere", elsewhere)
                .query(Rows.as(Today.class)).single();
    }

    /** Deletes the counts of past days. */
    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT15M")
    public void forget() {
        jdbc.sql("delete from shouwang.person_lookup where day < ?").param(clock.today()).update();
    }

    private int most(String parameter) {
        return parameters.number(parameter, clock.today());
    }
}
