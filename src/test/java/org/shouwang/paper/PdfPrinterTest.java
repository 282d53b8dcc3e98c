package org.shouwang.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shouwang.shared.ConflictException;

/** Tests PDF files where LibreOffice is missing, hangs, or makes nothing. */
class PdfPrinterTest {

    @TempDir
    private Path folder;

    private PdfPrinter printer(String script) throws IOException {
        Path program = folder.resolve("soffice");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new PdfPrinter(new PaperProperties(program.toString(), Duration.ofMillis(500), Duration.ofMillis(100), 1));
    }

    @Test
    void withoutLibreOfficeItSaysSo() {
        for (String name : new String[] {"", "no-such-office"}) {
            PdfPrinter printer = new PdfPrinter(new PaperProperties(name, Duration.ofSeconds(1), Duration.ofSeconds(1), 1));

            assertThat(printer.isAvailable()).isFalse();
            assertThatThrownBy(() -> printer.print(new byte[0])).isInstanceOf(ConflictException.class).hasMessageContaining("没有安装 LibreOffice");
        }
    }

    @Test
    void aProgramThatHangsIsStoppedAndItsFilesAreGone() throws IOException {
        Path seen = folder.resolve("seen");
        PdfPrinter printer = printer("echo $$ $HOME > " + seen + "\nsleep 600");

        assertThatThrownBy(() -> printer.print(new byte[] {1})).isInstanceOf(ConflictException.class).hasMessageContaining("超时");

        String[] told = Files.readString(seen).strip().split(" ");
        assertThat(ProcessHandle.of(Long.parseLong(told[0])).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(Path.of(told[1])).doesNotExist();
    }

    @Test
    void aProgramThatMakesNothingIsToldAndItsPlaceIsFreeAgain() throws IOException {
        PdfPrinter printer = printer("exit 1");

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> printer.print(new byte[] {1})).isInstanceOf(ConflictException.class).hasMessageContaining("未能生成");
        }
    }

    @Test
    void whatTheProgramMakesIsTheAnswer() throws IOException {
        PdfPrinter printer = printer("for last; do :; done\ncat \"$last\" \"$last\" > \"$HOME/paper.pdf\"");

        assertThat(printer.print("ab".getBytes(StandardCharsets.UTF_8))).asString().isEqualTo("abab");
    }
}
