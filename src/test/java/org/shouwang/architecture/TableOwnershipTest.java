package org.shouwang.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.DatabaseTables;

/**
 * Checks whose tables the SQL of each module names: a module writes only to its own tables, and reads others only where its
 * {@code package-info.java} declares it.
 */
@Tag("apart")
class TableOwnershipTest {

    private static final Path SOURCES = Path.of("src/main/java/org/shouwang");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Pattern SQL_COMMENT = Pattern.compile("--.*");
    private static final Pattern TABLE_CHANGE = Pattern.compile(
            "create (?:unlogged )?table (?:if not exists )?(?<made>\\w+)|drop table (?:if exists )?(?<dropped>\\w+)"
                    + "|alter table (?<old>\\w+) rename to (?<renamed>\\w+)");
    /** Texts, and what looks like one to somebody who does not see that it is a comment or a character. */
    private static final Pattern TEXT = Pattern.compile(
            "\"\"\"(?<block>.*?)\"\"\"|\"(?<line>(?:[^\"\\\\\\n]|\\\\.)*)\"|'(?:[^'\\\\\\n]|\\\\.)+'|/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    /** Names stand behind a word of SQL or a schema; everything else that is called like a table is a column or prose. */
    private static final Pattern NAME = Pattern.compile(
            "\\b(?:(?<write>insert\\s+into|update|delete\\s+from|merge\\s+into|truncate(?:\\s+table)?)|from|join)\\s+(?:only\\s+)?"
                    + "(?:shouwang\\.|public\\.)?(?<table>\\w+)|(?<![.\\w])(?:shouwang|public)\\.(?<alone>\\w+)");
    private static final Pattern NAME_OUT_OF_SIGHT = Pattern.compile("\\b(?:into|update|from|join)\\s+shouwang\\.(?!\\w)");

    private final Set<String> tables = tablesOfTheMigrations();
    private final Map<String, DatabaseTables> declared = declarations();
    private final List<Use> uses = uses();

    /**
     * SQL that names a table.
     *
     * @param module the module
     * @param file   the name of the source file
     * @param table  the table
     * @param write  whether the statement changes the table
     */
    private record Use(String module, String file, String table, boolean write) {
    }

    @Test
    void everyTableBelongsToExactlyOneModule() {
        List<String> owned = declared.values().stream().flatMap(module -> Stream.of(module.own())).toList();

        assertThat(owned).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void aModuleWritesOnlyToItsOwnTables() {
        assertThat(uses).filteredOn(use -> use.write() && !owns(use.module(), use.table())).isEmpty();
    }

    @Test
    void aModuleReadsOnlyWhatItDeclares() {
        assertThat(uses).filteredOn(use -> !owns(use.module(), use.table()) && !reads(use.module()).contains(use.table())
                && !reads(use.module()).contains(DatabaseTables.ALL)).isEmpty();
    }

    @Test
    void nothingIsDeclaredThatNobodyReads() {
        List<String> unused = new ArrayList<>();
        declared.forEach((module, declaration) -> Stream.of(declaration.reads()).filter(table -> !table.equals(DatabaseTables.ALL))
                .filter(table -> owns(module, table)
                        || uses.stream().noneMatch(use -> use.module().equals(module) && use.table().equals(table)))
                .forEach(table -> unused.add(module + " reads " + table)));

        assertThat(unused).isEmpty();
    }

    @Test
    void onlySupervisionMayReadEverything() {
        assertThat(declared).allSatisfy((module, declaration) -> assertThat(reads(module).contains(DatabaseTables.ALL))
                .isEqualTo(module.equals("supervision")));
        assertThat(uses).noneMatch(use -> use.module().equals("supervision") && use.write());
    }

    /** The rotation of keys goes through the tables with encrypted columns, whatever module they belong to. */
    @Test
    void theNameOfATableStandsInTheStatement() {
        assertThat(sources()).filteredOn(file -> texts(file).anyMatch(text -> NAME_OUT_OF_SIGHT.matcher(text).find()))
                .extracting(Path::getFileName).extracting(Path::toString).containsExactly("KeyRotation.java");
    }

    @Test
    void theTestSeesTheStatements() {
        assertThat(uses).hasSizeGreaterThan(330).contains(new Use("notice", "Notices.java", "notice_entry", true),
                new Use("microloan", "Loans.java", "household", false),
                new Use("engine", "CaseTasks.java", "act_ru_task", false));
    }

    private boolean owns(String module, String table) {
        return isOfTheEngine(table) ? module.equals("engine")
                : declared.containsKey(module) && List.of(declared.get(module).own()).contains(table);
    }

    private Set<String> reads(String module) {
        return declared.containsKey(module) ? Set.of(declared.get(module).reads()) : Set.of();
    }

    private static boolean isOfTheEngine(String table) {
        return table.startsWith("act_");
    }

    private List<Use> uses() {
        return sources().stream().flatMap(file -> texts(file).flatMap(text -> NAME.matcher(text).results())
                .map(found -> new Use(moduleOf(file), file.getFileName().toString(),
                        found.group(2) == null ? found.group(3) : found.group(2), found.group(1) != null))
                .filter(use -> tables.contains(use.table()) || isOfTheEngine(use.table()))).distinct().toList();
    }

    private static String moduleOf(Path file) {
        return SOURCES.relativize(file).getName(0).toString();
    }

    private static Stream<String> texts(Path file) {
        return TEXT.matcher(read(file)).results().map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                .filter(Objects::nonNull);
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> tablesOfTheMigrations() {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            Set<String> tables = new HashSet<>();
            files.sorted(Comparator.comparingInt(TableOwnershipTest::version)).flatMap(file -> TABLE_CHANGE
                    .matcher(SQL_COMMENT.matcher(read(file)).replaceAll("")).results()).forEach(change -> {
                        tables.remove(change.group(2));
                        tables.remove(change.group(3));
                        Stream.of(1, 4).map(change::group).filter(Objects::nonNull).forEach(tables::add);
                    });
            return tables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceFirst("V(\\d+)__.*", "$1"));
    }

    private static Map<String, DatabaseTables> declarations() {
        return sources().stream().map(TableOwnershipTest::moduleOf).distinct().filter(module -> !module.endsWith(".java"))
                .map(module -> Map.entry(module, declarationOf(module))).filter(entry -> entry.getValue().isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().get(), (one, other) -> one, TreeMap::new));
    }

    private static Optional<DatabaseTables> declarationOf(String module) {
        try {
            return Optional.ofNullable(Class.forName("org.shouwang." + module + ".package-info")
                    .getAnnotation(DatabaseTables.class));
        } catch (ClassNotFoundException e) {
            // A package-info without an annotation leaves no class behind.
            return Optional.empty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
