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
 * Limits how many files this node takes in at once. A table takes many times the memory of its file, so few are let in, and
 * one large one and
 * one small one are worked on at a time.
 */
@Component
public class Uploads {

    private static final int AT_ONCE = 3;
    private static final Duration LONGEST_TURN = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Set<String> busy = new HashSet<>();
    private final ReentrantLock desk = new ReentrantLock(true);
    private final ReentrantLock deskOfSmallOnes = new ReentrantLock(true);

    /**
     * Lets a user's file in. The caller has to call {@link #end(String)} when the file has been dealt with.
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
     * Lets a user's file in like {@link #begin}, but waits for a while until there is room.
     *
     * @param userId the id of the user who hands it in
     * @throws UnavailableException if there was no room in this time
     */
    public void beginInTurn(String userId) {
        long until = System.nanoTime() + LONGEST_TURN.toNanos();
        synchronized (busy) {
            try {
                for (long rest = LONGEST_TURN.toMillis(); rest > 0 && (busy.contains(userId) || busy.size() >= AT_ONCE);
                        rest = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
                    busy.wait(rest);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnavailableException("系统正在停止，文件没有处理，请稍后再上传");
            }
            begin(userId);
        }
    }

    /**
     * Makes room for the next file.
     *
     * @param userId the id of the user whose file has been dealt with
     */
    public void end(String userId) {
        synchronized (busy) {
            busy.remove(userId);
            busy.notifyAll();
        }
    }

    /**
     * Does work that holds a whole table in memory, one file after the other; small files wait only for small ones.
     *
     * @param file the file, or null if none was handed in
     * @param work the work, which reads and stores the table
     * @param <T>  the type of the result
     * @return the result of the work
     * @throws UnavailableException if the files before take longer than a minute; the work was not begun then
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
