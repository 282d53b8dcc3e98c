package org.shouwang.casefile;

import java.time.LocalDate;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.PolicyParameters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts the unmasked identity numbers that a user is shown on a day; each case counts once. Above the daily number, each
 * further case needs a reason, where a reason can be asked, and is reported to the county's leader.
 */
@Service
public class ShownIdNumbers {

    private static final String PER_DAY = "ID_NUMBERS_SHOWN_PER_DAY";
    private static final String STEP = "查看完整证件号";

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final Acts acts;
    private final Messages messages;
    private final PolicyParameters parameters;
    private final AdjustableClock clock;

    ShownIdNumbers(JdbcClient jdbc, CurrentUsers users, Acts acts, Messages messages, PolicyParameters parameters, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.acts = acts;
        this.messages = messages;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * Tells whether the user who has signed in has to give a reason, since the numbers of this case would exceed the daily
     * number.
     *
     * @param item    a case
     * @param numbers the number of unmasked numbers that the case would show
     */
    public boolean needReason(CaseFile item, int numbers) {
        boolean shown = jdbc.sql("select exists (select 1 from shouwang.shown_id_numbers where user_id = ? and day = ? and case_no = ?)")
                .params(users.get().id(), clock.today(), item.caseNo()).query(Boolean.class).single();
        return !shown && today() + numbers > most();
    }

    /**
     * Records that the user who has signed in is shown unmasked numbers, and reports to the leader above the daily number.
     *
     * @param item    the case
     * @param numbers the number of unmasked numbers
     * @param where   the Chinese name of the page or form
     * @param reason  the reason, or null if none is asked
     */
    @Transactional
    public void note(CaseFile item, int numbers, String where, String reason) {
        String userId = users.get().id();
        LocalDate today = clock.today();
        boolean first = jdbc.sql("""
                        insert into shouwang.shown_id_numbers (user_id, day, case_no, numbers) values (?, ?, ?, ?) on conflict do nothing
                        """)
                .params(userId, today, item.caseNo(), numbers).update() > 0;
        acts.add(Act.Kind.UNMASKING, userId, item.caseNo(), "SHOWN", where + (reason == null ? "" : "，理由：" + reason));
        int sum = today();
        int most = most();
        if (first && sum > most) {
            messages.send(new Post(Role.LEADER, item.countyCode()).group(), Message.Kind.ID_NUMBERS_SHOWN, STEP,
                    users.displayName(userId) + "今天查看完整证件号超过" + most + "个",
                    users.displayName(userId) + "（" + userId + "）今天已查看" + sum + "个，本次在" + where
                            + (reason == null ? "" : "，理由：" + reason) + "。如不是办案需要，请核实。", item.caseNo());
        }
    }

    private int today() {
        return jdbc.sql("select coalesce(sum(numbers), 0) from shouwang.shown_id_numbers where user_id = ? and day = ?")
                .params(users.get().id(), clock.today()).query(Integer.class).single();
    }

    private int most() {
        return parameters.number(PER_DAY, clock.today());
    }
}
