package org.shouwang.household;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shouwang.shared.Texts;

/**
 * Translates the words of the national system and of everyday tables into the product's values. A word for a state that the
 * product does not distinguish, such as 学前教育, gets the value that this class gives it (design).
 */
final class NationalWords {

    private static final Pattern BETWEEN = Pattern.compile("[,、;/+&和及\\s]+");
    private static final Map<Pattern, Relation> RELATIONS = new LinkedHashMap<>();
    private static final Map<Pattern, Health> HEALTH = new LinkedHashMap<>();
    private static final List<Health> HEAVIEST = List.of(Health.SEVERE, Health.DISABLED, Health.CHRONIC);
    private static final Map<Pattern, Labour> LABOUR = new LinkedHashMap<>();
    private static final Map<Pattern, Schooling> SCHOOLING = new LinkedHashMap<>();
    private static final Map<Pattern, RegisteredKind> KINDS = new LinkedHashMap<>();
    private static final Map<Pattern, Boolean> YES_OR_NO = new LinkedHashMap<>();

    static {
        put(RELATIONS, "户主本人|本人|户主\\(本人\\)", Relation.HEAD);
        put(RELATIONS, "之?(妻子?|夫|丈夫|老婆|爱人|配偶)|妻子", Relation.SPOUSE);
        put(RELATIONS, "之?(子|女|儿子|女儿|儿|子女|独生子|独生女|[长次三四五大二小幼]子|[长次三四五大二小幼]女|[大二三小]儿子|[大二三小]女儿|[养继]子|[养继]女|养子女|继子女)",
                Relation.CHILD);
        put(RELATIONS, "之?(父|母|父亲|母亲|父母|爸爸|妈妈|[养继]父|[养继]母)", Relation.PARENT);
        put(RELATIONS, "之?(儿媳|媳妇|女婿|孙子|孙女|孙|外孙|外孙子|外孙女|孙子女|外孙子女|孙媳|孙媳妇|外孙媳妇|孙女婿|外孙女婿|曾孙子?|曾孙女|曾外孙子|曾外孙女|"
                + "岳父|岳母|公公|婆婆|公|婆|祖父|祖母|外祖父|外祖母|爷爷|奶奶|曾祖父|曾祖母|兄|弟|姐|妹|兄弟|姐妹|兄弟姐妹|哥哥|弟弟|姐姐|妹妹|嫂子?|弟媳|"
                + "侄子?|侄儿|侄女|外甥|外甥女|叔叔?|伯父|伯|姑姑?|舅舅?|姨|其他亲属|其他非亲属|非亲属|其它)", Relation.OTHER);
        put(HEALTH, "良好|一般|正常|健康或良好|一般或较弱", Health.HEALTHY);
        put(HEALTH, "(患有)?(长期)?慢性?病|长期慢病", Health.CHRONIC);
        put(HEALTH, "(患有)?(大病|重病|重大疾病|大病或重病|重病大病)", Health.SEVERE);
        put(HEALTH, "(患有)?(持证)?([一二三四1-4]级)?(视力|听力|言语|肢体|智力|精神|多重)?残疾人?([一二三四1-4]级)?", Health.DISABLED);
        put(LABOUR, "(普通|技能|全|强|正常)劳动?力|有劳动能力\\(普通劳动力\\)|普通|有劳动力|有", Labour.FULL);
        put(LABOUR, "部分丧失劳动能力|弱劳动?力(或半劳动?力)?|半劳动?力|弱、?半劳动?力", Labour.WEAK);
        put(LABOUR, "(无|丧失|完全丧失|没有)劳动(能)?力(或丧失劳动(能)?力)?|无", Labour.NONE);
        put(SCHOOLING, "非在校生?|不在校|未在校|已?毕业|未上学|未入学|学龄前(儿童)?|学前(教育)?|幼儿园|无|否", Schooling.NONE);
        put(SCHOOLING, "义务教育(阶段)?|小学.*|初中.*|初[一二三]|[一二三四五六七八九]年级|特殊教育(学校)?", Schooling.COMPULSORY);
        put(SCHOOLING, "(普通)?高中.*|高[一二三]|中职.*|中专.*|技校.*|技工.*|职高.*|职业高中.*|高职.*|大专.*|专科.*|本科.*|大学.*|硕士.*|博士.*|研究生.*",
                Schooling.HIGHER);
        put(KINDS, "(一般|稳定|国标|省标|享受政策|不享受政策)?脱贫户|脱贫(享受|不享受)政策户|建档立卡脱贫户", RegisteredKind.OUT_OF_POVERTY);
        put(YES_OR_NO, "是|有|有保障|已保障|安全|达标|合格|(?i)yes|(?i)y|(?i)true|√|✓|✔", true);
        put(YES_OR_NO, "否|无|没有|无保障|未保障|不安全|不达标|不合格|(?i)no|(?i)n|(?i)false|×|✗|✘", false);
    }

    private NationalWords() {
    }

    private static <E> void put(Map<Pattern, E> words, String pattern, E value) {
        words.put(Pattern.compile(pattern), value);
    }

    static Optional<Relation> relation(String text) {
        return find(text, Relation.values(), Relation::title, RELATIONS);
    }

    /**
     * Reads a state of health. Of several illnesses the most serious one counts, since the product keeps one for each person.
     * Health together with an illness makes no sense and gives nothing.
     */
    static Optional<Health> health(String text) {
        Optional<Health> one = find(text, Health.values(), Health::title, HEALTH);
        if (one.isPresent() || !isSeveral(text)) {
            return one;
        }
        List<Optional<Health>> each = parts(text).map(part -> find(part, Health.values(), Health::title, HEALTH)).toList();
        boolean clear = each.stream().allMatch(health -> health.filter(known -> known != Health.HEALTHY).isPresent());
        return clear ? HEAVIEST.stream().filter(health -> each.contains(Optional.of(health))).findFirst() : Optional.empty();
    }

    /** Tells whether a text consists of several words. */
    static boolean isSeveral(String text) {
        return parts(text).count() > 1;
    }

    private static Stream<String> parts(String text) {
        return BETWEEN.splitAsStream(Normalizer.normalize(text, Normalizer.Form.NFKC)).filter(part -> !part.isEmpty());
    }

    static Optional<Labour> labour(String text) {
        return find(text, Labour.values(), Labour::title, LABOUR);
    }

    static Optional<Schooling> schooling(String text) {
        return find(text, Schooling.values(), Schooling::title, SCHOOLING);
    }

    static Optional<RegisteredKind> kind(String text) {
        return find(text, RegisteredKind.values(), RegisteredKind::title, KINDS);
    }

    static Optional<Boolean> yesOrNo(String text) {
        return find(text, new Boolean[0], String::valueOf, YES_OR_NO);
    }

    private static <E> Optional<E> find(String text, E[] values, Function<E, String> title, Map<Pattern, E> words) {
        String plain = Texts.compact(text);
        return Arrays.stream(values).filter(value -> value instanceof Enum<?> each && each.name().equals(plain)
                        || title.apply(value).equals(plain)).findFirst()
                .or(() -> words.entrySet().stream().filter(word -> word.getKey().matcher(plain).matches())
                        .map(Map.Entry::getValue).findFirst());
    }
}
