package org.shouwang.policy;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Settings;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The dated parameters as administrators and the city enter them. A row is never changed and never begins before today, so that the past
 * stays as it was decided; a row that has not begun, or was entered today, may be withdrawn, and is kept as such.
 */
@Service
public class Parameters {

    private static final int MAX_TEXT = 200;
    private static final int MONTH = 100;
    private static final int YEARS_AHEAD = 10;
    private static final Pattern COUNTY = Pattern.compile("(\\w+)_(\\d{6})");
    private static final String OTHERS = "其他";

    private final JdbcClient jdbc;
    private final PolicyRights rights;
    private final Regions regions;
    private final Settings settings;
    private final Acts acts;
    private final AdjustableClock clock;

    Parameters(JdbcClient jdbc, PolicyRights rights, Regions regions, Settings settings, Acts acts, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.regions = regions;
        this.settings = settings;
        this.acts = acts;
        this.clock = clock;
    }

    private record Name(String code, String theme, String title, String unit, String kind, int decimals, BigDecimal least, BigDecimal most,
                        boolean byCounty, String effect) {
    }

    private record Stored(String name, BigDecimal value, LocalDate validFrom, String source, String reason, String enteredBy, Instant enteredAt) {
    }

    /**
     * A row that was withdrawn.
     *
     * @param value       its value
     * @param validFrom   the day on which it would have begun
     * @param source      the document that sets it
     * @param why         why it was withdrawn
     * @param withdrawnBy the id of the user who withdrew it
     * @param withdrawnAt the moment at which it was withdrawn
     */
    public record Withdrawn(BigDecimal value, LocalDate validFrom, String source, String why, String withdrawnBy, Instant withdrawnAt) {
    }

    /**
     * A new row as somebody typed it. Each may be null.
     *
     * @param code   the parameter's code
     * @param value  the value
     * @param from   the first day
     * @param source the document that sets it
     * @param reason why it is entered
     */
    public record Wish(String code, String value, String from, String source, String reason) {
    }

    /**
     * A new row that may be entered.
     *
     * @param parameter the parameter
     * @param value     the value
     * @param from      the first day
     * @param source    the document that sets it
     * @param reason    why it is entered
     */
    public record Checked(Parameter parameter, BigDecimal value, LocalDate from, String source, String reason) {
    }

    /**
     * Lists the parameters by theme and code.
     *
     * @param text a part of a name, a theme, a code or a source; empty for all
     * @throws org.shouwang.shared.ForbiddenException if the user does not enter parameters
     */
    public List<Parameter> find(String text) {
        rights.require();
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return all().values().stream().filter(each -> (each.code() + " " + each.theme() + each.title() + each.rows().stream().map(Parameter.Row::source)
                .collect(Collectors.joining())).toLowerCase(Locale.ROOT).contains(wanted)).toList();
    }

    /**
     * @param code a parameter's code; may be anything that a user typed
     * @return the parameter; a county's own that nobody has set yet has no rows
     * @throws NotFoundException if there is no such parameter
     * @throws org.shouwang.shared.ForbiddenException if the user does not enter parameters
     */
    public Parameter get(String code) {
        rights.require();
        return find(code, all()).orElseThrow(() -> new NotFoundException("没有参数“" + code + "”"));
    }

    /**
     * @param code a parameter's code
     * @return its rows that were withdrawn, the latest first
     * @throws org.shouwang.shared.ForbiddenException if the user does not enter parameters
     */
    public List<Withdrawn> withdrawn(String code) {
        rights.require();
        return jdbc.sql("""
                        select value, valid_from, source, why, withdrawn_by, withdrawn_at from shouwang.policy_parameter_withdrawn
                        where name = ? order by id desc
                        """)
                .param(code).query(Rows.as(Withdrawn.class)).list();
    }

    private Map<String, Parameter> all() {
        Map<String, Name> names = new LinkedHashMap<>();
        jdbc.sql("""
                        select code, theme, title, unit, kind, decimals, least, most, by_county, effect from shouwang.policy_parameter_name
                        order by theme, code
                        """)
                .query(Rows.as(Name.class)).list().forEach(name -> names.put(name.code(), name));
        Map<String, List<Parameter.Row>> rows = new TreeMap<>();
        jdbc.sql("""
                        select name, value, valid_from, source, reason, entered_by, entered_at from shouwang.policy_parameter
                        order by name, valid_from desc
                        """)
                .query(Rows.as(Stored.class)).list().forEach(row -> rows.computeIfAbsent(row.name(), any -> new ArrayList<>())
                        .add(new Parameter.Row(row.value(), row.validFrom(), row.source(), row.reason(), row.enteredBy(), row.enteredAt())));
        Map<String, Parameter> all = new LinkedHashMap<>();
        names.values().forEach(name -> {
            // What only counties set has no row of its own.
            if (!name.byCounty() || rows.containsKey(name.code()) || rows.keySet().stream().noneMatch(code -> isOf(code, name.code()))) {
                all.put(name.code(), parameter(name, name.code(), null, rows.getOrDefault(name.code(), List.of())));
            }
            rows.forEach((code, of) -> {
                if (isOf(code, name.code())) {
                    all.put(code, parameter(name, code, code.substring(name.code().length() + 1), of));
                }
            });
        });
        rows.forEach((code, of) -> all.computeIfAbsent(code, any -> parameter(new Name(code, OTHERS, code, "", Parameter.Kind.NUMBER.name(), 4,
                BigDecimal.ZERO, BigDecimal.valueOf(999_999_999L), false, ""), code, null, of)));
        return all;
    }

    private static boolean isOf(String code, String base) {
        Matcher county = COUNTY.matcher(code);
        return county.matches() && county.group(1).equals(base);
    }

    private Parameter parameter(Name name, String code, String county, List<Parameter.Row> rows) {
        return new Parameter(code, name.code(), name.theme(), county == null ? name.title() : name.title() + "（" + regions.nameOf(county) + "）", name.unit(),
                Parameter.Kind.valueOf(name.kind()), name.decimals(), name.least(), name.most(), name.effect(), rows);
    }

    private Optional<Parameter> find(String code, Map<String, Parameter> all) {
        if (code == null || all.containsKey(code)) {
            return Optional.ofNullable(all.get(code));
        }
        Matcher county = COUNTY.matcher(code);
        return !county.matches() || regions.ofLevel(RegionLevel.COUNTY).stream().map(Region::code).noneMatch(county.group(2)::equals) ? Optional.empty()
                : names(county.group(1)).map(name -> parameter(name, code, county.group(2), List.of()));
    }

    private Optional<Name> names(String code) {
        return jdbc.sql("""
                        select code, theme, title, unit, kind, decimals, least, most, by_county, effect from shouwang.policy_parameter_name
                        where code = ? and by_county
                        """)
                .param(code).query(Rows.as(Name.class)).optional();
    }

    /**
     * Checks a new row.
     *
     * @param wish the row as it was typed
     * @return the row
     * @throws InvalidInputException if something is wrong; the exception names every wrong field
     * @throws org.shouwang.shared.ForbiddenException    if the user does not enter parameters
     */
    public Checked check(Wish wish) {
        rights.require();
        FieldErrors errors = new FieldErrors();
        Optional<Parameter> parameter = find(wish.code() == null ? null : wish.code().strip(), all());
        if (parameter.isEmpty()) {
            errors.add("code", "参数", wish.code() == null || wish.code().isBlank() ? "为必填项"
                    : "没有这个参数，代码见参数页；按县设定的在后面加下划线和县代码，如 CITY_DIBAO_MONTH_411081");
        }
        BigDecimal value = value(errors, wish.value(), parameter);
        LocalDate from = from(errors, wish.from(), parameter);
        String source = Texts.required(errors, wish.source(), "source", "依据文件", MAX_TEXT);
        String reason = Texts.required(errors, wish.reason(), "reason", "登记理由", MAX_TEXT);
        errors.throwIfAny();
        return new Checked(parameter.orElseThrow(), value, from, source, reason);
    }

    private static BigDecimal value(FieldErrors errors, String typed, Optional<Parameter> parameter) {
        if (typed == null || typed.isBlank()) {
            errors.add("value", "值", "为必填项");
            return null;
        }
        Optional<BigDecimal> value = Decimals.parse(Texts.number(typed));
        if (value.isEmpty()) {
            String problem = Decimals.problem(Texts.number(typed));
            errors.add("value", "值", problem == null ? Decimals.NO_NUMBER : problem);
        } else if (parameter.isPresent() && !isAllowed(value.get(), parameter.get())) {
            errors.add("value", "值", "须为 " + parameter.get().wanted());
        }
        return value.orElse(null);
    }

    private static boolean isAllowed(BigDecimal value, Parameter parameter) {
        if (value.compareTo(parameter.least()) < 0 || value.compareTo(parameter.most()) > 0
                || value.stripTrailingZeros().scale() > parameter.decimals()) {
            return false;
        }
        if (parameter.kind() != Parameter.Kind.MONTH_DAY) {
            return true;
        }
        try {
            MonthDay.of(value.intValueExact() / MONTH, value.intValueExact() % MONTH);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private LocalDate from(FieldErrors errors, String typed, Optional<Parameter> parameter) {
        LocalDate from = errors.day("from", "生效日期", typed);
        LocalDate today = clock.today();
        if (from == null) {
            if (!errors.has("from")) {
                errors.add("from", "生效日期", "为必填项");
            }
        } else if (from.isBefore(today)) {
            errors.add("from", "生效日期", "不能早于今天（" + today + "）：以前已经按原值办理的不变");
        } else if (from.isAfter(today.plusYears(YEARS_AHEAD))) {
            errors.add("from", "生效日期", "不能晚于 " + today.plusYears(YEARS_AHEAD));
        } else if (parameter.isPresent()) {
            parameter.get().rows().stream().filter(row -> row.from().equals(from)).findFirst()
                    .ifPresent(row -> errors.add("from", "生效日期", taken(from, row.mayBeWithdrawn(today), today)));
        }
        return from;
    }

    private static String taken(LocalDate from, boolean mayBeWithdrawn, LocalDate today) {
        return from + " 已有一行" + (mayBeWithdrawn ? "；那一行登记错了的，先撤回" : "，今天已经生效的不能改；请改为 " + today.plusDays(1) + " 或以后");
    }

    /**
     * Enters a new row.
     *
     * @param wish the row as it was typed
     * @return the row
     * @throws InvalidInputException if something is wrong; the exception names every wrong field
     * @throws org.shouwang.shared.ForbiddenException    if the user does not enter parameters
     */
    @Transactional
    public Checked enter(Wish wish) {
        CurrentUser user = rights.require();
        Checked row = check(wish);
        int entered = jdbc.sql("""
                        insert into shouwang.policy_parameter (name, valid_from, value, source, reason, entered_by, entered_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(row.parameter().code(), row.from(), row.value(), row.source(), row.reason(), user.id(), Timestamp.from(clock.instant())).update();
        if (entered == 0) {
            throw new InvalidInputException("from", "生效日期", taken(row.from(), true, clock.today()));
        }
        settings.changed();
        acts.add(Act.Kind.PARAMETER, user.id(), row.parameter().code(), "DONE", "登记：" + row.from() + " 起 " + row.parameter().shown(row.value())
                + "；依据：" + row.source() + "；理由：" + row.reason());
        return row;
    }

    /**
     * Withdraws a row that has not begun, or that was entered today.
     *
     * @param code a parameter's code
     * @param from the row's first day
     * @param why  why it is withdrawn
     * @throws ConflictException if the row holds already
     * @throws NotFoundException if there is no such row
     * @throws InvalidInputException if the reason is missing
     * @throws org.shouwang.shared.ForbiddenException    if the user does not enter parameters
     */
    @Transactional
    public void withdraw(String code, LocalDate from, String why) {
        CurrentUser user = rights.require();
        Parameter parameter = get(code);
        Parameter.Row row = parameter.rows().stream().filter(each -> each.from().equals(from)).findFirst()
                .orElseThrow(() -> new NotFoundException("参数“" + parameter.title() + "”没有 " + from + " 起的一行"));
        if (!row.mayBeWithdrawn(clock.today())) {
            throw new ConflictException("这一行已经生效，不能撤回（登记当天可以）；需要改的，从明天或以后的日期起登记新的一行");
        }
        String text = Texts.required(why, "why", "撤回理由", MAX_TEXT);
        int withdrawn = jdbc.sql("""
                        with gone as (delete from shouwang.policy_parameter where name = :name and valid_from = :from
                            returning name, valid_from, value, source, reason, entered_by, entered_at)
                        insert into shouwang.policy_parameter_withdrawn (name, valid_from, value, source, reason, entered_by, entered_at,
                            withdrawn_by, withdrawn_at, why)
                        select name, valid_from, value, source, reason, entered_by, entered_at, :by, :at, :why from gone
                        """)
                .param("name", code).param("from", from).param("by", user.id()).param("at", Timestamp.from(clock.instant())).param("why", text).update();
        if (withdrawn == 0) {
            throw new NotFoundException("参数“" + parameter.title() + "”没有 " + from + " 起的一行");
        }
        settings.changed();
        acts.add(Act.Kind.PARAMETER, user.id(), code, "DONE", "撤回：" + from + " 起 " + parameter.shown(row.value()) + "；理由：" + text);
    }
}
