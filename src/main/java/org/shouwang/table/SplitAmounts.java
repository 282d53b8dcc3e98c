package org.shouwang.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.shouwang.shared.Texts;

/**
 * Finds amounts that a csv file has split. If an amount such as 12,000 is written without quotes, its comma makes two values
 * of
 * it, and all values behind it move one column to the right. Two small amounts side by side look just the same.
 */
final class SplitAmounts {

    /** The message about a place where both readings are possible. */
    static final String UNCERTAIN = "与后一格分不清是一个带逗号的数（如 12,000）还是两个数；请给数字加引号（\"12,000\"）、去掉数字里的逗号，或另存为 xlsx 后再导入";

    private static final Pattern BEGINNING = Pattern.compile("[-+¥￥]*[1-9]\\d{0,2}");
    private static final Pattern END = Pattern.compile("\\d{3}(\\.\\d+)?(万?元|元整|圆)?([/每]年)?");
    /** Numbers that hardly anybody has as yuan in a year, while many people have as many thousands. */
    private static final Pattern TINY_OR_MARKED = Pattern.compile("[1-9]\\d?|[-+¥￥].*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern NAME_OF_AMOUNT = Pattern.compile(".*(收入|支出|金额|经费|费用|资金|补贴|补助|款|元).*");
    private static final Pattern REMARK = Pattern.compile(".*(备注|说明|remark|note).*");

    private static final int LONGEST = 100;

    private SplitAmounts() {
    }

    /** Returns the columns at which two neighbouring values without quotes look like one amount. */
    static List<Integer> places(List<String> values, char separator, BitSet quoted) {
        List<Integer> places = new ArrayList<>();
        if (separator != ',' && separator != '，') {
            return places;
        }
        for (int place = 0; place + 1 < values.size(); place++) {
            if (!quoted.get(place) && !quoted.get(place + 1) && BEGINNING.matcher(plain(values.get(place))).matches()
                    && END.matcher(plain(values.get(place + 1))).matches()) {
                places.add(place);
            }
        }
        return places;
    }

    /**
     * Returns the column at which an amount may have been split in a row. Two amounts that look like one are accepted as two
     * only
     * if the row has as many values as the header has columns, each fits its column, and no other place of the row is in
     * doubt.
     */
    static OptionalInt at(RawRow row, Header header) {
        List<Integer> places = new ArrayList<>();
        for (int place : row.commasAt()) {
            boolean apart = places.isEmpty() || places.get(places.size() - 1) + 1 < place;
            if (apart && isAmount(header, place)) {
                places.add(place);
            }
        }
        if (places.isEmpty()) {
            return OptionalInt.empty();
        }
        int first = places.get(0);
        // Some programs write separators behind the last column; they are no values.
        boolean full = row.cells().lastKey().equals(header.names().lastKey()) && row.width() >= header.width();
        boolean two = places.size() == 1 && full && isAmount(header, first + 1) && fits(row, header, first) && !isOne(row, first);
        return two ? OptionalInt.empty() : OptionalInt.of(first);
    }

    /** Returns the column at which {@link #at} accepts two amounts that might be one nevertheless. */
    static OptionalInt takenForTwo(RawRow row, Header header) {
        return row.commasAt().stream().mapToInt(Integer::intValue).filter(place -> isAmount(header, place)).findFirst();
    }

    /** Returns the message that two values were read as two amounts. */
    static String asTwo(RawRow row, int place) {
        String first = row.cells().get(place).text();
        String second = row.cells().get(place + 1).text();
        return "请核对：这一格和后一格读作 " + first + " 和 " + second + " 两个数；如果是 " + first + "," + second + " 一个数，请给数字加引号或去掉逗号，再重新导入";
    }

    private static boolean isOne(RawRow row, int place) {
        return TINY_OR_MARKED.matcher(plain(row.cells().get(place).text())).matches() || row.cells().get(place + 1).text().startsWith("0");
    }

    private static boolean fits(RawRow row, Header header, int first) {
        return row.cells().tailMap(first + 1).entrySet().stream().allMatch(cell -> {
            int place = cell.getKey();
            String text = plain(cell.getValue().text());
            if (header.columns().containsKey(place) && header.columns().get(place).unit() != null) {
                return Amounts.isNone(text) || Amounts.parse(text).isPresent();
            }
            boolean textOnly = header.columns().containsKey(place)
                    || REMARK.matcher(HeaderNames.normal(header.names().getOrDefault(place, ""))).matches();
            return !(textOnly && isAmount(header, place - 1) && NUMBER.matcher(text).matches());
        });
    }

    private static boolean isAmount(Header header, int place) {
        TableColumn column = header.columns().get(place);
        return column != null ? column.unit() != null : NAME_OF_AMOUNT.matcher(header.names().getOrDefault(place, "")).matches();
    }

    private static String plain(String text) {
        return text.length() > LONGEST ? text : Texts.compact(text);
    }
}
