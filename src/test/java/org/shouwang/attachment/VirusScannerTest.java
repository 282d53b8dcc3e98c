package org.shouwang.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.UnavailableException;

/** Tests the conversation with a ClamAV server, which the tests play themselves. */
class VirusScannerTest {

    private static final byte[] FILE = new byte[200_000];

    @TempDir
    private Path folder;

    /** Reads a file as ClamAV does, and answers. */
    private static byte[] served(InputStream in, OutputStream out, String answer) throws IOException {
        DataInputStream data = new DataInputStream(in);
        assertThat(new String(data.readNBytes(10), StandardCharsets.US_ASCII)).isEqualTo("zINSTREAM\0");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int length = data.readInt(); length > 0; length = data.readInt()) {
            file.write(data.readNBytes(length));
        }
        out.write((answer + "\0").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return file.toByteArray();
    }

    private static CompletableFuture<byte[]> answering(ServerSocket server, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket client = server.accept()) {
                return served(client.getInputStream(), client.getOutputStream(), answer);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aCleanFileIsTakenAndTheServerHasSeenAllOfIt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> seen = answering(server, "stream: OK");

            assertThatCode(() -> new VirusScanner("127.0.0.1:" + server.getLocalPort()).scan(FILE)).doesNotThrowAnyException();

            assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo(FILE);
        }
    }

    @Test
    void anInfectedFileIsRefusedAndOneThatWasNotLookedAtHasToComeAgain() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            VirusScanner scanner = new VirusScanner("127.0.0.1:" + server.getLocalPort());

            answering(server, "stream: Win.Test.EICAR_HDB-1 FOUND");
            assertThatThrownBy(() -> scanner.scan(FILE)).isInstanceOfSatisfying(RefusedFileException.class, refused -> {
                assertThat(refused.why()).isEqualTo(RefusedFileException.Why.INFECTED);
                assertThat(refused).hasMessageContaining("病毒");
            });

            answering(server, "INSTREAM size limit exceeded. ERROR");
            assertThatThrownBy(() -> scanner.scan(FILE)).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void aServerOnTheSameMachineIsAskedByItsSocket() throws Exception {
        Path socket = folder.resolve("clamd.ctl");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<byte[]> seen = CompletableFuture.supplyAsync(() -> {
                try (SocketChannel client = server.accept()) {
                    return served(Channels.newInputStream(client), Channels.newOutputStream(client), "stream: X FOUND");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });

            assertThatThrownBy(() -> new VirusScanner("unix:" + socket).scan(FILE)).isInstanceOf(RefusedFileException.class);

            assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo(FILE);
        }
    }

    @Test
    void whileTheServerIsNotThereNoFileIsTaken() {
        assertThatThrownBy(() -> new VirusScanner("127.0.0.1:1").scan(FILE)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> new VirusScanner("unix:" + folder.resolve("none")).scan(FILE)).isInstanceOf(UnavailableException.class);
        assertThatCode(() -> new VirusScanner("").scan(FILE)).as("none is configured").doesNotThrowAnyException();
    }
}
