package org.shouwang.colleague;

import java.util.Optional;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.EngineTransactions;
import org.shouwang.engine.TakeBacks;
import org.shouwang.engine.TaskDecision;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Texts;
import org.shouwang.subject.Subjects;
import org.springframework.stereotype.Service;

/**
 * Takes back one's own last step of a case (撤回) while the case is in progress: what was refused, approved or announced has
 * been told to others and is corrected in other ways.
 */
@Service
public class TakeBack {

    private static final int MAX_LENGTH = 200;
    private static final String DECIDED = "案件已经办结或已作出决定，其他系统和农户可能已被告知，不能撤回；写错的内容请在案件的“备注”里写明怎样更正";

    private final CaseFiles cases;
    private final Subjects subjects;
    private final TakeBacks takeBacks;
    private final EngineTransactions transactions;
    private final Locks locks;
    private final Messages messages;
    private final CurrentUsers users;

    TakeBack(CaseFiles cases, Subjects subjects, TakeBacks takeBacks, EngineTransactions transactions, Locks locks,
             Messages messages, CurrentUsers users) {
        this.cases = cases;
        this.subjects = subjects;
        this.takeBacks = takeBacks;
        this.transactions = transactions;
        this.locks = locks;
        this.messages = messages;
        this.users = users;
    }

    /**
     * A task that is open again.
     *
     * @param caseNo the case's number
     * @param taskId the engine's id of the task
     * @param task   the element id of the task
     * @param name   the task's name
     */
    public record Again(String caseNo, String taskId, String task, String name) {
    }

    /**
     * Refuses users who cannot take back the last step of a case.
     *
     * @param caseNo a case's number; may be anything that a user typed
     * @return the step that the user has done last
     * @throws NotFoundException  if the user may see no such case
     * @throws ForbiddenException if the user has done no step of the case
     * @throws ConflictException  if it cannot be taken back now
     */
    public TaskDecision requireRight(String caseNo) {
        Optional<CaseFile> item = cases.findVisible(caseNo);
        CurrentUser user = users.get();
        if (item.isEmpty() && subjects.find(caseNo).filter(other -> user.covers(other.regionCode())).isPresent()) {
            throw new ConflictException("问题整改的环节办结后不能撤回；需要更正的由核查退回", caseNo);
        }
        TaskDecision last = takeBacks.requireOwn(item.orElseThrow(() -> new NotFoundException("没有这个案件")).caseNo());
        requireInProgress(caseNo);
        String obstacle = takeBacks.obstacle(last);
        if (obstacle != null) {
            throw new ConflictException(obstacle, caseNo);
        }
        return last;
    }

    private void requireInProgress(String caseNo) {
        if (!cases.get(caseNo).status().isInProgress()) {
            throw new ConflictException(DECIDED, caseNo);
        }
    }

    /**
     * Takes back the last step of a case on behalf of the user who did it. Of this and the next step's submission, one wins.
     *
     * @param caseNo the case's number
     * @param reason the reason as it was typed, or null
     * @return the task that is open again
     * @throws InvalidInputException if the reason is missing or too long
     * @throws ConflictException     if it cannot be taken back; see {@link #requireRight}
     */
    public Again takeBack(String caseNo, String reason) {
        requireRight(caseNo);
        String text = Texts.required(reason, "reason", "撤回原因", MAX_LENGTH);
        return transactions.run(() -> {
            locks.lock(caseNo);
            requireInProgress(caseNo);
            TakeBacks.TakenBack done = takeBacks.takeBack(caseNo, text);
            done.left().forEach(task -> messages.send(task.group(), Message.Kind.TAKEN_BACK, "撤回：" + caseNo + "的" + done.task().name(),
                    users.get().displayName() + "撤回了“" + done.task().name() + "”，“" + task.name() + "”暂不用办，等重新办结后再办。", caseNo));
            return new Again(caseNo, done.task().id(), done.task().element(), done.task().name());
        });
    }
}
