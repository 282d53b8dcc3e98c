package org.shouwang.batch;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.EngineAuthority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Carries batches from pages out in the background while their users look at the progress. */
@Component
public class BatchRuns {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRuns.class);
    private static final int THREADS = 3;
    /** The time that a user waits for the answer, within which few cases are decided. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration LAST_CASE = Duration.ofSeconds(10);

    private final Batches batches;
    private final CurrentUsers users;
    private final EngineAuthority authority;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    BatchRuns(Batches batches, CurrentUsers users, EngineAuthority authority) {
        this.batches = batches;
        this.users = users;
        this.authority = authority;
    }

    /**
     * Begins a batch on behalf of the user who has signed in, and waits a moment for its end.
     *
     * @param id the id of a batch of this user; one that was begun before is carried out once all the same
     * @throws org.shouwang.shared.NotFoundException if the user has handed in no such batch
     */
    public void begin(long id) {
        batches.begin(id);
        CurrentUser user = users.get();
        Future<?> run = threads.submit(() -> run(id, user));
        try {
            run.get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("Batch {} goes on in the background", id);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Goes on with batches that were broken off, with the posts that their users have now. */
    @Scheduled(fixedDelayString = "PT20S", initialDelayString = "PT15S")
    void goOn() {
        batches.stalled().forEach(stalled -> {
            Optional<CurrentUser> user = users.current(stalled.userId());
            if (user.isPresent()) {
                run(stalled.id(), user.get());
            } else {
                batches.giveUp(stalled.id());
            }
        });
    }

    private void run(long id, CurrentUser user) {
        try {
            users.actAs(user, () -> authority.asUser(user, () -> {
                batches.run(id, () -> !threads.isShutdown());
                return null;
            }));
        } catch (RuntimeException e) {
            LOG.error("Batch {} was broken off and will be gone on with", id, e);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(LAST_CASE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
