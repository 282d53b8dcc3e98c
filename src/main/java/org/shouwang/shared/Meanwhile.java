package org.shouwang.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work that is done on a thread of its own while a start goes on.
 *
 * @param <T> what it gives
 */
public final class Meanwhile<T> {

    private final CompletableFuture<T> work;

    private Meanwhile(CompletableFuture<T> work) {
        this.work = work;
    }

    /**
     * Begins the work.
     *
     * @param name the name of its thread, which has the class loader of this one
     * @param work the work
     * @param <T>  what it gives
     */
    public static <T> Meanwhile<T> does(String name, Supplier<T> work) {
        return new Meanwhile<>(CompletableFuture.supplyAsync(work, task -> new Thread(task, name).start()));
    }

    /**
     * Begins to look for faults.
     *
     * @param name   the name of its thread, which has the class loader of this one
     * @param faults returns what is wrong as a text that is empty if nothing is; whoever waits gets it as an
     *     {@link IllegalStateException}
     */
    public static Meanwhile<Boolean> examines(String name, Supplier<String> faults) {
        return does(name, () -> {
            String found = faults.get();
            if (!found.isEmpty()) {
                throw new IllegalStateException(found);
            }
            return true;
        });
    }

    /**
     * Does something that may fail because this work will fail, and then throws what this work has thrown, which says more.
     *
     * @param other what is to be done beside this work
     */
    public void beside(Runnable other) {
        try {
            other.run();
        } catch (RuntimeException e) {
            await();
            throw e;
        }
    }

    /**
     * Waits until the work is done.
     *
     * @return what it gives
     * @throws RuntimeException what the work has thrown
     */
    public T await() {
        try {
            return work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
