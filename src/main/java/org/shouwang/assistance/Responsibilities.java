package org.shouwang.assistance;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.shouwang.household.Household;
import org.shouwang.household.Households;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people who are or were responsible for households (AS-1, AS-2). */
@Service
public class Responsibilities {

    private static final int MAX_REASON = 500;

    private final JdbcClient jdbc;
    private final Officials officials;
    private final Households households;
    private final Regions regions;
    private final AssistanceRights rights;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Responsibilities(JdbcClient jdbc, Officials officials, Households households, Regions regions,
                     AssistanceRights rights, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.officials = officials;
        this.households = households;
        this.regions = regions;
        this.rights = rights;
        this.users = users;
        this.clock = clock;
    }

    /**
     * The responsibility of a person for a household.
     *
     * @param officialId the person's id in the register
     * @param name       the person's name
     * @param post       the person's employer and position
     * @param since      the first day of the responsibility
     * @param endedOn    the day on which another person took over, or null while the responsibility lasts
     * @param reason     the reason why this person took over from another, or null for the first person
     */
    public record Responsibility(long officialId, String name, String post, LocalDate since, LocalDate endedOn, String reason) {
    }

    /**
     * @return the responsibilities for a household, past and present, oldest first
     */
    public List<Responsibility> of(long householdId) {
        return jdbc.sql("""
                        select r.official_id, o.name, o.post, r.since, r.ended_on, r.reason
                        from shouwang.responsibility r join shouwang.official o on o.id = r.official_id
                        where r.household_id = ? order by r.id
                        """)
                .param(householdId).query(Rows.as(Responsibility.class)).list();
    }

    /**
     * @return the person who is responsible for a household now, or empty if there is none
     */
    public Optional<Official> current(long householdId) {
        return of(householdId).stream().filter(item -> item.endedOn() == null).findFirst()
                .flatMap(item -> officials.find(item.officialId()));
    }

    /**
     * Makes a person responsible for a household; the responsibility of the person before ends. Nothing happens if it is the
     * same person.
     *
     * @param householdId the household's id
     * @param official    a person who {@linkplain Official#objection may be} responsible
     * @param reason      the reason for the change, or null
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void assign(long householdId, Official official, String reason) {
        households.lock(householdId);
        if (current(householdId).filter(before -> before.id() == official.id()).isPresent()) {
            return;
        }
        LocalDate today = clock.today();
        jdbc.sql("update shouwang.responsibility set ended_on = ? where household_id = ? and ended_on is null")
                .params(today, householdId).update();
        jdbc.sql("""
                        insert into shouwang.responsibility (household_id, official_id, reason, since, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(householdId, official.id(), reason, today, users.get().id(), Timestamp.from(clock.instant())).update();
    }

    /**
     * Returns a person who may be made responsible for the households of a township.
     *
     * @param townshipCode the township's code
     * @param officialId   an id in the register; may be anything that a user typed, or null
     * @throws InvalidInputException if the register of the township's county has no such person, or the person may not be
     *     responsible (AS-2)
     */
    public Official eligible(String townshipCode, String officialId) {
        if (officialId == null || officialId.isBlank()) {
            throw new InvalidInputException("officialId", "帮扶责任人", "为必填项");
        }
        Official official = officials.choicesFor(townshipCode).stream()
                .filter(choice -> String.valueOf(choice.id()).equals(officialId.strip())).findFirst()
                .orElseThrow(() -> new InvalidInputException("officialId", "帮扶责任人", "须从本县登记的帮扶责任人中选择"));
        if (official.objection() != null) {
            throw new InvalidInputException("officialId", "帮扶责任人", official.objection());
        }
        return official;
    }

    /**
     * Changes the person who is responsible for a household, on behalf of the user who has signed in.
     *
     * @param household  a household that the user may see
     * @param officialId an id in the register; may be anything that a user typed, or null
     * @param reason     the reason for the change, or null
     * @throws org.shouwang.shared.ForbiddenException if the user may not change the responsible person
     * @throws InvalidInputException                  if the person may not be responsible, or the reason is missing
     * @throws ConflictException                      if nobody is responsible yet, or the same person is responsible already
     */
    @Transactional
    public void change(Household household, String officialId, String reason) {
        rights.requireToName(household);
        Official official = eligible(regions.findVillage(household.villageCode()).orElseThrow().townshipCode(), officialId);
        String text = Texts.required(reason, "reason", "更换原因", MAX_REASON);
        Official before = current(household.id()).orElseThrow(() -> new ConflictException(
                "该户还没有帮扶责任人，请在帮扶计划的“确定帮扶责任人”待办中确定"));
        if (before.id() == official.id()) {
            throw new ConflictException(official.name() + "已经是该户的帮扶责任人");
        }
        assign(household.id(), official, text);
    }
}
