package org.shouwang.shared;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers what was read in a transaction, so that it is read once (ADR 0061). Whoever changes what is remembered lets it be forgotten. A
 * wait for a lock lets everything be forgotten, since others may have changed it meanwhile. Outside a transaction nothing is remembered.
 */
@Component
public class TransactionMemory {

    /**
     * Returns what is remembered, and reads it before if it is not.
     *
     * @param what the kind of what is read; each kind has one reader
     * @param key  which of the kind, such as a case's number; has {@code equals}
     * @param read reads it; must not return null, and what it returns must not be changed
     * @param <T>  its type
     */
    @SuppressWarnings("unchecked")
    public <T> T get(String what, Object key, Supplier<T> read) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return read.get();
        }
        Map<Object, Object> ofKind = present().orElseGet(TransactionMemory::begin).known.computeIfAbsent(what, kind -> new HashMap<>());
        Object known = ofKind.get(key);
        if (known == null) {
            known = read.get();
            ofKind.put(key, known);
        }
        return (T) known;
    }

    /**
     * Adds a row to what is remembered, if it is.
     *
     * @param what the kind, whose things are lists
     * @param key  which of the kind
     * @param row  the row that was added at the end
     */
    public void add(String what, Object key, Object row) {
        present().ifPresent(memory -> memory.known.computeIfPresent(what, (kind, ofKind) -> {
            ofKind.computeIfPresent(key, (each, rows) -> Stream.concat(((List<?>) rows).stream(), Stream.of(row)).toList());
            return ofKind;
        }));
    }

    /**
     * Forgets all of a kind, since some of it was changed.
     *
     * @param what the kind
     */
    public void forget(String what) {
        present().ifPresent(memory -> memory.known.remove(what));
    }

    /** Forgets everything, since others may have changed it. */
    public void forgetAll() {
        present().ifPresent(memory -> memory.known.clear());
    }

    private static Optional<Memory> present() {
        return Optional.ofNullable((Memory) TransactionSynchronizationManager.getResource(TransactionMemory.class));
    }

    private static Memory begin() {
        Memory memory = new Memory();
        TransactionSynchronizationManager.registerSynchronization(memory);
        memory.resume();
        return memory;
    }

    /**
     * What is remembered in one transaction. It is laid aside while another transaction runs, and dropped at the end. It is bound to the
     * thread, since looking for it among all that a long transaction has to tell at its end costs more than what it saves.
     */
    private static final class Memory implements TransactionSynchronization {

        private final Map<String, Map<Object, Object>> known = new HashMap<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(TransactionMemory.class);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(TransactionMemory.class, this);
        }

        @Override
        public void afterCompletion(int status) {
            suspend();
        }

        @Override
        public void savepointRollback(Object savepoint) {
            known.clear();
        }
    }
}
