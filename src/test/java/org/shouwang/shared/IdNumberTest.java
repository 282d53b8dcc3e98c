package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.TestPeople;

/** Checks identity numbers (GB 11643). */
class IdNumberTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @Test
    void theNumbersOfTheTestsAreValid() {
        IntStream.range(0, 200).forEach(i -> assertThat(IdNumber.isValid(TestPeople.somebody().idNumber(), TODAY)).isTrue());
    }

    @Test
    void anXMayBeSmallAndIsStoredLarge() {
        String number = TestPeople.somebodyWithAnX().idNumber();

        assertThat(IdNumber.isValid(number.toLowerCase(), TODAY)).isTrue();
        assertThat(IdNumber.normalised(number.toLowerCase())).isEqualTo(number);
    }

    @Test
    void birthdaysAreComparedWithTheProductsToday() {
        String number = TestPeople.withChecksum("41108120990315001");

        assertThat(IdNumber.isValid(number, LocalDate.of(2099, 3, 14))).isFalse();
        assertThat(IdNumber.isValid(number, LocalDate.of(2099, 3, 15))).isTrue();
        assertThat(IdNumber.isValid(TestPeople.withChecksum("41108118991231001"), TODAY)).isFalse();
    }

    @Test
    void aWrongChecksumIsRefused() {
        IntStream.range(0, 50).forEach(i -> assertThat(IdNumber.isValid(TestPeople.wrongIdNumber(), TODAY)).isFalse());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"411081650101001", "41108119650229001X", "一二三四五六七八九十一二三四五六七八"})
    void otherTextsAreNoIdentityNumbers(String text) {
        assertThat(IdNumber.isValid(text, TODAY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"４１１０８１１９０７０８０９７８７９", "411081 19070809 7879", "\t411081190708097879\u3000", "'411081190708097879", "‘411081190708097879’",
            "=\"411081190708097879\"", "4110\u200b81190708097879\ufeff", "411081\u00a019070809\u20027879\n"})
    void aNumberHasOneNormalForm(String text) {
        assertThat(IdNumber.normalised(text)).isEqualTo("411081190708097879");
        assertThat(IdNumber.problem(text, TODAY)).isNull();
    }

    @Test
    void theMessageAboutAnOldNumberSaysThatItIsOld() {
        assertThat(IdNumber.problem("411081 070809787", TODAY)).contains("15位");
        assertThat(IdNumber.problem("41108107080978", TODAY)).isEqualTo(IdNumber.INVALID);
    }

    /**
     * The number 411081190708097879 is valid, 411081190708097870 and 41108119070809787X are not; the old form is of the years
     * 1907 to 1999.
     */
    @ParameterizedTest
    @ValueSource(strings = {"411081190708097879", "411081/19070809/7879", "411081 / 1907 / 08 / 09 / 7879", "411081\\19070809\\7879",
        "4.1.1.0.8.1.1.9.0.7.0.8.0.9.7.8.7.9", "4，1，1，0，8，1，1，9，0，7，0，8，0，9，7，8，7，9", "4、1、1、0、8、1、1、9、0、7、0、8、0、9、7、8、7、9",
        "411081;19070809;7879", "411081:19070809|7879", "(411081)(19070809)(7879)", "411081_19070809_7879", "411081 - - 19070809 - - 7879",
        "411081\u200b19070809\u20607879", "411081\n19070809\n7879", "411081～19070809～7879", "411081……19070809……7879", "【411081】《19070809》7879",
        "411081 1907年08月09日 7879", "４１１０８１/１９０７０８０９/７８７９", "④①①⓪⑧①①⑨⓪⑦⓪⑧⓪⑨⑦⑧⑦⑨", "٤١١٠٨١١٩٠٧٠٨٠٩٧٨٧٩",
        "四一一〇八一一九〇七〇八〇九七八七九", "四一一零八一 一九零七零八零九 七八七九", "肆壹壹零捌壹壹玖零柒零捌零玖柒捌柒玖", "411081一九〇七〇八〇九7879", "一四一一〇八一一九〇七〇八〇九七八七九一",
        "4\uFE0F\u20E31\uFE0F\u20E31\uFE0F\u20E30\uFE0F\u20E38\uFE0F\u20E31\uFE0F\u20E3190708097879",
        "411081190708097870", "411081/19070809/7870", "41108119070809787X", "41108119070809787x", "41108119070809787×", "41108119070809787Х", "41108119070809787х",
        "41108119070809787Χ", "41108119070809787Ｘ", "41108119070809787Ⅹ", "411081-19070809-787 ✕", "41108119070809787*", "41108119070809787十",
        "411081850809787", "411081 850809 787", "４１１０８１８５０８０９７８７"})
    void aNumberIsFoundInATextHoweverItIsWritten(String written) {
        assertThat(IdNumber.isIn(written)).isTrue();
        assertThat(IdNumber.isIn("其兄（" + written + "），电话13800000000，在外务工")).isTrue();
    }

    /** The texts show 411081198003151237 and parts of it in characters that people take for digits. */
    @ParameterizedTest
    @ValueSource(strings = {"411081----------19800315----------1237", "411081            19800315            1237",
        "❹❶❶⓿❽❶❶❾❽⓿⓿❸❶❺❶❷❸❼", "⓸⓵⓵⓪⓼⓵⓵⓽⓼⓪⓪⓷⓵⓹⓵⓶⓷⓻", "➃➀➀0➇➀➀➈➇00➂➀➄➀➁➂➆", "➍➊➊0➑➊➊➒➑00➌➊➎➊➋➌➐", "〤〡〡〇〨〡〡〩〨〇〇〣〡〥〡〢〣〧",
        "肆壱壱零捌壱壱玖捌零零参壱伍壱弐参漆", "四一一〇八一一九八〇〇三一五一两三七", "ⅳⅰⅰ0ⅷⅰⅰⅸⅷ00ⅲⅰⅴⅰⅱⅲⅶ", "ⅣⅠⅠ0ⅧⅠⅠⅨⅧ00ⅢⅠⅤⅠⅡⅢⅦ", "4110811980O3151237", "4l1O8I19800315l237",
        "411О81198оо3151237", "4 1 1 O 8 1 1 9 8 O O 3 1 5 1 2 3 7", "411081号198003151237", "411081A198003151237", "411081 生 19800315 1237",
        "4110811980年3月15日1237", "411081 1980年3月5日 1237", "41108119800315123", "411081-19800315-123", "41108119800315****", "41108119800315***",
        "411081198003151***", "41108119800315xxxx", "41108119800315＊＊＊＊"})
    void aNumberInDisguiseOrInPartIsFoundAsWell(String written) {
        assertThat(IdNumber.isIn(written)).isTrue();
        assertThat(IdNumber.isIn("其兄（" + written + "），电话13800000000，在外务工")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"案件JC-411081-2026-000237", "村411081101201，2026年3月2日入户", "村代码411081101201 2019年3月5日 1200元", "2019年3月5日1237元，2020年1月8日500元",
        "411081**********37", "禹州411081，2018年5月12日脱贫，收入1200元", "电话13800000000（2019年3月5日更换）15036123456", "No. 411081 I 2026", "Office Oil 2018 1O 12",
        "①务农3000元②务工20000元③低保410元④其他", "第Ⅰ类3户、第Ⅱ类8户", "邮编461670，20190305建档，人均3200元", "户编号HU-411081-000123，2019年11月脱贫"})
    void textsThatOnlyLookLikePartsOfANumberAreAllowed(String text) {
        assertThat(IdNumber.isIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"电话13800000000、15036123456，2026-03-02来电", "13700000000，2025年12月3日", "15036123456 2026", "0374-8888888，13912345678",
        "低保证号411081199913450012", "卡号6217000010001234567", "卡号6228481234567890123", "卡号 6222 0217 0300 1234 567", "账号 4110 8101 2345 6789",
        "案件JC-411081-2026-000123、JC-411081-2026-000124", "借据号411081202603020012", "合同号411081260302001", "户编号411081101201000123",
        "统一社会信用代码91411081748573412A", "统一社会信用代码914110817485734128", "11411081005747123X", "禹政〔2026〕12号，豫财〔2021〕第1990号",
        "2026-03-02 10:30:00至2026-03-07 18:00:00", "收入12000.50元、3200元，支出1998.10元、410.8元", "12000，3200，1998，4108，560", "1、2、3、4、5、6、7、8、9、10、11、12、13",
        "2021年1200，2022年1500，2023年1800", "东经113.471234，北纬34.162345", "第三十一条、第四十一条、第二十三条", "豫K12345，411081199913990012"})
    void otherNumbersAreAllowed(String text) {
        assertThat(IdNumber.isIn(text)).isFalse();
    }

    @Test
    void aMaskedNumberShowsNeitherBirthdayNorSequence() {
        String number = TestPeople.somebody().idNumber();

        assertThat(IdNumber.masked(number)).hasSize(18).startsWith(number.substring(0, 6))
                .doesNotContain(number.substring(6, 14)).contains("**********");
        assertThat(IdNumber.masked(null)).isEmpty();
    }
}
