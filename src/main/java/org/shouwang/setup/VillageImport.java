package org.shouwang.setup;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.CsvUploads;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the list of villages in, with a group for each: the whole file or nothing of it. */
@Service
class VillageImport {

    private static final String CODE = "code";
    private static final String NAME = "name";
    private static final String FILE = "file";
    private static final String FILE_LABEL = "文件";
    private static final int CODE_LENGTH = 12;
    private static final int TOWNSHIP_LENGTH = 9;
    private static final int MAX_NAME = 50;

    private final Regions regions;
    private final Accounts accounts;

    VillageImport(Regions regions, Accounts accounts) {
        this.regions = regions;
        this.accounts = accounts;
    }

    private record Line(String code, String name) {
    }

    /**
     * Takes a file in. A village that is there already gets the file's name.
     *
     * @param csv the file, null for none: UTF-8, a header row {@code code,name}, then a village in each row
     * @return how many villages it had
     * @throws InvalidInputException if anything is wrong; names every wrong line; nothing is stored
     */
    @Transactional
    int load(byte[] csv) {
        List<Line> lines = read(csv);
        for (Line line : lines) {
            regions.putVillage(line.code().substring(0, TOWNSHIP_LENGTH), line.code(), line.name());
            accounts.putPost(new Post(Role.VILLAGE, line.code()), line.name() + Role.VILLAGE.title());
        }
        return lines.size();
    }

    private List<Line> read(byte[] csv) {
        Set<String> townships = regions.ofLevel(RegionLevel.TOWNSHIP).stream().map(Region::code)
                .collect(Collectors.toSet());
        FieldErrors errors = new FieldErrors();
        List<Line> lines = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        CsvUploads.read(csv, record -> {
            if (!Set.copyOf(record.getHeader()).equals(Set.of(CODE, NAME))) {
                throw new InvalidInputException(FILE, FILE_LABEL, "的第一行应为 code,name");
            }
            Line line = new Line(value(record, CODE), value(record, NAME));
            String problem = problem(line, townships, seen.get(line.code()));
            if (problem == null) {
                seen.put(line.code(), record.getStartingLineNumber());
                lines.add(line);
            } else {
                errors.add("line " + record.getStartingLineNumber(), "第" + record.getStartingLineNumber() + "行", problem);
            }
            return true;
        });
        errors.throwIfAny();
        if (lines.isEmpty()) {
            throw new InvalidInputException(FILE, FILE_LABEL, "没有数据行；第一行应为 code,name，其后每村一行");
        }
        return lines;
    }

    private static String problem(Line line, Set<String> townships, Long earlier) {
        if (!line.code().matches("[0-9]{" + CODE_LENGTH + "}")) {
            return "的村代码须为" + CODE_LENGTH + "位数字";
        }
        if (!townships.contains(line.code().substring(0, TOWNSHIP_LENGTH))) {
            return "的村代码前" + TOWNSHIP_LENGTH + "位不是已有的乡镇代码";
        }
        if (earlier != null) {
            return "的村代码与第" + earlier + "行重复";
        }
        if (!Texts.isClean(line.name(), false)) {
            return "的村名" + Texts.UNSEEN;
        }
        if (line.name().isEmpty() || line.name().length() > MAX_NAME) {
            return "的村名须为1至" + MAX_NAME + "个字";
        }
        return null;
    }

    private static String value(NamedCsvRecord line, String column) {
        return line.findField(column).map(String::strip).orElse("");
    }
}
