package org.shouwang.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A case on its way through its tasks, each done by whose turn it is.
 *
 * @param <F> the kind of case
 */
public abstract class Flow<F extends Flow<F>> {

    /** How long a timer may take to fire once it is due. */
    public static final Duration TIMER = Duration.ofSeconds(10);

    protected final Shouwang shouwang;

    protected Flow(Shouwang shouwang) {
        this.shouwang = shouwang;
    }

    /** @return the number under which the case runs */
    public abstract String caseNo();

    /** @return the case as somebody who follows it sees it */
    public abstract Answer view();

    /** @return how the case stands */
    public String status() {
        return view().get("status");
    }

    /** @return the keys of all open tasks of the case, whoever has to do them */
    public List<String> openTasks() {
        return shouwang.openTasks(caseNo());
    }

    /**
     * Waits for a task that a timer brings.
     *
     * @param taskKey the task
     */
    public void awaitTask(String taskKey) {
        await().atMost(TIMER).pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(openTasks()).contains(taskKey));
    }

    /**
     * @param who     whose turn it is
     * @param taskKey the task
     * @param values  what is filled in
     * @return the case after the task was completed
     */
    @SuppressWarnings("unchecked")
    public F done(Shouwang.Session who, String taskKey, Map<String, ?> values) {
        Answer answer = who.submit(caseNo(), taskKey, values);
        assertThat(answer.status()).as(taskKey + ": " + answer.text()).isEqualTo(204);
        return (F) this;
    }
}
