package org.shouwang.procedure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.export.TableAbout;
import org.shouwang.region.Regions;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.Page;
import org.shouwang.shared.PolicyParameters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Adds up the cases of a procedure. */
@Service
public record ProcedureFigures(JdbcClient jdbc, ProcedureCases cases, Regions regions, PolicyParameters parameters, AdjustableClock clock) {

    /**
     * Adds up what ledgers add up. Cases that were withdrawn do not count, nor those of the endings that the ledger names.
     *
     * @param procedure a procedure
     * @param filter    the conditions
     * @return the sums over all cases by the keys of the values; empty if there are more cases than {@link Page#COUNTED}
     * @throws org.shouwang.shared.InvalidInputException if a condition cannot be; the exception names all such conditions
     */
    public Map<String, BigDecimal> sums(Procedure procedure, ProcedureCases.Filter filter) {
        List<String> keys = procedure.manifest().keys(Manifest.Field::sum);
        Map<String, BigDecimal> sums = new HashMap<>();
        if (!keys.isEmpty() && cases.count(procedure, filter) <= Page.COUNTED) {
            List<String> uncounted = Stream.concat(Stream.of("WITHDRAWN"), Stream.ofNullable(procedure.manifest().ledger()).flatMap(ledger -> ledger.uncounted().stream())).toList();
            Map<String, Object> params = new HashMap<>(Map.of("process", procedure.key(), "keys", keys, "uncounted", uncounted));
            jdbc.sql("select v.field, sum(v.number) as total from shouwang.case_file c join shouwang.procedure_value v on v.case_no = c.case_no "
                            + "where v.field in (:keys) and c.status not in (:uncounted) and " + cases.condition(procedure, filter, params)
                            + " group by v.field").params(params)
                    .query((row, index) -> sums.put(row.getString("field"), row.getBigDecimal("total"))).list();
            keys.forEach(key -> sums.putIfAbsent(key, BigDecimal.ZERO));
        }
        return sums;
    }

    /**
     * Says what a ledger that is taken out shows.
     *
     * @param procedure a procedure with a ledger
     * @param filter    the conditions
     * @param rows      the number of its rows
     * @return texts by their Chinese names: the ledger, its source, region, days, number, sums and figures
     */
    public Map<String, String> about(Procedure procedure, ProcedureCases.Filter filter, int rows) {
        Map<String, String> about = TableAbout.of(procedure.manifest().ledger().title(), procedure.manifest().source(),
                filter.region() == null ? null : regions.nameOf(filter.region()), filter.from(), filter.to(), clock.today(), rows);
        Map<String, BigDecimal> sums = sums(procedure, filter);
        procedure.manifest().ledger().columns().stream().filter(column -> sums.containsKey(column.value()))
                .forEach(column -> about.put(column.title() + "合计", Decimals.grouped(sums.get(column.value()))));
        of(procedure, sums).forEach(figure -> about.put(figure.title(), figure.value() == null ? "—" : Decimals.grouped(figure.value()) + (figure.share() ? "%" : "")));
        about.put("合计不含", "已撤回的" + uncountedText(procedure));
        return about;
    }

    /**
     * @param procedure a procedure with a ledger
     * @return the Chinese names of the endings whose cases are not added up besides those that were withdrawn, each after a 、
     */
    public static String uncountedText(Procedure procedure) {
        return procedure.manifest().ledger().uncounted().stream().map(code -> "、" + procedure.manifest().statuses().get(code).title() + "的").collect(Collectors.joining());
    }

    /**
     * A figure of the ledger.
     *
     * @param title   its Chinese name
     * @param value   the figure; null if it is the share of nothing
     * @param share   whether it is a share in per cent
     * @param least   the value below which it warns, or null
     * @param warning the Chinese warning, or null if there is none now
     */
    public record Told(String title, BigDecimal value, boolean share, BigDecimal least, String warning) {
    }

    /**
     * Returns the figures of a ledger.
     *
     * @param procedure a procedure
     * @param sums      the sums of {@link #sums} over its cases
     * @return the figures in the order of the manifest; empty if there are none, or too many cases to be added up
     */
    public List<Told> of(Procedure procedure, Map<String, BigDecimal> sums) {
        return sums.isEmpty() || procedure.manifest().ledger() == null ? List.of() : procedure.manifest().ledger().figures().stream().map(figure -> {
            BigDecimal sum = sums.get(figure.of());
            BigDecimal whole = figure.per() == null ? null : sums.get(figure.per());
            BigDecimal value = figure.per() == null ? sum : whole.signum() == 0 ? null : sum.movePointRight(2).divide(whole, 2, RoundingMode.HALF_UP);
            BigDecimal least = figure.least() == null ? null : parameters.value(figure.least(), clock.today());
            return new Told(figure.title(), value, figure.per() != null, least,
                    least != null && value != null && value.compareTo(least) < 0 ? figure.warning() : null);
        }).toList();
    }
}
