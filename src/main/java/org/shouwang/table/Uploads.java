package org.shouwang.table;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.shouwang.shared.UnavailableException;
import org.springframework.stereotype.Component;

/**
 * How many files this node takes in at once. A table takes many times the memory of its file, so few are let in, and one large one and
 * one small one are worked on at a time.
 */
@Component
public class Uploads {

    private static final int AT_ONCE = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Set<String> busy = new HashSet<>();
    private final ReentrantLock desk = new ReentrantLock(true);
    private final ReentrantLock deskOfSmallOnes = new ReentrantLock(true);

    /**
     * Lets a user's file in. Whoever is let in has to {@link #end(String)}.
     *
     * @param userId the id of the user who hands it in
     * @throws UnavailableException if this user's last file is still being taken in, or those of three others
     */
    public void begin(String userId) {
        synchronized (busy) {
            if (busy.contains(userId)) {
                throw new UnavailableException("您上一个文件还在处理，请等它处理完再上传");
            }
            if (busy.size() >= AT_ONCE) {
                throw new UnavailableException("正在处理其他人上传的文件，请稍后再上传");
            }
            busy.add(userId);
        }
    }

    /**
     * @param userId the id of a user whose file was let in and has been dealt with
     */
    public void end(String userId) {
        synchronized (busy) {
            busy.remove(userId);
        }
    }

    /**
     * Does what holds a whole table in memory, after whoever came before; small files wait for small ones only.
     *
     * @param file the file, null for none
     * @param work reads a table, and stores it
     * @param <T>  what comes of it
     * @return what came of it
     * @throws UnavailableException if those before take longer than a minute; nothing was done
     */
    public <T> T oneByOne(byte[] file, Supplier<T> work) {
        ReentrantLock lane = TableFiles.isSmall(file) ? deskOfSmallOnes : desk;
        try {
            if (!lane.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UnavailableException("正在处理其他人上传的大文件，请稍后再上传");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("系统正在停止，文件没有处理，请稍后再上传");
        }
        try {
            return work.get();
        } finally {
            lane.unlock();
        }
    }
}
