package org.shouwang.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Another system that receives events over real HTTP. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger answer = new AtomicInteger(204);
    private final AtomicReference<CountDownLatch> crowd = new AtomicReference<>(new CountDownLatch(0));
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A request that the receiver got.
     *
     * @param eventId     the header with the event's id
     * @param signature   the header with the signature
     * @param contentType the type of the body
     * @param body        the body
     * @param path        the path of the request
     */
    record Received(String eventId, String signature, String contentType, String body, String path) {
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.createContext("/silent", exchange -> {
            received.add(read(exchange));
            await(closed);
        });
        server.createContext("/moved", exchange -> {
            received.add(read(exchange));
            exchange.getResponseHeaders().add("Location", url("/new"));
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        received.add(read(exchange));
        crowd.get().countDown();
        await(crowd.get());
        exchange.sendResponseHeaders(answer.get(), -1);
        exchange.close();
    }

    private static Received read(HttpExchange exchange) throws IOException {
        return new Received(exchange.getRequestHeaders().getFirst("Shouwang-Event-Id"),
                exchange.getRequestHeaders().getFirst("Shouwang-Signature"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), exchange.getRequestURI().getPath());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the first requests wait until so many have arrived. */
    void gather(int requests) {
        crowd.set(new CountDownLatch(requests));
    }

    void answerWith(int status) {
        answer.set(status);
    }

    List<Received> received() {
        return received;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
