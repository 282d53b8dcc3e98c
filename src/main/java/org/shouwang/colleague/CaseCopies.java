package org.shouwang.colleague;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.CaseEnded;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Rows;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The copies of ends (抄送): posts that are told by a message when a case has ended. */
@Service
public class CaseCopies {

    private final JdbcClient jdbc;
    private final CaseFiles cases;
    private final CaseNotes notes;
    private final Messages messages;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    CaseCopies(JdbcClient jdbc, CaseFiles cases, CaseNotes notes, Messages messages, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.notes = notes;
        this.messages = messages;
        this.users = users;
        this.clock = clock;
    }

    private record Row(String post, String chosenBy, Instant toldAt) {
    }

    /**
     * A post that is told of a case's end.
     *
     * @param post     the name of the post
     * @param chosenBy the name of the user who has chosen it
     * @param toldAt   the moment at which it was told, or null while the case goes on
     */
    public record Copy(String post, String chosenBy, Instant toldAt) {
    }

    /**
     * @param caseNo the number of a case that the user may see
     * @return the posts that are told of the case's end
     * @throws NotFoundException if the user who has signed in may see no such case
     */
    public List<Copy> of(String caseNo) {
        List<Row> rows = jdbc.sql("select post, chosen_by, told_at from shouwang.case_copy where case_no = ? order by chosen_at, post")
                .param(cases.visible(caseNo).caseNo()).query(Rows.as(Row.class)).list();
        Map<String, String> names = users.postNames(rows.stream().map(Row::post).toList());
        return rows.stream().map(row -> new Copy(names.getOrDefault(row.post(), row.post()), users.displayName(row.chosenBy()), row.toldAt()))
                .toList();
    }

    /**
     * @param caseNo the number of a case that the user may see
     * @return whether the user may choose posts: the case has not ended, and the account is no other system's
     * @throws NotFoundException if the user who has signed in may see no such case
     */
    public boolean mayAdd(String caseNo) {
        return cases.visible(caseNo).status().isOpen() && !users.get().is(Role.PARTNER);
    }

    /**
     * Chooses a post that is told of a case's end.
     *
     * @param caseNo a case's number; may be anything that a user typed
     * @param post   the group of a post that sees the case, as it was typed, or null
     * @throws NotFoundException     if the user who has signed in may see no such case
     * @throws ForbiddenException    if the account is another system's
     * @throws InvalidInputException if the post is missing or does not see the case
     * @throws ConflictException     if the case has ended, or the post is chosen already
     */
    @Transactional
    public void add(String caseNo, String post) {
        CaseFile item = cases.visible(caseNo);
        if (users.get().is(Role.PARTNER)) {
            throw new ForbiddenException("业务系统订阅事件，不用抄送");
        }
        String group = post == null ? "" : post.strip();
        if (notes.recipientsOf(item.caseNo()).stream().noneMatch(each -> each.group().equals(group))) {
            throw new InvalidInputException("post", "抄送给", group.isEmpty() ? "为必填项" : "须为能看到本案的岗位");
        }
        if (!item.status().isOpen()) {
            throw new ConflictException("案件已经办结，不用再抄送", item.caseNo());
        }
        int added = jdbc.sql("""
                        insert into shouwang.case_copy (case_no, post, chosen_by, chosen_at) values (?, ?, ?, ?) on conflict do nothing
                        """)
                .params(item.caseNo(), group, users.get().id(), Timestamp.from(clock.instant())).update();
        if (added == 0) {
            throw new ConflictException("已经抄送给这个岗位", item.caseNo());
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(CaseEnded ended) {
        jdbc.sql("update shouwang.case_copy set told_at = :now where case_no = :caseNo and told_at is null returning post")
                .param("now", Timestamp.from(clock.instant())).param("caseNo", ended.caseNo()).query(String.class).list()
                .forEach(post -> messages.send(post, Message.Kind.COPY, "抄送：" + ended.caseNo() + "已办结",
                        ended.kind() + "案件已办结：" + ended.status() + "。", ended.caseNo()));
    }
}
