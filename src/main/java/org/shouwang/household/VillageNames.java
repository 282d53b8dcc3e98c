package org.shouwang.household;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.shared.Texts;

/** Finds the village that a row names, by the village's code or by its name and the names of the regions above it. */
final class VillageNames {

    private static final int COUNTY_DIGITS = 6;
    private static final int TOWNSHIP_DIGITS = 9;
    private static final Pattern NOT_OF_CODE = Pattern.compile("[\\s\\p{Z}\\p{Cf}'‘’]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final Map<String, Region> villages = new HashMap<>();
    private final Map<String, Region> above = new HashMap<>();
    private final Map<String, List<Region>> byName = new HashMap<>();
    private final Predicate<String> mine;

    VillageNames(Regions regions, Predicate<String> mine) {
        this.mine = mine;
        regions.ofLevel(RegionLevel.TOWNSHIP).forEach(township -> above.put(township.code(), township));
        regions.ofLevel(RegionLevel.COUNTY).forEach(county -> above.put(county.code(), county));
        regions.openVillages().forEach(village -> {
            villages.put(village.code(), village);
            String township = above.get(village.parentCode()).name();
            String county = above.get(village.code().substring(0, COUNTY_DIGITS)).name();
            for (String name : List.of(village.name(), township + village.name(), county + township + village.name())) {
                byName.computeIfAbsent(plain(name), key -> new ArrayList<>()).add(village);
            }
        });
    }

    /**
     * The result of a search.
     *
     * @param code    the village's code; null if the village was not found or is not certain
     * @param problem a Chinese message that says what is wrong; null if nothing is
     */
    record Result(String code, String problem) {
    }

    /**
     * Finds a village.
     *
     * @param text     the village's code or name
     * @param township the name of the village's township; null if it is not known
     * @param county   the name of the village's county; null if it is not known
     */
    Result find(String text, String township, String county) {
        String code = NOT_OF_CODE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        if (DIGITS.matcher(code).matches()) {
            return !villages.containsKey(code) ? new Result(null, "没有代码为这一值的村，须为12位村代码")
                    : mine.test(code) ? new Result(code, null) : new Result(null, "不在您的辖区内");
        }
        List<Region> named = byName.getOrDefault(plain(text), List.of()).stream()
                .filter(village -> isIn(village, TOWNSHIP_DIGITS, township) && isIn(village, COUNTY_DIGITS, county)).toList();
        List<Region> own = named.stream().filter(village -> mine.test(village.code())).toList();
        if (own.size() == 1) {
            return new Result(own.get(0).code(), null);
        }
        if (own.isEmpty()) {
            return new Result(null, named.isEmpty() ? "没有叫这个名字的村，请核对村名，或填12位村代码" : "不在您的辖区内");
        }
        return new Result(null, "有" + own.size() + "个同名的村（" + own.stream().map(village -> above.get(village.parentCode()).name()
                + village.name() + " " + village.code()).collect(Collectors.joining("、")) + "），请填12位村代码");
    }

    private boolean isIn(Region village, int digits, String name) {
        Region region = above.get(village.code().substring(0, digits));
        return name == null || region == null || plain(region.name()).equals(plain(name));
    }

    private static String plain(String name) {
        String plain = Texts.compact(name);
        String kind = plain.replaceFirst("(村民委员会|村委会|居民委员会|居委会|行政村|人民政府|街道办事处|办事处)$", "");
        String shorter = kind.replaceFirst("(村|社区|镇|乡|街道|市|县|区)$", "");
        return shorter.isEmpty() ? plain : shorter;
    }
}
