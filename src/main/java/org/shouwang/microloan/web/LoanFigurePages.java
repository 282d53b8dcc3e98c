package org.shouwang.microloan.web;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.export.TableFormat;
import org.shouwang.microloan.LoanExports;
import org.shouwang.microloan.LoanFigures;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages and files with the figures of loans, for supervisors and banks (LN-1, LN-3, LN-6). */
@PageController
@RequestMapping("/supervision/loans")
class LoanFigurePages {

    private static final Pattern QUARTER = Pattern.compile("(2\\d{3})Q([1-4])");
    private static final int QUARTERS_SHOWN = 8;
    private static final int MONTHS_OF_A_QUARTER = 3;

    private final LoanFigures figures;
    private final LoanExports exports;
    private final SupervisorRights supervisors;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    LoanFigurePages(LoanFigures figures, LoanExports exports, SupervisorRights supervisors, CurrentUsers users,
                    AdjustableClock clock) {
        this.figures = figures;
        this.exports = exports;
        this.supervisors = supervisors;
        this.users = users;
        this.clock = clock;
    }

    @GetMapping
    String show(@RequestParam(defaultValue = "") String quarter, Model model) {
        requireRight();
        String shown = quarter.isBlank() ? quarterOf(clock.today()) : quarter;
        LocalDate from = firstDay(shown);
        List<LoanFigures.SubsidyLine> subsidies = figures.subsidies(from, from.plusMonths(MONTHS_OF_A_QUARTER));
        model.addAttribute("counties", figures.byCounty());
        model.addAttribute("total", figures.total());
        model.addAttribute("refusals", figures.refusals());
        model.addAttribute("ineligible", figures.ineligible());
        model.addAttribute("quarter", shown);
        model.addAttribute("quarters", IntStream.range(0, QUARTERS_SHOWN)
                .mapToObj(back -> quarterOf(clock.today().minusMonths((long) back * MONTHS_OF_A_QUARTER))).toList());
        model.addAttribute("subsidisedLoans", subsidies.size());
        model.addAttribute("subsidy", subsidies.stream().map(LoanFigures.SubsidyLine::amount)
                .reduce(BigDecimal.valueOf(0, 2), BigDecimal::add));
        model.addAttribute("formats", TableFormat.values());
        model.addAttribute("bankNames", users.postNames(Stream.concat(figures.refusals().stream(),
                figures.ineligible().stream()).map(LoanFigures.RefusalLine::bankCode).distinct().toList()));
        return "loan-figures";
    }

    @GetMapping("/export")
    ResponseEntity<byte[]> export(@RequestParam(defaultValue = "") String table, @RequestParam(defaultValue = "") String quarter,
                                  @RequestParam(defaultValue = "xlsx") String format) {
        requireRight();
        TableFormat wanted = TableFormat.of(format, "文件格式");
        return switch (table) {
            case "counties" -> file("小额信贷情况-" + clock.today(), wanted, exports.counties(wanted));
            case "refusals" -> file("小额信贷拒贷情况-" + clock.today(), wanted, exports.refusals(wanted));
            case "subsidies" -> {
                LocalDate from = firstDay(quarter.isBlank() ? quarterOf(clock.today()) : quarter);
                yield file("小额信贷贴息清单-" + quarterOf(from), wanted,
                        exports.subsidies(wanted, from, from.plusMonths(MONTHS_OF_A_QUARTER)));
            }
            default -> throw new InvalidInputException("table", "表", "须为 counties、refusals 或 subsidies");
        };
    }

    private static ResponseEntity<byte[]> file(String name, TableFormat format, byte[] bytes) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, format.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(name + "." + format.extension(), StandardCharsets.UTF_8).build().toString())
                .body(bytes);
    }

    private void requireRight() {
        if (!users.get().is(Role.BANK)) {
            supervisors.require();
        }
    }

    private static LocalDate firstDay(String quarter) {
        Matcher parts = QUARTER.matcher(quarter);
        if (!parts.matches()) {
            throw new InvalidInputException("quarter", "季度", "须为年份和季度，如 2026Q1");
        }
        return LocalDate.of(Integer.parseInt(parts.group(1)), MONTHS_OF_A_QUARTER * Integer.parseInt(parts.group(2)) - 2, 1);
    }

    private static String quarterOf(LocalDate day) {
        return day.getYear() + "Q" + day.get(IsoFields.QUARTER_OF_YEAR);
    }
}
