package org.shouwang.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.household.Fingerprints;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.FingerprintKey;
import org.shouwang.shared.TransactionMemory;
import org.shouwang.shared.LongWork;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.PersonalDataProperties;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.SampleFiles;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks that keys for personal data can be changed while the product runs: nothing is lost, every person is still found, and
 * old keys can be removed.
 */
class KeyRotationTest extends IntegrationTest {

    private static final String NEW_KEY = Base64.getEncoder().encodeToString("a key of thirty-two bytes, no. 2".getBytes());
    private static final String NEW_FINGERPRINT_KEY =
            Base64.getEncoder().encodeToString("another one of just as many, nr2".getBytes());
    private static final int ALL = 1000;

    @Autowired
    private LongWork longWork;
    @Autowired
    private PersonalDataProperties configured;
    @Autowired
    private TransactionTemplate transactions;
    @LocalServerPort
    private int port;

    @AfterEach
    void backToTheProductsOwnKeys() {
        rotation(new PersonalDataProperties(bothKeys(), configured.currentKey(), configured.fingerprintKey(),
                List.of(NEW_FINGERPRINT_KEY), true)).run(ALL);
    }

    @Test
    void afterTheRotationEverythingIsUnderTheNewKeyAndTheOldOneCanBeRemoved() {
        Person visited = TestPeople.somebody();
        Person onlyRegistered = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(visited, TODAY).untilApproval(clock).approved();
        CaseFlow other = shouwang.newCase(onlyRegistered, TODAY);
        assertThat(shouwang.village().upload("/api/cases/" + flow.caseNo() + "/files", "a.pdf", SampleFiles.pdf(""), Map.of("kind", "其他材料")).status())
                .isEqualTo(201);
        Answer webhook = shouwang.as("admin").post("/api/webhooks",
                Map.of("url", "http://127.0.0.1:9/keys", "eventTypes", List.of("case.declined"), "countyCode", "411003"));

        KeyRotation.Progress done = rotation(newKeys(configured.fingerprintKey())).run(ALL);

        assertThat(done.changed()).isGreaterThanOrEqualTo(5);
        assertThat(done.remaining()).isZero();
        PersonalData newKeysOnly = new PersonalData(new PersonalDataProperties(Map.of("later", NEW_KEY), "later",
                NEW_FINGERPRINT_KEY, List.of(), true));
        assertThat(columns("%\\_cipher")).as("no column is forgotten").containsExactlyInAnyOrderElementsOf(
                Stream.of(EncryptedColumn.values()).map(column -> column.table() + "." + column.column()).toList());
        for (EncryptedColumn column : EncryptedColumn.values()) {
            database.sql("select " + column.column() + ", (" + column.row() + ")::text from shouwang." + column.table())
                    .query((row, index) -> Map.entry(row.getString(1), row.getString(2))).list().forEach(stored -> {
                        assertThat(stored.getKey()).as(column.name()).startsWith("aes-gcm-row:later:");
                        assertThat(newKeysOnly.decrypt(stored.getKey(), column.at(stored.getValue()))).isNotEmpty();
                    });
        }
        assertThat(newKeysOnly.decrypt(database.sql("select secret_cipher from shouwang.webhook_subscription where id = ?")
                .param(Long.valueOf(webhook.get("id"))).query(String.class).single(),
                EncryptedColumn.WEBHOOK_SECRET.at(webhook.get("id")))).isEqualTo(webhook.get("secret"));
        shouwang.as("admin").send("DELETE", "/api/webhooks/" + webhook.get("id"), null, Map.of());
        assertThat(caseOf(newKeysOnly.fingerprint(visited.idNumber()))).isEqualTo(flow.caseNo());
        assertThat(caseOf(newKeysOnly.fingerprint(onlyRegistered.idNumber()))).isEqualTo(other.caseNo());
        assertThat(database.sql("select count(*) from shouwang.household where head_id_hash = ?")
                .param(newKeysOnly.fingerprint(visited.idNumber())).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void theHouseholdOfAnImportedPersonIsFoundUnderTheNewKey() {
        Person head = TestPeople.somebody();
        String file = "villageCode,name,idNumber,relation,health,labour,schooling,wageIncome\n%s,%s,%s,HEAD,HEALTHY,FULL,NONE,1"
                .formatted(Shouwang.VILLAGE, head.name(), head.idNumber());
        assertThat(shouwang.county().upload("/api/households/import", "a.csv", file.getBytes(StandardCharsets.UTF_8),
                Map.of("confirm", "true")).body().path("created").asInt()).isEqualTo(1);

        rotation(newKeys(configured.fingerprintKey())).run(ALL);

        PersonalData renewed = new PersonalData(new PersonalDataProperties(Map.of("later", NEW_KEY), "later",
                NEW_FINGERPRINT_KEY, List.of(), true));
        assertThat(database.sql("select count(*) from shouwang.registered_person where id_hash = ?")
                .param(renewed.fingerprint(head.idNumber())).query(Long.class).single()).isOne();
    }

    @Test
    void everyColumnWithHashesOfPersonsIsKnownToTheRotation() {
        assertThat(columns("%id\\_hash")).as("made anew, made anew, and kept with the key of its data set")
                .containsExactly("comparison_dataset_row.id_hash", "household.head_id_hash", "registered_person.id_hash",
                        "watched_person.id_hash");
    }

    @Test
    void aNodeWithoutTheNewHashKeyRegistersNobodyAndSaysSo() {
        Person somebody = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(somebody, TODAY);
        rotation(newKeys(configured.fingerprintKey())).run(0);

        Answer api = shouwang.partner().startClue(Payloads.clue(somebody, TODAY));
        assertThat(api.status()).isEqualTo(503);
        assertThat(api.get("detail")).contains("正在更换检索密钥");
        Answer engine = shouwang.partner().startInEngine(Payloads.clue(TestPeople.somebody(), TODAY));
        assertThat(engine.status()).isEqualTo(503);
        assertThat(engine.get("message")).contains("正在更换检索密钥");
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        browser.get("/clues/new");
        Map<String, String> form = new HashMap<>();
        Payloads.clue(TestPeople.somebody(), TODAY).forEach((key, value) -> form.put(key, String.valueOf(value)));
        form.put("source", "SELF_REPORT");
        BrowserSession.Page page = browser.post("/clues", form);
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("正在更换检索密钥");
        assertThat(shouwang.village().view(flow.caseNo()).status()).as("what is there is still read").isEqualTo(200);

        backToTheProductsOwnKeys();

        Answer again = shouwang.partner().startClue(Payloads.clue(somebody, TODAY));
        assertThat(again.status()).as("found under the present key again").isEqualTo(409);
        assertThat(again.get("caseNo")).isEqualTo(flow.caseNo());
    }

    @Test
    void aRotationThatWasInterruptedGoesOnWhereItEnded() {
        CaseFlow withdrawn = shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        shouwang.village().withdraw(withdrawn.caseNo(), "登记有误");
        PersonalData present = new PersonalData(configured);
        long survey = database.sql("select id from shouwang.survey where case_no = ?").param(withdrawn.caseNo()).query(Long.class).single();
        String[] more = IntStream.rangeClosed(1, 1100).mapToObj(position ->
                present.encrypt(withdrawn.head().idNumber(), EncryptedColumn.member(survey, position))).toArray(String[]::new);
        database.sql("""
                insert into shouwang.survey_member (survey_id, position, name, id_cipher, relation, health, labour, schooling)
                select survey_id, n.position, name, n.cipher, relation, health, labour, schooling
                from shouwang.survey_member m, unnest(?) with ordinality n (cipher, position)
                where m.survey_id = ? and m.position = 0
                """).params(more, survey).update();
        KeyRotation rotation = rotation(newKeys(configured.fingerprintKey()));

        KeyRotation.Progress first = rotation.run(1);
        assertThat(first.changed()).isEqualTo(1000);
        assertThat(first.remaining()).isPositive();
        KeyRotation.Progress second = rotation(newKeys(configured.fingerprintKey())).run(ALL);

        assertThat(second.changed()).isEqualTo(first.remaining());
        assertThat(second.remaining()).isZero();
    }

    /** Checks that an attacker who can write to the database cannot copy a person's number to a place where it is shown. */
    @Test
    void aNumberCopiedToAnotherRowIsNotRead() {
        CaseFlow own = shouwang.newCase(TestPeople.somebody(), TODAY);
        CaseFlow other = shouwang.newCase(TestPeople.somebody(), TODAY);
        String before = database.sql("select head_id_cipher from shouwang.case_file where case_no = ?").param(own.caseNo()).query(String.class).single();
        database.sql("update shouwang.case_file set head_id_cipher = (select head_id_cipher from shouwang.case_file where case_no = ?) where case_no = ?")
                .params(other.caseNo(), own.caseNo()).update();

        Answer answer = shouwang.village().view(own.caseNo());

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain(other.head().idNumber(), other.head().idNumber().substring(14));
        assertThat(shouwang.village().view(other.caseNo()).status()).isEqualTo(200);
        database.sql("update shouwang.case_file set head_id_cipher = ? where case_no = ?").params(before, own.caseNo()).update();
        assertThat(shouwang.village().view(own.caseNo()).status()).isEqualTo(200);
    }

    @Test
    void valuesStoredBeforeTheyWereBoundAreReadAndBoundByTheRotation() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        AesBytesEncryptor before = new AesBytesEncryptor(new SecretKeySpec(Base64.getDecoder().decode(
                configured.keys().get(configured.currentKey())), "AES"), KeyGenerators.secureRandom(16), CipherAlgorithm.GCM);
        database.sql("update shouwang.case_file set head_id_cipher = ? where case_no = ?").params("aes-gcm:" + configured.currentKey() + ":"
                + Base64.getEncoder().encodeToString(before.encrypt(flow.head().idNumber().getBytes(StandardCharsets.UTF_8))), flow.caseNo()).update();
        assertThat(shouwang.village().view(flow.caseNo()).status()).isEqualTo(200);
        assertThat(rotation(configured).progress().remaining()).isPositive();

        rotation(configured).run(ALL);

        String bound = database.sql("select head_id_cipher from shouwang.case_file where case_no = ?").param(flow.caseNo()).query(String.class).single();
        PersonalData strict = new PersonalData(new PersonalDataProperties(configured.keys(), configured.currentKey(),
                configured.fingerprintKey(), List.of(), false));
        assertThat(bound).startsWith("aes-gcm-row:");
        assertThat(strict.decrypt(bound, EncryptedColumn.CASE_HEAD.at(flow.caseNo()))).isEqualTo(flow.head().idNumber());
    }

    @Test
    void withoutTheOldKeyNothingIsChanged() {
        shouwang.newCase(TestPeople.somebody(), TODAY);
        PersonalDataProperties tooEarly = new PersonalDataProperties(Map.of("later", NEW_KEY), "later",
                configured.fingerprintKey(), List.of(), true);

        assertThatThrownBy(() -> rotation(tooEarly).run(ALL)).hasMessageContaining("is not configured");
    }

    @Test
    void aRotationByAnAdministratorIsOnRecord() {
        Answer answer = shouwang.as("admin").post("/api/personal-data/rotation", Map.of());

        assertThat(answer.get("remaining")).isEqualTo("0");
        assertThat(shouwang.as("admin").get("/api/acts?kind=KEY_ROTATION&limit=1").body().findValuesAsText("userId"))
                .containsExactly("admin");
    }

    private KeyRotation rotation(PersonalDataProperties keys) {
        PersonalData personal = new PersonalData(keys);
        Fingerprints fingerprints = new Fingerprints(database, personal, new FingerprintKey(database, personal, new TransactionMemory()));
        return new KeyRotation(database, personal, fingerprints, transactions, longWork);
    }

    private PersonalDataProperties newKeys(String oldFingerprintKey) {
        return new PersonalDataProperties(bothKeys(), "later", NEW_FINGERPRINT_KEY, List.of(oldFingerprintKey), true);
    }

    private Map<String, String> bothKeys() {
        Map<String, String> keys = new HashMap<>(configured.keys());
        keys.put("later", NEW_KEY);
        return keys;
    }

    private List<String> columns(String pattern) {
        return database.sql("""
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = 'shouwang' and column_name like ? order by 1
                """).param(pattern).query(String.class).list();
    }

    private String caseOf(String hash) {
        return database.sql("select case_no from shouwang.watched_person where id_hash = ?").param(hash)
                .query(String.class).single();
    }
}
