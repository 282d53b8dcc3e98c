package org.shouwang.export;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a table that is taken out shows, as the sheet behind it says (see {@link TableWriter#explain}). */
public final class TableAbout {

    private TableAbout() {
    }

    /**
     * @param title  the table's name
     * @param source the document that asks for it
     * @param region the name of the region; null for all that the user sees
     * @param from   the first day on which a case began, or null
     * @param to     the last day on which a case began, or null
     * @param today  the day on which it is taken out
     * @param rows   the number of its rows
     * @return texts by their Chinese names, to which more may be added
     */
    public static Map<String, String> of(String title, String source, String region, LocalDate from, LocalDate to, LocalDate today, int rows) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("名称", title);
        about.put("依据", source);
        about.put("地区", region == null ? "您看得到的全部地区" : region);
        about.put("发起日期", from == null && to == null ? "全部" : day(from) + " 至 " + day(to));
        about.put("导出日期", today.toString());
        about.put("件数", String.valueOf(rows));
        return about;
    }

    private static String day(LocalDate day) {
        return day == null ? "…" : day.toString();
    }
}
