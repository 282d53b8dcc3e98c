package org.shouwang.procedure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of a procedure by their names. In the program they stand in two folders, as the other processes' do; outside it all
 * stand in one, where the forms have a folder {@code forms} of their own.
 *
 * @param name  the folder's name, which is the procedure's key
 * @param files the files' contents by their paths in the folder
 */
public record ProcedureFolder(String name, Map<String, byte[]> files) {

    public static final String MANIFEST = "procedure.yaml";
    static final String EXAMPLES = "examples/";
    private static final String FORMS = "forms/";

    /**
     * @return the folders in the program, sorted by name
     */
    public static List<ProcedureFolder> inside() {
        PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
        try {
            Map<String, ProcedureFolder> folders = new TreeMap<>();
            for (Resource manifest : resources.getResources("classpath*:bpmn/*/" + MANIFEST)) {
                String[] path = manifest.getURL().getPath().split("/");
                String name = path[path.length - 2];
                Map<String, byte[]> files = new TreeMap<>();
                add(files, resources.getResources("classpath*:bpmn/" + name + "/**/*.*"), "bpmn/" + name + "/", "");
                add(files, resources.getResources("classpath*:forms/" + name + "/*.form"), "forms/" + name + "/", FORMS);
                folders.put(name, new ProcedureFolder(name, files));
            }
            return List.copyOf(folders.values());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Map<String, byte[]> files, Resource[] found, String folder, String prefix) throws IOException {
        for (Resource resource : found) {
            String path = resource.getURL().getPath();
            files.put(prefix + path.substring(path.lastIndexOf(folder) + folder.length()), resource.getContentAsByteArray());
        }
    }

    /**
     * @param folder a folder whose folders are procedures
     * @return these, sorted by name; what the system hides, such as {@code .git}, is passed over
     * @throws IOException if it cannot be read
     */
    public static List<ProcedureFolder> outside(Path folder) throws IOException {
        List<ProcedureFolder> folders = new ArrayList<>();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.filter(child -> Files.isDirectory(child) && isShown(child)).sorted().toList()) {
                Map<String, byte[]> files = new TreeMap<>();
                try (Stream<Path> all = Files.walk(child)) {
                    for (Path file : all.filter(file -> Files.isRegularFile(file) && isShown(file)).toList()) {
                        files.put(child.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                    }
                }
                folders.add(new ProcedureFolder(child.getFileName().toString(), files));
            }
        }
        return folders;
    }

    /** Tells whether a file is one that somebody made, not one of a tool or of Word while a document is open. */
    private static boolean isShown(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && !name.startsWith("~$");
    }

    /**
     * @param file a file's path in the folder
     * @return its content as a text; null if there is no such file
     */
    public String text(String file) {
        byte[] content = files.get(file);
        return content == null ? null : new String(content, StandardCharsets.UTF_8);
    }

    /**
     * @return the name of the model
     */
    public String model() {
        return name + ".bpmn";
    }

    /**
     * @param form the id of a form
     * @return the path of the form
     */
    public static String form(String form) {
        return FORMS + form + ".form";
    }

    /**
     * @param ending the ending of files' names, such as {@code .dmn}
     * @return the paths of these files
     */
    public List<String> ending(String ending) {
        return files.keySet().stream().filter(file -> file.endsWith(ending)).toList();
    }

    /**
     * @param file a file's path in the folder
     * @param word a word of the file
     * @return the line in which the word stands first, from 1; 0 if it stands nowhere
     */
    public int line(String file, String word) {
        String text = text(file);
        int place = text == null ? -1 : text.indexOf(word);
        return place < 0 ? 0 : (int) text.substring(0, place).chars().filter(each -> each == '\n').count() + 1;
    }
}
