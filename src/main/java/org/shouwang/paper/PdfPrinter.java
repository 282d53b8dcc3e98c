package org.shouwang.paper;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.UnavailableException;
import org.springframework.stereotype.Service;
import org.springframework.util.FileSystemUtils;

/**
 * Makes PDF files from Word files by LibreOffice, where the machine has it. Each run has a folder of its own for its profile
 * and its files, which is deleted afterwards; nothing that a user typed is an argument of the program.
 */
@Service
public class PdfPrinter {

    private static final int END_SECONDS = 5;
    private static final String INPUT = "paper.docx";
    private static final String OUTPUT = "paper.pdf";

    private final PaperProperties properties;
    private final Optional<Path> program;
    private final Semaphore places;

    PdfPrinter(PaperProperties properties) {
        this.properties = properties;
        this.program = find(properties.libreOffice());
        this.places = new Semaphore(properties.parallel(), true);
    }

    private static Optional<Path> find(String name) {
        if (name.isBlank()) {
            return Optional.empty();
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(""), Pattern.compile(File.pathSeparator).splitAsStream(path))
                .map(folder -> Path.of(folder, name)).filter(file -> file.isAbsolute() && Files.isExecutable(file)).findFirst();
    }

    /**
     * @return whether this machine can make PDF files
     */
    public boolean isAvailable() {
        return program.isPresent();
    }

    /**
     * Makes a PDF file. The caller must not hold a transaction, since it takes seconds.
     *
     * @param docx a Word file
     * @return the PDF file
     * @throws ConflictException    if this machine has no LibreOffice, or LibreOffice could not make the file in time
     * @throws UnavailableException if too many PDF files are being made
     */
    public byte[] print(byte[] docx) {
        Path soffice = program.orElseThrow(() -> new ConflictException("本机没有安装 LibreOffice，不能生成 PDF，请下载 Word 文件"));
        try {
            if (!places.tryAcquire(properties.waiting().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UnavailableException("正在生成的 PDF 较多，请稍后再试，或先下载 Word 文件");
            }
            try {
                return run(soffice, docx);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("系统正在停止，请稍后再试");
        }
    }

    private byte[] run(Path soffice, byte[] docx) throws InterruptedException {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("paper");
            Files.write(folder.resolve(INPUT), docx);
            ProcessBuilder builder = new ProcessBuilder(soffice.toString(), "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                    "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
                    "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder.toString(), folder.resolve(INPUT).toString())
                    .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            // The program needs none of our settings, among which are keys.
            builder.environment().keySet().retainAll(Set.of("PATH"));
            builder.environment().putAll(Map.of("HOME", folder.toString(), "TMPDIR", folder.toString(), "LANG", "C.UTF-8"));
            Process process = builder.start();
            try {
                if (!process.waitFor(properties.timeLimit().toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new ConflictException("生成 PDF 超时，请下载 Word 文件");
                }
            } finally {
                List<ProcessHandle> programs = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
                programs.forEach(ProcessHandle::destroyForcibly);
                // What is still ending could write into the folder that is deleted next.
                programs.forEach(program -> program.onExit().completeOnTimeout(program, END_SECONDS, TimeUnit.SECONDS).join());
            }
            if (!Files.exists(folder.resolve(OUTPUT))) {
                throw new ConflictException("LibreOffice 未能生成 PDF，请下载 Word 文件");
            }
            return Files.readAllBytes(folder.resolve(OUTPUT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
