package org.shouwang.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Collects what jobs that are carried out in one transaction ({@link JobsOfOneKind}) want to be noted in tables of the product, so that it
 * is written by the same few statements for all of them. It is written once all have been carried out, and before the engine writes: a user's
 * act takes the rows of a case in the same order, so that neither waits for the other in a circle (ADR 0061).
 */
@Component
public class NotesOfJobs {

    private final ThreadLocal<Map<Consumer<?>, List<Object>>> collected = new ThreadLocal<>();

    /**
     * Notes something: with what other jobs note in the same way if several are carried out together, and at once otherwise.
     *
     * @param note  what is noted
     * @param write writes notes; the same object for all notes that are written together
     * @param <T>   the type of the note
     */
    public <T> void add(T note, Consumer<List<T>> write) {
        Map<Consumer<?>, List<Object>> notes = collected.get();
        if (notes == null) {
            write.accept(List.of(note));
        } else {
            notes.computeIfAbsent(write, each -> new ArrayList<>()).add(note);
        }
    }

    /** Carries out jobs, and then writes what they note. */
    void writeAfter(Runnable jobs) {
        Map<Consumer<?>, List<Object>> notes = new IdentityHashMap<>();
        collected.set(notes);
        try {
            jobs.run();
        } finally {
            collected.remove();
        }
        notes.forEach(NotesOfJobs::write);
    }

    @SuppressWarnings("unchecked")
    private static void write(Consumer<?> write, List<Object> notes) {
        ((Consumer<List<Object>>) write).accept(notes);
    }
}
