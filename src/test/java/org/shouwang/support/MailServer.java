package org.shouwang.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that keeps what it gets. It refuses the receivers and the passwords that it is told to refuse. */
public final class MailServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<MimeMessage> mails = new CopyOnWriteArrayList<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    /**
     * Starts the server on a free port of this machine.
     *
     * @throws IOException if there is no free port
     */
    public MailServer() throws IOException {
        Thread thread = new Thread(this::serve, "mail server");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @return the port
     */
    public int port() {
        return socket.getLocalPort();
    }

    /**
     * @return the mails that were taken, oldest first
     */
    public List<MimeMessage> mails() {
        return mails;
    }

    /**
     * Lets the server refuse a receiver from now on.
     *
     * @param receiver the receiver's address
     * @param answer   the answer, such as {@code 550 no such user}
     */
    public void refuse(String receiver, String answer) {
        refused.put(receiver, answer);
    }

    private void serve() {
        while (true) {
            try (Socket client = socket.accept()) {
                converse(client);
            } catch (SocketException e) {
                if (socket.isClosed()) {
                    return;
                }
            } catch (IOException | MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void converse(Socket client) throws IOException, MessagingException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        OutputStream out = client.getOutputStream();
        say(out, "220 test");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("EHLO")) {
                say(out, "250-test\r\n250 AUTH PLAIN");
            } else if (command.startsWith("AUTH")) {
                say(out, "535 wrong password");
            } else if (command.startsWith("RCPT")) {
                say(out, refused.getOrDefault(line.replaceAll(".*<(.*)>.*", "$1"), "250 ok"));
            } else if (command.equals("DATA")) {
                say(out, "354 go on");
                mails.add(mail(in));
                say(out, "250 taken");
            } else if (command.equals("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "250 ok");
            }
        }
    }

    private static MimeMessage mail(BufferedReader in) throws IOException, MessagingException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(text.toString().getBytes(ISO_8859_1)));
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
