package org.shouwang.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remembers what every act needs and hardly anybody changes: parameters, regions, decision tables in force (ADR 0061). Each change of
 * their tables, on whatever node, gives a number in the database another value. A transaction reads that number once, so that it never
 * works with what did not hold any more when it began to ask. A transaction that changes settings itself calls {@link #changed()}.
 */
@Component
public class Settings {

    private static final int MAX_KNOWN = 10_000;
    /** What a transaction remembers of the number. */
    private static final String CHANGE = "settings";

    private final JdbcClient jdbc;
    private final TransactionMemory memory;
    private final Cache<List<Object>, Object> known = Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

    Settings(JdbcClient jdbc, TransactionMemory memory) {
        this.jdbc = jdbc;
        this.memory = memory;
    }

    /**
     * Returns what is remembered, and reads it before if it is not or does not hold any more.
     *
     * @param what the kind of what is read; each kind has one reader
     * @param key  which of the kind; has {@code equals}
     * @param read reads it; must not return null, and what it returns must not be changed
     * @param <T>  its type
     */
    @SuppressWarnings("unchecked")
    public <T> T get(String what, Object key, Supplier<T> read) {
        long change = memory.get(CHANGE, "", () -> jdbc.sql("select number from shouwang.settings_change").query(Long.class).single());
        List<Object> asked = List.of(what, key, change);
        Object found = known.getIfPresent(asked);
        if (found == null) {
            found = read.get();
            known.put(asked, found);
        }
        return (T) found;
    }

    /** Lets the transaction that changes settings read the number again before it asks for them. */
    public void changed() {
        memory.forget(CHANGE);
    }
}
