package org.shouwang.colleague;

import org.shouwang.engine.EngineTransactions;
import org.shouwang.engine.TaskClaims;
import org.shouwang.engine.TaskHandover;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.springframework.stereotype.Service;

/** Hands tasks over to colleagues of the same post (转办), and tells them. */
@Service
public class Handover {

    private final TaskClaims claims;
    private final EngineTransactions transactions;
    private final Messages messages;

    Handover(TaskClaims claims, EngineTransactions transactions, Messages messages) {
        this.claims = claims;
        this.transactions = transactions;
        this.messages = messages;
    }

    /**
     * Hands a task over to a colleague.
     *
     * @param taskId the engine's id of the task
     * @param userId the id of the colleague as it was typed, or null
     * @param reason the reason as it was typed, or null
     * @return the handover
     * @see TaskClaims#handOver what is refused
     */
    public TaskHandover handOver(String taskId, String userId, String reason) {
        return transactions.run(() -> {
            TaskHandover done = claims.handOver(taskId, userId, reason);
            messages.sendToUser(done.toUser(), Message.Kind.HANDED_OVER, "转办给您：" + done.caseNo() + "的" + done.elementName(),
                    done.byName() + "把这项待办转给您办理：" + done.reason(), done.caseNo());
            return done;
        });
    }
}
