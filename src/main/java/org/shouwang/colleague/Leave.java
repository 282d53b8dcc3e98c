package org.shouwang.colleague;

import java.util.List;
import org.shouwang.engine.Sweep;
import org.shouwang.engine.Sweeps;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Substitution;
import org.shouwang.security.Substitutions;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Leave (请假): names and ends substitutes, and tells them and their posts. */
@Service
public class Leave {

    private final Substitutions substitutions;
    private final Messages messages;
    private final Sweeps sweeps;
    private final CurrentUsers users;

    Leave(Substitutions substitutions, Messages messages, Sweeps sweeps, CurrentUsers users) {
        this.substitutions = substitutions;
        this.messages = messages;
        this.sweeps = sweeps;
        this.users = users;
    }

    /**
     * Names a substitute, and tells the substitute and the post.
     *
     * @param wish the substitution that is asked for
     * @return the substitution
     * @see Substitutions#name what is refused
     */
    @Transactional
    public Substitution name(Substitutions.Wish wish) {
        Substitution made = substitutions.name(wish);
        String days = made.from() + " 至 " + made.until();
        messages.sendToUser(made.substitute(), Message.Kind.SUBSTITUTION, "请您代理：" + made.postName(), users.get().displayName()
                + "请您" + made.text() + "办理待办，" + days + "（含当日）。到期自动结束；同一案件您办过的层级以外的环节仍须由别人办理。", null);
        messages.send(made.post(), Message.Kind.SUBSTITUTION, "岗位代理：" + made.postName(), made.substituteName()
                + made.text() + "办理待办，" + days + "（含当日）。", null);
        return made;
    }

    /**
     * Ends a substitution early, and tells the substitute and the post.
     *
     * @param id the substitution's id
     * @return the substitution
     * @see Substitutions#end what is refused
     */
    @Transactional
    public Substitution end(long id) {
        Substitution ended = substitutions.end(id);
        String text = users.get().displayName() + "已提前结束代理：" + ended.from() + " 至 " + ended.until() + " 的代理不再有效，正在办理的待办退回岗位。";
        messages.sendToUser(ended.substitute(), Message.Kind.SUBSTITUTION, "代理已结束：" + ended.postName(), text, null);
        messages.send(ended.post(), Message.Kind.SUBSTITUTION, "代理已结束：" + ended.postName(), text, null);
        return ended;
    }

    /** Gives back the tasks that substitutes had claimed when their last day ended. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT20S")
    public void release() {
        sweeps.each(Sweep.SUBSTITUTIONS, without -> {
            List<Long> over = substitutions.over();
            return over.stream().map(String::valueOf).filter(id -> !without.contains(id))
                    .map(id -> new Sweeps.Row(id, "代理 " + id)).toList();
        }, id -> substitutions.release(Long.parseLong(id)));
    }
}
