package org.shouwang.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A node of {@link TimerBenchmark} in a process of its own, which begins and ends to look for due timers when it is told to. It
 * needs nothing of the product, since the bare engine's nodes use it too.
 */
public abstract class StormNode {

    /**
     * Begins a case.
     *
     * @return the case's number, or the id of its process
     */
    protected abstract String begin();

    /** Begins to look for due timers. */
    protected abstract void start();

    /** Ends to look for due timers; those that have been taken are carried out. */
    protected abstract void stop();

    /**
     * Carries out an order that only some nodes know.
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
     */
    public final void serve() throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(Side.ANSWER + "ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            out.println(Side.ANSWER + answer(line.split(" ")));
        }
    }

    private String answer(String... order) {
        switch (order[0]) {
            case "begin" -> {
                return begin();
            }
            case "start" -> start();
            case "stop" -> stop();
            case "act" -> {
                long start = System.nanoTime();
                begin();
                return String.valueOf(System.nanoTime() - start);
            }
            default -> {
                return other(order);
            }
        }
        return "done";
    }
}
