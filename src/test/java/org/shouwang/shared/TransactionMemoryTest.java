package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests that what is remembered belongs to one transaction. */
class TransactionMemoryTest extends IntegrationTest {

    @Autowired
    private TransactionMemory memory;
    @Autowired
    private PlatformTransactionManager transactions;

    private final AtomicInteger reads = new AtomicInteger();

    private int read() {
        return memory.get("number", "key", reads::incrementAndGet);
    }

    @Test
    void aTransactionReadsOnceAndOneWithinItReadsForItself() {
        TransactionTemplate outer = new TransactionTemplate(transactions);
        TransactionTemplate inner = new TransactionTemplate(transactions);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        outer.executeWithoutResult(status -> {
            assertThat(read()).isEqualTo(1);
            assertThat(read()).isEqualTo(1);
            inner.executeWithoutResult(within -> assertThat(read()).isEqualTo(2));
            assertThat(read()).as("the outer one goes on").isEqualTo(1);
        });

        outer.executeWithoutResult(status -> assertThat(read()).as("the next").isEqualTo(3));
        assertThat(read()).as("outside a transaction").isEqualTo(4);
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }

    @Test
    void whatIsForgottenIsReadAgain() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            read();
            memory.forget("number");
            assertThat(read()).isEqualTo(2);
            memory.forgetAll();
            assertThat(read()).isEqualTo(3);
            status.setRollbackOnly();
        });

        assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
    }
}
