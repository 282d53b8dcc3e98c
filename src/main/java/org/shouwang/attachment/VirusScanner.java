package org.shouwang.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.RefusedFileException.Why;
import org.shouwang.shared.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a ClamAV server whether there is a virus in a file. Nothing is asked if no server is configured. */
final class VirusScanner {

    private static final Logger LOG = LoggerFactory.getLogger(VirusScanner.class);
    private static final String UNIX = "unix:";
    private static final int CHUNK = 64 * 1024;
    private static final int SECONDS = 30;
    private static final int CONNECT_MILLIS = 3_000;
    private static final int LONGEST_ANSWER = 1_000;

    private final String address;

    /**
     * @param address {@code host:port} or {@code unix:/path}; empty for none
     */
    VirusScanner(String address) {
        this.address = address.strip();
    }

    /**
     * Looks for viruses.
     *
     * @param file the content
     * @throws RefusedFileException if a virus was found
     * @throws UnavailableException if the server does not answer
     */
    void scan(byte[] file) {
        if (address.isEmpty()) {
            return;
        }
        String answer = answer(file);
        if (answer.endsWith("FOUND")) {
            LOG.warn("A file was refused since ClamAV answered: {}", answer);
            throw new RefusedFileException(Why.INFECTED, "文件中发现病毒，没有保存。请先给电脑或手机杀毒，再上传干净的文件");
        }
        if (!answer.endsWith("OK")) {
            LOG.error("ClamAV did not look at a file: {}", answer);
            throw unavailable();
        }
    }

    private String answer(byte[] file) {
        if (!address.startsWith(UNIX)) {
            return overNetwork(file);
        }
        // Sockets of the machine know no timeouts in Java.
        CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> overSocketOfMachine(file));
        try {
            return asked.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("ClamAV cannot be reached at {}", address, e);
            throw unavailable();
        }
    }

    private String overNetwork(byte[] file) {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))), CONNECT_MILLIS);
            socket.setSoTimeout(SECONDS * 1_000);
            return ask(file, socket.getOutputStream(), socket.getInputStream());
        } catch (IOException e) {
            LOG.error("ClamAV cannot be reached at {}", address, e);
            throw unavailable();
        }
    }

    private String overSocketOfMachine(byte[] file) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(address.substring(UNIX.length())));
            return ask(file, Channels.newOutputStream(channel), Channels.newInputStream(channel));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a file by the command INSTREAM: pieces with their length before them, ended by a length of 0. */
    private static String ask(byte[] file, OutputStream out, InputStream in) throws IOException {
        out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        for (int begin = 0; begin < file.length; begin += CHUNK) {
            int length = Math.min(CHUNK, file.length - begin);
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            out.write(file, begin, length);
        }
        out.write(new byte[Integer.BYTES]);
        out.flush();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int read = in.read(); read > 0 && answer.size() < LONGEST_ANSWER; read = in.read()) {
            answer.write(read);
        }
        return answer.toString(StandardCharsets.UTF_8).strip();
    }

    private static UnavailableException unavailable() {
        return new UnavailableException("病毒检查暂时不能用，文件没有保存，请稍后再上传；一直不行的，请告诉系统管理员");
    }
}
