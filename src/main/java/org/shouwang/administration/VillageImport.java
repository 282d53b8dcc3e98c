package org.shouwang.administration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Accounts;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.LongWork;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.table.LeftOut;
import org.shouwang.table.CellError;
import org.shouwang.table.Table;
import org.shouwang.table.TableColumn;
import org.shouwang.table.TableRow;
import org.shouwang.table.TableShape;
import org.shouwang.table.Tables;
import org.shouwang.table.Uploads;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Imports the list of villages, with a group for each village: the whole file or nothing of it. */
@Service
public class VillageImport {

    private static final TableColumn CODE = new TableColumn("code", "村代码",
            List.of("行政村代码", "村编码", "行政区划代码", "统计用区划代码", "区划代码", "代码"), true, true);
    private static final TableColumn NAME = new TableColumn("name", "村名",
            List.of("村名称", "行政村", "行政村名称", "村（社区）", "村", "名称"), true, true);
    private static final String MAX_ROWS = "IMPORT_ROWS_VILLAGES";
    private static final int MAX_TEXT = 200;
    private static final int CODE_LENGTH = 12;
    private static final int TOWNSHIP_LENGTH = 9;
    private static final int MAX_NAME = 50;
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private final Regions regions;
    private final Accounts accounts;
    private final CurrentUsers users;
    private final Acts acts;
    private final TransactionOperations transactions;
    private final LongWork longWork;
    private final Uploads uploads;
    private final PolicyParameters parameters;
    private final AdjustableClock clock;

    VillageImport(Regions regions, Accounts accounts, CurrentUsers users, Acts acts, TransactionOperations transactions,
                  LongWork longWork, Uploads uploads, PolicyParameters parameters, AdjustableClock clock) {
        this.uploads = uploads;
        this.parameters = parameters;
        this.clock = clock;
        this.longWork = longWork;
        this.regions = regions;
        this.accounts = accounts;
        this.users = users;
        this.acts = acts;
        this.transactions = transactions;
    }

    private record Line(String code, String name) {
    }

    /**
     * The result of an import.
     *
     * @param imported the number of villages in the file
     * @param leftOut  the columns, rows and sheets of the file that were not taken as data
     */
    public record Imported(int imported, List<LeftOut> leftOut) {
    }

    /**
     * Imports a file on behalf of the user who has signed in. A village that exists gets the name from the file.
     *
     * @param file a table with {@code code} and {@code name}, a village in each row; null if no file was sent
     * @return the result
     * @throws InvalidInputException if the file is wrong; it names the wrong rows, and nothing is stored
     */
    public Imported load(byte[] file) {
        return uploads.oneByOne(file, () -> take(file));
    }

    /**
     * The preview of a file.
     *
     * @param added   the villages that the import would add
     * @param renamed the villages that the import would rename, with the old and the new name
     * @param same    the number of villages that are there already
     * @param leftOut the parts of the file that were not taken as data
     */
    public record Preview(List<Change> added, List<Change> renamed, int same, List<LeftOut> leftOut) {
    }

    /**
     * What an import does to a village.
     *
     * @param code   the village's code
     * @param before the present name; null for a new village
     * @param after  the name in the file
     */
    public record Change(String code, String before, String after) {
    }

    /**
     * Tells what the import of a file would do, and stores nothing.
     *
     * @param file as in {@link #load(byte[])}
     * @return the preview
     * @throws InvalidInputException if the file is wrong; it names the wrong rows
     */
    public Preview preview(byte[] file) {
        return uploads.oneByOne(file, () -> {
            Table table = table(file);
            Map<String, String> names = regions.ofLevel(RegionLevel.VILLAGE).stream().collect(Collectors.toMap(Region::code, Region::name));
            List<Change> changes = read(table).stream().map(line -> new Change(line.code(), names.get(line.code()), line.name())).toList();
            return new Preview(changes.stream().filter(each -> each.before() == null).toList(),
                    changes.stream().filter(each -> each.before() != null && !each.before().equals(each.after())).toList(),
                    (int) changes.stream().filter(each -> each.after().equals(each.before())).count(), table.leftOut());
        });
    }

    private Table table(byte[] file) {
        return Tables.read(file, new TableShape(List.of(CODE, NAME), parameters.number(MAX_ROWS, clock.today()), MAX_TEXT));
    }

    private Imported take(byte[] file) {
        Table table = table(file);
        List<Line> lines = read(table);
        transactions.executeWithoutResult(status -> {
            longWork.begin(LongWork.Kind.IMPORT);
            for (Line line : lines) {
                regions.putVillage(line.code().substring(0, TOWNSHIP_LENGTH), line.code(), line.name());
                accounts.putPost(new Post(Role.VILLAGE, line.code()), line.name() + Role.VILLAGE.title());
            }
            acts.add(Act.Kind.IMPORT, users.get().id(), "村名单", "DONE", lines.size() + "个村");
        });
        return new Imported(lines.size(), table.leftOut());
    }

    private List<Line> read(Table table) {
        Set<String> townships = regions.ofLevel(RegionLevel.TOWNSHIP).stream().map(Region::code).collect(Collectors.toSet());
        List<CellError> errors = new ArrayList<>(table.errors());
        List<Line> lines = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        for (TableRow row : table.rows()) {
            if (row.isFaulty()) {
                continue;
            }
            Line line = new Line(plainCode(row.text(CODE.key())),
                    plainName(row.text(NAME.key())));
            String code = table.has(CODE.key()) ? codeProblem(line.code(), townships, seen.get(line.code())) : null;
            String name = table.has(NAME.key()) ? nameProblem(line.name()) : null;
            if (code != null) {
                errors.add(new CellError(row.number(), table.header(CODE), code));
            } else if (name != null) {
                errors.add(new CellError(row.number(), table.header(NAME), name));
            } else {
                seen.put(line.code(), row.number());
                lines.add(line);
            }
        }
        table.requireColumns(new FieldErrors(), errors);
        FieldErrors all = new FieldErrors();
        errors.forEach(error -> all.addCell(error.row(), error.column(), error.message()));
        all.throwIfAny();
        return lines;
    }

    /** Returns a code without blanks and the quotation mark by which Excel keeps digits. */
    static String plainCode(String typed) {
        return typed.replaceAll("[\\s\\p{Z}\\p{Cf}'’]+", "");
    }

    /** Returns a name without blanks. */
    static String plainName(String typed) {
        return typed.replaceAll("[\\s\\p{Z}\u200B\uFEFF]+", "");
    }

    /** Tells what is wrong with a village's code; null if nothing is. */
    static String codeProblem(String code, Set<String> townships, Long earlier) {
        if (!code.matches("[0-9]{" + CODE_LENGTH + "}")) {
            return "须为" + CODE_LENGTH + "位数字";
        }
        if (!townships.contains(code.substring(0, TOWNSHIP_LENGTH))) {
            return "的前" + TOWNSHIP_LENGTH + "位不是已有的乡镇代码";
        }
        return earlier == null ? null : "与第" + earlier + "行重复";
    }

    /** Tells what is wrong with a village's name; null if nothing is. */
    static String nameProblem(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            return "须为1至" + MAX_NAME + "个字";
        }
        return PersonName.characters(name) != null ? PersonName.characters(name)
                : PersonName.holdsNumber(name) ? IdNumber.NOT_HERE
                : !LETTER.matcher(name).find() ? "须为村的名称，不能只有数字或符号" : null;
    }
}
