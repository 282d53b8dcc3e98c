package org.shouwang.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The virus scanner of the tests' application, which speaks as ClamAV does and knows one virus: the test file that all scanners
 * know.
 */
public final class PlayedClamav {

    /** What is in the test file. */
    public static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static final AtomicBoolean DOWN = new AtomicBoolean();

    private PlayedClamav() {
    }

    private static final class Started {

        private static final String ADDRESS = start();
    }

    /** Starts the scanner once, and returns its address. */
    static String address() {
        return Started.ADDRESS;
    }

    /**
     * Lets the scanner hang up without an answer, or answer again.
     *
     * @param down whether it hangs up
     */
    public static void setDown(boolean down) {
        DOWN.set(down);
    }

    private static String start() {
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> serve(socket), "played ClamAV");
            thread.setDaemon(true);
            thread.start();
            return "127.0.0.1:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(ServerSocket socket) {
        while (true) {
            try (Socket client = socket.accept()) {
                if (!DOWN.get()) {
                    answer(client);
                }
            } catch (IOException e) {
                // Whoever asked has gone; the next one is served.
            }
        }
    }

    private static void answer(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        in.readNBytes("zINSTREAM\0".length());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            file.write(in.readNBytes(length));
        }
        boolean infected = file.toString(StandardCharsets.ISO_8859_1).contains(EICAR);
        client.getOutputStream().write((infected ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0").getBytes(StandardCharsets.US_ASCII));
    }
}
