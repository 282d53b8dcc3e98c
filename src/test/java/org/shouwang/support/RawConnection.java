package org.shouwang.support;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection that sends everything as it is given, such as half a request. */
public final class RawConnection implements Closeable {

    private final Socket socket;

    /**
     * Opens a connection to the product on this machine.
     *
     * @throws IOException if the product does not answer on the port
     */
    public RawConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
    }

    /**
     * Sends a text at once.
     *
     * @throws IOException if the other side has closed the connection
     */
    public RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /**
     * Waits for the first line of an answer.
     *
     * @param patience the longest time to wait
     * @return the status of the answer; 0 if the connection was closed without an answer, -1 if nothing came in this time
     * @throws IOException if the connection fails otherwise
     */
    public int status(Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        StringBuilder line = new StringBuilder();
        InputStream answer = socket.getInputStream();
        try {
            for (int next = answer.read(); next >= 0 && next != '\r'; next = answer.read()) {
                line.append((char) next);
            }
        } catch (SocketTimeoutException e) {
            return -1;
        } catch (SocketException e) {
            return 0;
        }
        return line.length() == 0 ? 0 : Integer.parseInt(line.substring(9, 12));
    }

    /**
     * Waits for the next data.
     *
     * @param patience the longest time to wait
     * @return the data that came in one piece, read as UTF-8; empty if the connection was closed
     * @throws IOException if nothing came in this time, or the connection fails
     */
    public String rest(Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        byte[] bytes = new byte[8192];
        int read = socket.getInputStream().read(bytes);
        return new String(bytes, 0, Math.max(read, 0), StandardCharsets.UTF_8);
    }

    /**
     * Waits until the other side has closed the connection.
     *
     * @param patience the longest time to wait
     * @return whether the other side has closed it
     * @throws IOException if the connection fails otherwise
     */
    public boolean isClosed(Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        try {
            while (socket.getInputStream().read() >= 0) {
                // Data that still come do not matter.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    /**
     * Closes the connection at once, without waiting for an answer.
     *
     * @throws IOException if the connection is closed already
     */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
