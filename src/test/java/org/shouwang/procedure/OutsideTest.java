package org.shouwang.procedure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.shouwang.support.IntegrationTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test of the product with procedures in a folder outside it: {@code well-repair}, which is sound, and broken ones beside it. */
@Tag("apart")
public abstract class OutsideTest extends IntegrationTest {

    /** The key of the sound procedure. */
    protected static final String KEY = "well-repair";

    private static final Path SOUND = Path.of("src/test/resources/procedures", KEY);
    /** The folder with the procedures. */
    protected static final Path FOLDER = folder();

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) {
        registry.add("shouwang.procedures.folder", FOLDER::toString);
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("procedures");
            copy(folder, "well", "", "");
            copy(folder, "pump", "  contact: {personal: true}", "  contakt: {personal: true}");
            copy(folder, "pipe", "<bpmn:sequenceFlow id=\"flow_toReview\"", "<bpmn:serviceTask id=\"serviceTask_call\" name=\"外呼\" />"
                    + "<bpmn:sequenceFlow id=\"flow_toReview\"");
            copy(folder, "duct", "by: [village, township, partner]", "by: [village, township, 'dept:guandao']");
            copy(folder, "hose", "days: 5,", "parameter: HOSE_REPAIR_DAYS,");
            Files.writeString(Files.createDirectory(folder.resolve("notes")).resolve("readme.txt"), "no procedure");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the procedure under another name, with one change. */
    private static void copy(Path folder, String name, String old, String changed) throws IOException {
        try (Stream<Path> files = Files.walk(SOUND)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).replace(old, changed);
                if (!name.equals("well")) {
                    text = text.replace("well-repair", name + "-repair").replace("wellRepair", name + "Repair").replace("repair-well", "repair-" + name)
                            .replace("WELL_", name.toUpperCase(java.util.Locale.ROOT) + "_").replace("number: SJ", "number: " + name.substring(0, 2).toUpperCase(java.util.Locale.ROOT));
                }
                Path target = folder.resolve(name + "-repair").resolve(SOUND.relativize(file).toString().replace("well", name));
                Files.createDirectories(target.getParent());
                Files.writeString(target, text);
            }
        }
    }
}
