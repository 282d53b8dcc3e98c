package org.shouwang.problems;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.engine.StartStep;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The registration of single problems and of rounds. */
@Service
public class ProblemEntry {

    static final int MAX_ASPECT = 100;
    static final int MAX_TITLE = 200;
    static final int MAX_TEXT = 2_000;
    static final int MAX_UNIT = 200;

    private final Assignment assignment;
    private final Rounds rounds;
    private final Units units;
    private final ProblemRights rights;

    ProblemEntry(Assignment assignment, Rounds rounds, Units units, ProblemRights rights) {
        this.assignment = assignment;
        this.rounds = rounds;
        this.units = units;
        this.rights = rights;
    }

    /**
     * The input for a new problem as it was typed; parts are null or blank if nothing was entered.
     *
     * @param round       the round's code
     * @param aspect      方面
     * @param title       具体问题
     * @param description 问题表现
     * @param dueOn       整改时限
     * @param departments the responsible units, by code or name
     * @param county      the code of the county that rectifies the problem
     * @param foundIn     the place where the problem was found
     */
    public record Entry(String round, String aspect, String title, String description, String dueOn,
                        List<String> departments, String county, String foundIn) {
    }

    /**
     * Registers a problem on behalf of the user who has signed in.
     *
     * @param entry the input
     * @return the problem's number
     * @throws InvalidInputException if something is missing or wrong, or the round does not exist and only the city may open
     *     it; the exception names every wrong field
     * @throws ConflictException     if the round is closed
     */
    @Transactional
    public String register(Entry entry) {
        Accepted accepted = accept(entry);
        return assignment.register(accepted.round(), accepted.problem());
    }

    /**
     * Registers a problem whose process the caller starts in the same transaction.
     *
     * @param entry the input
     * @return the problem as its process begins
     * @throws InvalidInputException as {@link #register}
     * @throws ConflictException     as {@link #register}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public StartStep.StartedCase store(Entry entry) {
        Accepted accepted = accept(entry);
        return assignment.store(accepted.round(), accepted.problem());
    }

    private record Accepted(Round round, NewProblem problem) {
    }

    private Accepted accept(Entry entry) {
        rights.requireRegistrar();
        FieldErrors errors = new FieldErrors();
        String round = round(errors, entry.round());
        requireThere(errors, round);
        String aspect = text(errors, "aspect", "方面", entry.aspect(), MAX_ASPECT);
        String title = text(errors, "title", "具体问题", entry.title(), MAX_TITLE);
        String description = text(errors, "description", "问题表现", entry.description(), MAX_TEXT);
        LocalDate dueOn = day(errors, "dueOn", "整改时限", entry.dueOn());
        String foundIn = entry.foundIn() == null || entry.foundIn().isBlank() ? null
                : text(errors, "foundIn", "发现地", entry.foundIn(), MAX_UNIT);
        String county = null;
        try {
            county = rights.county(entry.county());
        } catch (InvalidInputException e) {
            e.errors().forEach(error -> errors.add(error.field(), error.label(), error.message()));
        }
        List<String> written = entry.departments() == null ? List.of()
                : entry.departments().stream().flatMap(each -> Units.split(each).stream()).distinct().toList();
        List<Unit> recognised = county == null ? List.of() : units.recognise(county, String.join("、", written));
        if (written.isEmpty()) {
            errors.add("departments", "责任单位", "为必填项");
        }
        recognised.stream().filter(unit -> unit.state() == Unit.State.UNKNOWN).forEach(unit ->
                errors.add("departments", "责任单位", "没有登记“" + unit.text() + "”这个单位"));
        errors.throwIfAny();
        Round made = rounds.ensure(round, dueOn, null, null);
        if (!made.open()) {
            throw new ConflictException("这个轮次已印发通报，不再登记问题");
        }
        return new Accepted(made, new NewProblem(county, foundIn, aspect, title, description, null, dueOn, null,
                String.join("、", written), recognised));
    }

    /**
     * Opens a round on behalf of the user who has signed in, so that counties can register problems in it.
     *
     * @param code     the round's code; may be anything that a user typed
     * @param startsOn the first day, as it was typed
     * @param endsOn   the last day, as it was typed
     * @return the round
     * @throws ForbiddenException    if the user is not of the city
     * @throws InvalidInputException if something is missing or wrong, or a document sets other days; the exception names every
     *     wrong field
     * @throws ConflictException     if the round exists already
     */
    @Transactional
    public Round open(String code, String startsOn, String endsOn) {
        rights.requireRoundOpener();
        FieldErrors errors = new FieldErrors();
        String round = round(errors, code);
        LocalDate first = day(errors, "startsOn", "开始日期", startsOn);
        LocalDate last = day(errors, "endsOn", "结束日期", endsOn);
        if (first != null && last != null && last.isBefore(first)) {
            errors.add("endsOn", "结束日期", "不能早于开始日期（" + first + "）");
        }
        errors.throwIfAny();
        if (rounds.find(round).isPresent()) {
            throw new ConflictException("已经有“" + round + "”这个轮次");
        }
        rounds.known(round).filter(known -> !known.startsOn().equals(first) || !known.endsOn().equals(last)).ifPresent(known ->
                errors.add("startsOn", "开始日期", "文件定的是 " + known.startsOn() + " 至 " + known.endsOn()));
        errors.throwIfAny();
        return rounds.ensure(round, last, first, last);
    }

    /** Adds an error if the round does not exist and the user who has signed in may not open it; {@code code} may be null. */
    void requireThere(FieldErrors errors, String code) {
        if (code != null && !rights.mayOpenRounds() && rounds.find(code).isEmpty()) {
            errors.add("round", "轮次", "还没有“" + code + "”这个轮次：新的轮次由市级建立，请选已有的轮次，或先请市级建立");
        }
    }

    /** Returns the code of a round, or null after adding an error. */
    static String round(FieldErrors errors, String code) {
        if (code == null || code.isBlank()) {
            errors.add("round", "轮次", "为必填项");
        } else if (!code.strip().matches(Rounds.CODE)) {
            errors.add("round", "轮次", "须为年份，如 2022；同一年有几轮的，如 2022-2");
        } else {
            return code.strip();
        }
        return null;
    }

    /** Returns a mandatory text, or null after adding an error. */
    static String text(FieldErrors errors, String field, String label, String value, int maxLength) {
        try {
            return Texts.required(value, field, label, maxLength);
        } catch (InvalidInputException e) {
            e.errors().forEach(error -> errors.add(field, label, error.message()));
            return null;
        }
    }

    /** Returns a mandatory day, or null after adding an error. */
    static LocalDate day(FieldErrors errors, String field, String label, String value) {
        if (value == null || value.isBlank()) {
            errors.add(field, label, "为必填项");
            return null;
        }
        try {
            return ChinaTime.parseDay(value.strip().replaceFirst("^(\\d{4})[/.年](\\d{1,2})[/.月](\\d{1,2})日?$", "$1-$2-$3")
                    .replaceFirst("-(\\d)(?=-)", "-0$1").replaceFirst("-(\\d)$", "-0$1"));
        } catch (DateTimeException e) {
            errors.add(field, label, "须为日期，如 2026-03-02");
            return null;
        }
    }
}
