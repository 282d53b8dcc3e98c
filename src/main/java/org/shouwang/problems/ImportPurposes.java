package org.shouwang.problems;

import java.time.LocalDate;
import java.util.Optional;
import org.shouwang.region.Region;
import org.shouwang.region.Regions;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.table.Cell;
import org.shouwang.table.Days;
import org.springframework.stereotype.Component;

/** Reads for which round, county and region a file of problems is, as somebody typed it. */
@Component
class ImportPurposes {

    private final Rounds rounds;
    private final ProblemEntry entry;
    private final ProblemRights rights;
    private final Regions regions;

    ImportPurposes(Rounds rounds, ProblemEntry entry, ProblemRights rights, Regions regions) {
        this.rounds = rounds;
        this.entry = entry;
        this.rights = rights;
        this.regions = regions;
    }

    /**
     * The round and the place that a file is for.
     *
     * @param round  the round's code, or null if it is wrong
     * @param target the county and region, with the days of the round
     */
    record Where(String round, ProblemRows.Target target) {
    }

    /**
     * Checks the purpose. A round that exists or that a document sets keeps its days; other days are an error. Wrong parts are
     * null in the result.
     */
    Where read(ProblemImport.Purpose purpose, FieldErrors errors) {
        String code = ProblemEntry.round(errors, purpose.round());
        entry.requireThere(errors, code);
        LocalDate startsOn = day(errors, "startsOn", "轮次开始日期", purpose.startsOn());
        LocalDate endsOn = day(errors, "endsOn", "轮次结束日期", purpose.endsOn());
        if (startsOn != null && endsOn != null && endsOn.isBefore(startsOn)) {
            errors.add("endsOn", "轮次结束日期", "不能早于开始日期（" + startsOn + "）");
        }
        String county = null;
        try {
            county = rights.county(purpose.county());
        } catch (InvalidInputException e) {
            e.errors().forEach(error -> errors.add(error.field(), error.label(), error.message()));
        }
        Optional<Round> known = code == null ? Optional.empty() : rounds.known(code);
        known.ifPresent(round -> {
            requireSame(errors, "startsOn", "轮次开始日期", round.startsOn(), startsOn, code);
            requireSame(errors, "endsOn", "轮次结束日期", round.endsOn(), endsOn, code);
        });
        String region = county == null ? null : region(purpose.region(), county, errors);
        return new Where(code, new ProblemRows.Target(county, region,
                known.map(Round::startsOn).orElse(startsOn), known.map(Round::endsOn).orElse(endsOn)));
    }

    private static void requireSame(FieldErrors errors, String field, String label, LocalDate there, LocalDate typed, String round) {
        if (typed != null && !typed.equals(there)) {
            errors.add(field, label, "填写的是 " + typed + "，但 " + round + " 轮已定为 " + there + "；按已定的日期导入的，这一项留空");
        }
    }

    private static LocalDate day(FieldErrors errors, String field, String label, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Optional<LocalDate> day = Days.exact(Cell.text(text));
        if (day.isEmpty()) {
            errors.add(field, label, "须为日期，如 2026-06-26");
        }
        return day.orElse(null);
    }

    private String region(String region, String countyCode, FieldErrors errors) {
        if (region == null || region.isBlank()) {
            return null;
        }
        Optional<String> code = regions.find(region.strip()).map(Region::code).filter(each -> each.startsWith(countyCode));
        if (code.isEmpty()) {
            errors.add("region", "乡镇或村", "须为本县的乡镇或村");
        }
        return code.orElse(null);
    }
}
