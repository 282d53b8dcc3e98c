package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the normal form of names. */
class PersonNameTest {

    @ParameterizedTest
    @CsvSource({"张  三,张三", "\u3000张\u3000三\u3000,张三", "阿依古丽•买买提,阿依古丽·买买提", "阿依古丽・买买提,阿依古丽·买买提",
            "阿依古丽 ‧ 买买提,阿依古丽·买买提", "阿依古丽.买买提,阿依古丽·买买提", "J. Smith,J. Smith", "Anna  Smith,Anna Smith", "𠮷田 一,𠮷田一",
            "张\u200b三,张三", "张\ufe0f三,张三", "·张三·,张三", "阿依古丽。买买提,阿依古丽·买买提", "阿依古丽\ua78f买买提,阿依古丽·买买提",
            "阿依古丽\ud800\udd01买买提,阿依古丽·买买提", "阿依古丽··买买提,阿依古丽·买买提", "张三（小）,张三（小）", "Anne-Marie,Anne-Marie",
        "Nguye\u0302\u0303n Thi\u0323,Nguye\u0302\u0303n Thi\u0323", "བསྒྲུབས,བསྒྲུབས", "مُحَمَّد,مُحَمَّد", "ကျော်,ကျော်", "ज़ों,ज़ों"})
    void aNameHasOneNormalForm(String text, String name) {
        assertThat(PersonName.normalised(text)).isEqualTo(name);
        assertThat(PersonName.problem(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"张?", "张？", "张\ue000", "张\u0007", "张\n三", "张\t三", "张\u2028三", "张\u202e三", "张\u3164三", "张&#19886;", "张〓", "张□", "张*", "张﹖", "张⁇", "null", "（空）", "户主：张三",
            "张三、李四", "张\ufffd", "411081197001010016", "张三411081197001010016", "０", "——", "张\u0301三", "张三\u0489", "\u0301张三",
        "张\u20dd三", "Anna\u0301\u0301\u0301", "A\u0300\u0316\u0317nna", "मिििि", "张\u17b4三", "\u180b张三", "张\ud81b\udfe4三",
        "张\ud800\udfff三\uffff", "张\udbc0\udc00", "张\udb40\udc41三", "\u3164\u3164", "张\u2063三", "张\u302a三"})
    void aNameWithLostCharactersIsRefused(String name) {
        assertThat(PersonName.problem(PersonName.normalised(name))).isNotNull();
    }
}
