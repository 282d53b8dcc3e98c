package org.shouwang.comparison;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A finding: what a data set says about a person, or that nothing was found or compared.
 *
 * @param kind       the kind of data set
 * @param asOf       the day of the data; null if no data set of this kind was imported
 * @param memberName the name of the household member; null if nothing was found or compared
 * @param detail     the finding in Chinese
 */
public record Finding(DatasetKind kind, LocalDate asOf, String memberName, String detail) {

    private static final String NOT_COMPARED = "未比对（该类数据尚未接入）";
    private static final String KEY_GONE = "未比对（检索密钥已更换，该类数据须重新导入）";
    private static final String NOTHING = "未发现";

    static Finding notImported(DatasetKind kind) {
        return new Finding(kind, null, null, NOT_COMPARED);
    }

    static Finding unreadable(DatasetKind kind, LocalDate asOf) {
        return new Finding(kind, asOf, null, KEY_GONE);
    }

    static Finding nothing(DatasetKind kind, LocalDate asOf) {
        return new Finding(kind, asOf, null, NOTHING);
    }

    /**
     * @return whether a data set says something about a person
     */
    public boolean isHit() {
        return memberName != null;
    }

    /**
     * @return whether nobody was compared, since there were no data of this kind that could be read
     */
    public boolean isNotCompared() {
        return !isHit() && !NOTHING.equals(detail);
    }

    /**
     * Tells in a line what was found about whom, and which data were not there.
     *
     * @param findings the findings of a comparison
     * @return the line in Chinese; empty if nothing was compared
     */
    public static Optional<String> inALine(List<Finding> findings) {
        if (findings.isEmpty()) {
            return Optional.empty();
        }
        List<String> hits = findings.stream().filter(Finding::isHit)
                .map(each -> each.memberName() + "（" + each.kind().title() + "）" + each.detail()).toList();
        String missing = findings.stream().filter(Finding::isNotCompared).map(each -> each.kind().title()).collect(Collectors.joining("、"));
        return Optional.of("比对" + (hits.isEmpty() ? "未发现不一致" : "发现" + hits.size() + "项：" + String.join("；", hits))
                + (missing.isEmpty() ? "" : "。没有数据、未比对：" + missing));
    }
}
