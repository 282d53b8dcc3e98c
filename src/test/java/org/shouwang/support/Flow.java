package org.shouwang.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A case on its way through its tasks. Each task is done by a user of the post that has to do it.
 *
 * @param <F> the class of the flow itself
 */
public abstract class Flow<F extends Flow<F>> {

    /** The time that a timer may take to fire once it is due. */
    public static final Duration TIMER = Duration.ofSeconds(10);

    protected final Shouwang shouwang;

    protected Flow(Shouwang shouwang) {
        this.shouwang = shouwang;
    }

    /** Returns the number of the case. */
    public abstract String caseNo();

    /** Returns the case as a user who follows it sees it. */
    public abstract Answer view();

    /** Returns the status of the case. */
    public String status() {
        return view().get("status");
    }

    /** Returns the keys of all open tasks of the case, no matter who has to do them. */
    public List<String> openTasks() {
        return shouwang.openTasks(caseNo());
    }

    /**
     * Waits for a task that a timer creates.
     *
     * @param taskKey the key of the task
     */
    public void awaitTask(String taskKey) {
        await().atMost(TIMER).pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(openTasks()).contains(taskKey));
    }

    /**
     * Completes a task.
     *
     * @param who     the user who does the task
     * @param taskKey the key of the task
     * @param values  the values that the user fills in
     * @return this flow
     */
    @SuppressWarnings("unchecked")
    public F done(Shouwang.Session who, String taskKey, Map<String, ?> values) {
        Answer answer = who.submit(caseNo(), taskKey, values);
        assertThat(answer.status()).as(taskKey + ": " + answer.text()).isEqualTo(204);
        return (F) this;
    }
}
