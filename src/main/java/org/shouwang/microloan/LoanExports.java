package org.shouwang.microloan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.shouwang.export.TableDownloads;
import org.shouwang.export.TableFormat;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.LongWork;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes the figures of loans to files, and puts each file on record. */
@Service
public class LoanExports {

    private final LoanFigures figures;
    private final TableDownloads downloads;
    private final LongWork longWork;

    LoanExports(LoanFigures figures, TableDownloads downloads, LongWork longWork) {
        this.figures = figures;
        this.downloads = downloads;
        this.longWork = longWork;
    }

    /**
     * @return the balance, the households, and the new and overdue loans of each county, most overdue first, and the total
     *     (LN-6)
     */
    @Transactional
    public byte[] counties(TableFormat format) {
        longWork.begin(LongWork.Kind.EXPORT);
        List<LoanFigures.CountyLine> lines = figures.byCounty();
        List<List<?>> rows = new ArrayList<>();
        lines.forEach(line -> rows.add(cells(String.valueOf(rows.size() + 1), line)));
        rows.add(cells("", figures.total()));
        return downloads.write("小额信贷情况", List.of("名次", "县", "贷款余额（元）", "有贷款的户", "本年新增笔数", "本年新增（元）", "逾期笔数",
                "逾期本金（元）"), rows, format);
    }

    /**
     * @return the refusals by bank and reason, and the applications that did not meet the conditions (LN-1)
     */
    @Transactional
    public byte[] refusals(TableFormat format) {
        longWork.begin(LongWork.Kind.EXPORT);
        return downloads.write("小额信贷拒贷情况", List.of("承办银行", "原因", "笔数", "县级认可", "县级退回"),
                Stream.concat(figures.refusals().stream(), figures.ineligible().stream()).<List<?>>map(line -> List.of(
                        line.bankCode(), line.reason(), line.refused(), line.upheld() == null ? "" : line.upheld(),
                        line.sentBack() == null ? "" : line.sentBack())).toList(), format);
    }

    /**
     * Writes the interest subsidy of each loan for a quarter (LN-3).
     *
     * @param from  the first day of the quarter
     * @param until the first day of the next quarter
     */
    @Transactional
    public byte[] subsidies(TableFormat format, LocalDate from, LocalDate until) {
        longWork.begin(LongWork.Kind.EXPORT);
        return downloads.write("小额信贷贴息清单", List.of("贷款编号", "户编号", "借款人", "承办银行", "贷款本金（元）", "贴息本金（元）", "年利率（%）",
                "放款日", "到期日", "贴息（元）"), figures.subsidies(from, until).stream().<List<?>>map(line -> List.of(
                        line.loan().loanNo(), line.loan().householdNo(), line.loan().borrowerName(), line.loan().bankCode(),
                        text(line.loan().principal()), text(line.loan().subsidisedPrincipal()),
                        Decimals.plain(line.loan().annualRate().stripTrailingZeros()), line.loan().disbursedOn(),
                        line.loan().dueOn(), text(line.amount()))).toList(), format);
    }

    private static List<?> cells(String place, LoanFigures.CountyLine line) {
        return List.of(place, line.name(), text(line.balance()), line.households(), line.newLoans(), text(line.newAmount()),
                line.overdueLoans(), text(line.overdueAmount()));
    }

    private static String text(BigDecimal yuan) {
        return Decimals.plain(Decimals.exact(yuan, 2));
    }
}
