package org.shouwang.elimination;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Texts;

/**
 * The input for a new campaign as it was typed.
 *
 * @param name         the campaign's name
 * @param regions      the codes of counties or townships; may be anything that a user typed
 * @param sharePercent the share in percent, or empty for all households
 * @param dueOn        the last day for the visits
 * @param seed         a text that has to be empty, since a user who could choose the seed could choose the households
 */
public record LookBackPlan(String name, List<String> regions, String sharePercent, String dueOn, String seed) {

    private static final int MAX_NAME = 50;
    private static final int MAX_DECIMALS = 2;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    String readName(FieldErrors errors) {
        try {
            String text = Texts.required(name, "name", "名称", MAX_NAME);
            if (text.contains("\n")) {
                errors.add("name", "名称", "须为一行");
            }
            return text;
        } catch (InvalidInputException e) {
            e.errors().forEach(error -> errors.add(error.field(), error.label(), error.message()));
            return null;
        }
    }

    BigDecimal readShare(FieldErrors errors) {
        if (isEmpty(sharePercent)) {
            return null;
        }
        String typed = sharePercent.strip();
        BigDecimal share = Decimals.parse(typed).map(BigDecimal::stripTrailingZeros).orElse(null);
        if (share != null && share.signum() > 0 && share.compareTo(WHOLE) <= 0 && share.scale() <= MAX_DECIMALS) {
            return share;
        }
        errors.add("sharePercent", "抽查比例", Decimals.BEYOND.equals(Decimals.problem(typed)) ? Decimals.BEYOND : "须为大于0、不超过100的数，最多两位小数；不填表示全部");
        return null;
    }

    LocalDate readDueOn(LocalDate today, FieldErrors errors) {
        if (isEmpty(dueOn)) {
            errors.add("dueOn", "完成期限", "为必填项");
            return null;
        }
        LocalDate day = errors.day("dueOn", "完成期限", dueOn);
        if (day != null) {
            errors.refusePast("dueOn", "完成期限", day, today);
        }
        return day;
    }

    void refuseSeed(FieldErrors errors) {
        if (!isEmpty(seed)) {
            errors.add("seed", "随机种子", "由系统产生，不能指定");
        }
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isBlank();
    }
}
