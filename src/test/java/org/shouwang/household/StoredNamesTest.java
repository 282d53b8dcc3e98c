package org.shouwang.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.PersonName;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;
import org.springframework.core.io.ClassPathResource;

/** Names that were stored before they had one form are brought into it, so that a search finds them. */
class StoredNamesTest extends IntegrationTest {

    private static final List<String> OLD = List.of("欧 阳　修", " 张  三 ", "阿依古丽•买买提", "阿依古丽 ‧ 买买提", "阿依古丽.买买提", "Anna  Smith", "J. Smith", "𠮷田 一",
            "李四", "张\u200b三", "张 \u200b 三", "张\ufe0f三", "·张三··", "阿依古丽。买买提", "阿依古丽\ua78f买买提", "阿依古丽··买买提", "阿依古丽\ud800\udd01买买提");

    @Test
    void theDatabaseMakesOfEveryNameWhatTheDoorsMakeOfIt() throws IOException {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        for (String old : OLD) {
            store(flow, old);
            migrate();
            assertThat(database.sql("select head_name from shouwang.case_file where case_no = ?").param(flow.caseNo()).query(String.class).single())
                    .as(old).isEqualTo(PersonName.normalised(old));
        }
    }

    private void store(CaseFlow flow, String name) {
        database.sql("update shouwang.case_file set head_name = ? where case_no = ?").params(name, flow.caseNo()).update();
    }

    private void migrate() throws IOException {
        database.sql(new ClassPathResource("db/migration/V135__names_without_what_has_no_width.sql").getContentAsString(StandardCharsets.UTF_8)).update();
    }
}
