package org.shouwang.benchmark;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What one side of {@link FlowBenchmark} does in a process of its own: it reads a line with a number of threads and of
 * households from its input, leads the households through their tasks and writes a line with what it cost, until the input
 * ends. It needs nothing of the product, since the bare engines use it too.
 */
public abstract class FlowRunner {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Leads a household from the clue to the notice.
     *
     * @return what {@link #fromNotice} needs to go on with the household
     */
    protected abstract String untilNotice();

    /** Lets the notice of each household that has begun be over; the time that this takes does not count. */
    protected void waitForNotices() {
    }

    /**
     * Ends a notice and leads the household to its end.
     *
     * @param household what {@link #untilNotice} returned
     */
    protected abstract void fromNotice(String household);

    /** Is ready to begin again after {@link #waitForNotices}. */
    protected void goBack() {
    }

    /**
     * Carries out an order that begins with a word, which only some sides know.
     *
     * @param order the order's words
     * @return the answer
     */
    protected String other(String... order) {
        throw new IllegalArgumentException(order[0]);
    }

    /**
     * Serves until the input ends.
     *
     * @throws IOException if the input cannot be read
     * @throws InterruptedException if somebody stops this process
     * @throws ExecutionException if a household did not come to its end
     */
    public final void serve() throws IOException, InterruptedException, ExecutionException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(Side.ANSWER + "ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] order = line.split(" ");
            out.println(Side.ANSWER + (Character.isLetter(line.charAt(0)) ? other(order)
                    : run(Integer.parseInt(order[0]), Integer.parseInt(order[1]))));
        }
    }

    private String run(int threads, int households) throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            Map<Long, Long> before = allocated();
            long statements = CountedDriver.statements();
            long commits = CountedDriver.commits();
            long start = System.nanoTime();
            List<Callable<String>> begun = new ArrayList<>();
            for (int i = 0; i < households; i++) {
                begun.add(this::untilNotice);
            }
            List<Callable<String>> ended = new ArrayList<>();
            for (Future<String> household : workers.invokeAll(begun)) {
                String number = household.get();
                ended.add(() -> {
                    fromNotice(number);
                    return number;
                });
            }
            long paused = System.nanoTime();
            waitForNotices();
            long resumed = System.nanoTime();
            for (Future<String> household : workers.invokeAll(ended)) {
                household.get();
            }
            long nanos = System.nanoTime() - start - (resumed - paused);
            String cost = "%d %d %d %d".formatted(nanos, CountedDriver.statements() - statements, CountedDriver.commits() - commits,
                    allocatedSince(before));
            goBack();
            return cost;
        } finally {
            workers.shutdown();
        }
    }

    private static Map<Long, Long> allocated() {
        Map<Long, Long> bytes = new HashMap<>();
        for (long thread : THREADS.getAllThreadIds()) {
            bytes.put(thread, THREADS.getThreadAllocatedBytes(thread));
        }
        return bytes;
    }

    private static long allocatedSince(Map<Long, Long> before) {
        return allocated().entrySet().stream().mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L)).sum();
    }
}
