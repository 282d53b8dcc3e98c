package org.shouwang.procedure.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shouwang.procedure.Fault;
import org.shouwang.procedure.ManifestReader;
import org.shouwang.procedure.ProcedureFolder;

/** Tests that a folder with a fault does not start, and that whoever made it is told where the fault is and how to mend it. */
class LintTest {

    private static final String MANIFEST = "procedure.yaml";
    private static final String MODEL = "well-repair.bpmn";
    private static final String GATEWAY = "<bpmn:exclusiveGateway id=\"gateway_passed\" name=\"是否合格？\" default=\"flow_failed\">";

    private static ProcedureFolder folder() {
        try {
            return ProcedureFolder.outside(Path.of("src/test/resources/procedures")).stream().filter(folder -> folder.name().equals("well-repair")).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProcedureFolder with(String file, String old, String changed) {
        ProcedureFolder folder = folder();
        Map<String, byte[]> files = new TreeMap<>(folder.files());
        assertThat(folder.text(file)).contains(old);
        files.put(file, folder.text(file).replace(old, changed).getBytes(StandardCharsets.UTF_8));
        return new ProcedureFolder(folder.name(), files);
    }

    private static ProcedureFolder without(ProcedureFolder folder, String file, String removed) {
        folder.files().put(file, folder.text(file).replaceAll(removed, "").getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    private static List<Fault> faults(ProcedureFolder folder) {
        return new Lint(new ManifestReader(), new ObjectMapper()).faults(folder, new HashSet<>());
    }

    @Test
    void aSoundFolderHasNoFaults() {
        assertThat(faults(folder())).isEmpty();
    }

    static List<ProcedureFolder> inside() {
        return ProcedureFolder.inside();
    }

    @ParameterizedTest
    @MethodSource("inside")
    void theFoldersOfTheProgramHaveNoFaults(ProcedureFolder folder) {
        assertThat(faults(folder)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("inside")
    void noDayOfTheFoldersOfTheProgramCouldBeAnyDay(ProcedureFolder folder) throws IOException {
        for (String form : folder.files().keySet().stream().filter(name -> name.endsWith(".form")).toList()) {
            for (JsonNode field : new ObjectMapper().readTree(folder.text(form)).findParents("type")) {
                if ("datetime".equals(field.path("type").asText()) && !field.path("disabled").asBoolean() && !field.path("readonly").asBoolean()) {
                    assertThat(folder.text(MANIFEST)).as("%s %s", folder.name(), form).containsPattern("(?s)\\ndays:.*\\n  " + field.path("key").asText() + ": \\{from:");
                }
            }
        }
    }

    @Test
    void severalPostsMayDoOneTaskAndEarlierEntriesMayBeNamed() {
        assertThat(faults(with(MODEL, "dept${countyCode}shuili", "dept${countyCode}shuili,township${townshipCode}"))).isEmpty();
        assertThat(faults(with(MANIFEST, "'times.userTask_repairWell'", "'if list contains(earlier.userTask_repairWell.repairedOn, today) then 2 else 1'"))).isEmpty();
    }

    @Test
    void whatExpressionsMayUseIsNoFault() {
        assertThat(faults(with(MANIFEST, "'amount > 10000'", "'not(amount <= 10000) and (count([amount]) > 0 or string join([\"a\"], \"x\") = \"x\")'"))).isEmpty();
    }

    @Test
    void whatTheSystemHidesIsNoProcedure(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(Files.createDirectories(folder.resolve("card")).resolve(".DS_Store"), "");

        assertThat(ProcedureFolder.outside(folder)).singleElement().satisfies(card -> {
            assertThat(card.name()).isEqualTo("card");
            assertThat(card.files()).isEmpty();
            assertThat(faults(card)).singleElement().satisfies(fault -> assertThat(fault.mend()).isEqualTo("add procedure.yaml"));
        });
    }

    private static ProcedureFolder forEach(String posts, String variable) {
        ProcedureFolder folder = with(MODEL, "dept${countyCode}shuili", "dept${countyCode}" + variable);
        folder.files().put(MODEL, folder.text(MODEL).replace("<bpmn:outgoing>flow_inspected</bpmn:outgoing>", "<bpmn:outgoing>flow_inspected</bpmn:outgoing>"
                + "<bpmn:multiInstanceLoopCharacteristics camunda:collection=\"" + posts + "\" camunda:elementVariable=\"department\" />")
                .getBytes(StandardCharsets.UTF_8));
        folder.files().put("forms/review-well-repair.form", folder.text("forms/review-well-repair.form").replaceFirst("\"components\": \\[", """
                "components": [{"type": "checklist", "id": "field_departments", "key": "departments", "label": "部门", "validate": {"required": true},
                "values": [{"label": "水利", "value": "shuili"}, {"label": "住建", "value": "zhujian"}]}, """).getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    @Test
    void aTaskMayBeDoneByEachOfThePostsThatAFieldNames() {
        assertThat(faults(forEach("${forEach.posts(caseNo, 'departments')}", "${department}"))).isEmpty();
    }

    @Test
    void theVillageOrTheTownshipWhoseOwnItIsMayDoATask() {
        assertThat(faults(with(MODEL, "dept${countyCode}shuili", "${placeGroup}"))).isEmpty();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("posts that no field names", forEach("${forEach.posts(caseNo, 'amount')}", "${department}"), MODEL, "userTask_acceptRepair\" name", "no field that has to be filled in"),
                Arguments.of("a collection that runs a program", forEach("${problemLines.open(caseNo)}", "${department}"), MODEL, "${problemLines.open(caseNo)}", "is not allowed"),
                Arguments.of("a group that does not say which of the posts", forEach("${forEach.posts(caseNo, 'departments')}", "shuili"), MODEL, "userTask_acceptRepair\" name", "does not say of which post"),
                Arguments.of("a figure of what is not added up", with(MANIFEST, "ledger:\n", "ledger:\n  figures:\n    - {title: 次数, of: attempts}\n"), MANIFEST, "title: 次数", "cannot add up attempts"),
                Arguments.of("what is restored by a decision that nobody takes", with(MANIFEST, "approves: [APPROVE]", "restores: {AGREE: userTask_repairWell}"), MANIFEST, "AGREE", "AGREE"),
                Arguments.of("a key that the manifest does not have", with(MANIFEST, "title: 水井维修\n", "titel: 水井维修\n"), MANIFEST, "titel", "titel"),
                Arguments.of("what is in force by a task that there is not", with(MANIFEST, "statuses:\n",
                        "inForce: {since: userTask_announce, pending: 'attempts > 1'}\nstatuses:\n"), MANIFEST, "userTask_announce", "no task userTask_announce"),
                Arguments.of("bounds of a day that no form asks for", with(MANIFEST, "days:\n", "days:\n  wellOn: {from: startedOn, to: today}\n"), MANIFEST, "wellOn:", "wellOn"),
                Arguments.of("a day without a last one", with(MANIFEST, "startedOn], to: today}", "startedOn]}"), MANIFEST, "repairedOn", "'to'"),
                Arguments.of("a day with a bound that is not there in every case", with(MANIFEST, "[doneOn.userTask_reviewAtTownship, startedOn], to: today",
                        "doneOn.userTask_reviewAtTownship, to: today"), MANIFEST, "repairedOn:", "no bound if nothing else"),
                Arguments.of("a key that no form has", with(MANIFEST, "  contact: {personal: true}", "  contakt: {personal: true}"), MANIFEST, "contakt", "contakt"),
                Arguments.of("a personal field in a gateway", with(MODEL, "${acceptanceOutcome == 'PASSED'}", "${contact == 'A'}"), MODEL, "flow_passed\" name", "contact"),
                Arguments.of("a gateway that is not exhaustive", with(MODEL, GATEWAY, GATEWAY.replace(" default=\"flow_failed\"", "")), MODEL, "gateway_passed\" name", "gateway_passed"),
                Arguments.of("an unknown group", with(MODEL, "dept${countyCode}shuili", "water${countyCode}"), MODEL, "water$", "water${countyCode}"),
                Arguments.of("a limit without a timer", with(MANIFEST, "timer: none", "timer: timer_repair"), MANIFEST, "timer_repair", "timer_repairDue"),
                Arguments.of("a message name twice", with(MODEL, "<bpmn:process id",
                        "<bpmn:message id=\"message_again\" name=\"wellRepair.withdrawn\" /><bpmn:process id"), MODEL, "message_again", "stands twice"),
                Arguments.of("a form field twice", with("forms/accept-well-repair.form", "\"key\": \"opinion\"", "\"key\": \"acceptanceOutcome\""),
                        "forms/accept-well-repair.form", "\"key\": \"acceptanceOutcome\"", "stands twice"),
                Arguments.of("a placeholder that nothing fills in", paper("{{nobody}}"), "documents/card.docx", null, "{{nobody}}"),
                Arguments.of("a circle without a task", with(MODEL, "sourceRef=\"gateway_passed\" targetRef=\"userTask_repairWell\"",
                        "sourceRef=\"gateway_passed\" targetRef=\"gateway_passed\""), MODEL, "gateway_passed\" name", "has no task"),
                Arguments.of("a script", with(MODEL, "<bpmn:incoming>flow_repaired</bpmn:incoming>",
                        "<bpmn:extensionElements><camunda:taskListener event=\"create\"><camunda:script scriptFormat=\"js\">1</camunda:script></camunda:taskListener></bpmn:extensionElements>"
                                + "<bpmn:incoming>flow_repaired</bpmn:incoming>"), MODEL, "camunda:script", "runs a program"),
                Arguments.of("a public notice of which the manifest says nothing", with(MODEL, "<bpmn:userTask id=\"userTask_repairWell\"",
                        "<bpmn:callActivity id=\"callActivity_publicNotice\" name=\"公示\" calledElement=\"public-notice\" />"
                                + "<bpmn:userTask id=\"userTask_repairWell\""), MODEL, "callActivity_publicNotice", "what the notice contains"),
                Arguments.of("a person's name outside the rules", with(MANIFEST, "'times.userTask_repairWell'", "'subjectName'"), MANIFEST,
                        "'subjectName'", "subjectName"),
                Arguments.of("an expression that names nothing", with(MANIFEST, "'amount > 10000'", "'amuont > 10000'"), MANIFEST, "amuont", "amuont"),
                Arguments.of("an expression that cannot be read", with(MANIFEST, "'amount > 10000'", "'amount > > 10000'"), MANIFEST, "> >", "cannot be read"),
                Arguments.of("an expression that counts a task that the model does not have", with(MANIFEST, "'times.userTask_repairWell'", "'times.userTask_mendWell'"),
                        MANIFEST, "userTask_mendWell", "no task userTask_mendWell"),
                Arguments.of("an expression that counts a decision that nobody can take", with(MANIFEST, "'times.userTask_repairWell'",
                        "'chosen.userTask_acceptRepair.FINE'"), MANIFEST, "FINE", "FINE"),
                Arguments.of("an earlier entry of another task's field", with(MANIFEST, "'times.userTask_repairWell'",
                        "'count(earlier.userTask_repairWell.amount)'"), MANIFEST, "earlier.userTask_repairWell.amount", "no field amount"),
                Arguments.of("a name that only some read and that is kept open", with(MANIFEST, "subject: village\n", "subject: person\npersonalSeenBy: [village]\n"),
                        MANIFEST, "personalSeenBy", "would be kept open"),
                Arguments.of("one unknown group among several", with(MODEL, "dept${countyCode}shuili", "dept${countyCode}shuili,water${countyCode}"),
                        MODEL, "userTask_acceptRepair\" name", "water${countyCode}"),
                Arguments.of("a group that is no value of a post", with(MODEL, "dept${countyCode}shuili", "${kindOfWell}"), MODEL, "${kindOfWell}", "${kindOfWell}"),
                Arguments.of("a field that names a group and offers no units", with(MANIFEST, "kindOfWell: {list: true, search: true}",
                        "kindOfWell: {group: true}"), MANIFEST, "kindOfWell: {group", "kindOfWell is no group"),
                Arguments.of("units in a field that offers none", with(MANIFEST, "kindOfWell: {list: true, search: true}",
                        "kindOfWell: {units: [township]}"), MANIFEST, "kindOfWell: {units", "cannot offer units"),
                Arguments.of("a reader who is neither a post nor a unit", with(MANIFEST, "subject: village\n", "subject: village\npersonalSeenBy: [village, anybody]\n"),
                        MANIFEST, "personalSeenBy", "anybody"),
                Arguments.of("closed cases that nobody reads", with(MANIFEST, "subject: village\n", "subject: village\nclosed: {readBy: [county, kindOfWell]}\n"),
                        MANIFEST, "readBy", "kindOfWell is neither a post nor the group of one"),
                Arguments.of("a personal value that is told to whoever does not read the case", with(MANIFEST, "subject: village\n",
                        "subject: village\nclosed: {readBy: [county], seenBy: [city], told: {city: [contact]}}\n"), MANIFEST, "city:", "contact would be told to city"),
                Arguments.of("an ending that there is not and that is not added up", with(MANIFEST, "ledger:\n", "ledger:\n  uncounted: [WELL_LOST]\n"), MANIFEST,
                        "uncounted:", "there is no status WELL_LOST"),
                Arguments.of("words for approved cases by a value that no list shows", with(MANIFEST, "subject: village\n",
                        "subject: village\napproved: {contact: {x: 已修}}\n"), MANIFEST, "approved:", "lists would not know contact"),
                Arguments.of("closed cases against something that is no unit", with(MANIFEST, "subject: village\n",
                        "subject: village\nclosed: {readBy: [county], barred: amount}\n"), MANIFEST, "barred", "amount is neither a post nor the group of one"),
                Arguments.of("a message about what is known to a post that is not named", with(MANIFEST, "approves: [APPROVE]",
                        "approves: [APPROVE]\n    refers: [{when: 'today = today', title: 转办, starts: temporary-relief, with: {reason: today}, known: 已有在办案件}]"),
                        MANIFEST, "refers", "as"),
                Arguments.of("earlier cases by a field that lists cannot find", with(MANIFEST, "subject: village\n", "subject: village\nsimilar: [contact]\n"),
                        MANIFEST, "similar", "cannot be found by contact"),
                Arguments.of("another process that is started from a value that is not there", with(MANIFEST, "approves: [APPROVE]",
                        "approves: [APPROVE]\n    refers: [{when: 'today = today', title: 转办, starts: temporary-relief, with: {reason: nothing}}]"),
                        MANIFEST, "nothing", "nothing"),
                Arguments.of("an earlier case without a field for its number", with(MANIFEST, "approves: [APPROVE]",
                        "approves: [APPROVE]\n    refers: [{when: 'today = today', title: 并入在先案件, cites: earlierNo}]"),
                        MANIFEST, "并入在先案件", "earlierNo"),
                Arguments.of("a decision that nobody can take", with(MANIFEST, "approves: [APPROVE]", "approves: [AGREE]"), MANIFEST, "AGREE", "AGREE"),
                Arguments.of("a status whose code is too long", with(MANIFEST, "WELL_REPAIRED: {", "WELL_REPAIRED_AND_SEEN_TO_BE_WHOLE_BY_EVERYBODY: {"), MANIFEST, "WELL_REPAIRED_AND", "WELL_REPAIRED_AND"),
                Arguments.of("a status that is not there", with(MANIFEST, "ends: {PASSED: WELL_REPAIRED}", "ends: {PASSED: WELL_DONE}"), MANIFEST, "WELL_DONE", "WELL_DONE"),
                Arguments.of("a decision that the form of the task does not ask", with(MANIFEST, "decides: acceptanceOutcome", "decides: townshipOutcome"), MANIFEST,
                        "task: userTask_acceptRepair", "not in the form"),
                Arguments.of("a message at a field of another form", with(MANIFEST, "'amount > 10000', field: amount", "'amount > 10000', field: repairedOn"),
                        MANIFEST, "amount > 10000", "repairedOn is not in the form"),
                Arguments.of("a reason for which the form has no place", with("forms/accept-well-repair.form", "\"key\": \"opinion\"", "\"key\": \"remark\""),
                        MANIFEST, "userTask_acceptRepair", "opinion is not in the form"),
                Arguments.of("a task twice in the path", with(MANIFEST, "  - task: userTask_repairWell\n", "  - task: userTask_repairWell\n  - task: userTask_repairWell\n"),
                        MANIFEST, "task: userTask_repairWell", "stands twice"),
                Arguments.of("a status to which nothing leads", with(MANIFEST, "    ends: {PASSED: WELL_REPAIRED}\n", ""), MANIFEST, "WELL_REPAIRED: {", "no task leads"),
                Arguments.of("a comparison with what nobody can choose", with(MANIFEST, "'townshipOutcome = \"APPROVE\"'", "'townshipOutcome = \"AGREE\"'"),
                        MANIFEST, "id: WELL_REPAIR_5WD", "never AGREE"),
                Arguments.of("a flow that nobody can choose", with(MODEL, "${townshipOutcome == 'APPROVE'}", "${townshipOutcome == 'AGREE'}"), MODEL,
                        "flow_approved\" name", "never AGREE"),
                Arguments.of("a text with a value that is not there", with(MANIFEST, "：{amount} 元", "：{amuont} 元"), MANIFEST, "{amuont}", "{amuont}"),
                Arguments.of("a parameter that is not declared", with(MANIFEST, "'amount > 10000'", "'amount > parameters.WELL_MOST'"), MANIFEST, "WELL_MOST", "WELL_MOST"),
                Arguments.of("a function that FEEL does not have", with(MANIFEST, "'amount > 10000'", "'cnt([amount]) > 10000'"), MANIFEST, "cnt(", "no function cnt"),
                Arguments.of("another clock", with(MANIFEST, "'amount > 10000'", "'repairedOn > today()'"), MANIFEST, "today()", "no function today"),
                Arguments.of("a day that is a subtraction", with(MANIFEST, "'amount > 10000'", "'repairedOn > 2026-01-31'"), MANIFEST, "2026-01-31", "without date"),
                Arguments.of("a limit that is met on a day of another form", with(MANIFEST, "to: userTask_repairWell.repairedOn", "to: userTask_repairWell.amount"),
                        MANIFEST, "id: WELL_REPAIR_5WD", "amount is not in the form"),
                Arguments.of("a limit until what is no day", with(MANIFEST, "days: 5", "until: amount"), MANIFEST, "id: WELL_REPAIR_5WD", "amount is no day"),
                Arguments.of("a sum of texts", with(MANIFEST, "kindOfWell: {list: true, search: true}", "kindOfWell: {list: true, sum: true}"), MANIFEST,
                        "  kindOfWell:", "is no number"),
                Arguments.of("a personal field of which the register is asked", with(MANIFEST, "contact: {personal: true}", "contact: {personal: true, register: household.status}"), MANIFEST, "contact:", "told to everybody"),
                Arguments.of("a kind of files that there is not", with(MANIFEST, "ledger:\n", "files: [日记]\nledger:\n"), MANIFEST, "日记", "no kind of files 日记"),
                Arguments.of("a computed code without words", with(MANIFEST, ", words: {'1': 是, '0': 否}", ""), MANIFEST, "broken:", "would read 1 under 还没修好"),
                Arguments.of("words for a field of a form", with(MANIFEST, "repairedOn: {list: true}", "repairedOn: {list: true, words: {'1': 是}}"), MANIFEST, "repairedOn: {list: true, words", "value"),
                Arguments.of("a value in lists without a name", with(MANIFEST, "title: 维修次数, type: number", "type: number"), MANIFEST, "attempts:", "without a Chinese name"),
                Arguments.of("a process with another name", with(MODEL, "name=\"水井维修\"", "name=\"Well\""), MODEL, "<bpmn:process", "Well"),
                Arguments.of("a form of another binding", with(MODEL, "camunda:formRef=\"repair-well\" camunda:formRefBinding=\"deployment\"",
                        "camunda:formRef=\"repair-well\" camunda:formRefBinding=\"latest\""), MODEL, "userTask_repairWell\" name", "not bound"),
                Arguments.of("a key that expressions use", with("forms/repair-well.form", "\"key\": \"repairedOn\"", "\"key\": \"startedOn\""), "forms/repair-well.form",
                        "\"key\": \"startedOn\"", "startedOn"),
                Arguments.of("a field without a name", with("forms/start-well-repair.form", "\"label\": \"联系人\",", ""), "forms/start-well-repair.form",
                        "\"id\": \"field_contact\"", "has no label"),
                Arguments.of("a field that no page shows", with("forms/start-well-repair.form", "\"type\": \"textarea\"", "\"type\": \"filepicker\""),
                        "forms/start-well-repair.form", "\"id\": \"field_reason\"", "filepicker"),
                Arguments.of("a start that does not ask what it is about", with("forms/start-well-repair.form", "\"key\": \"villageCode\"", "\"key\": \"place\""),
                        "forms/start-well-repair.form", null, "villageCode"),
                Arguments.of("a form that no task has", beside("forms/spare.form", "{\"id\": \"spare\", \"components\": []}"), "forms/spare.form", null, "no task has this form"),
                Arguments.of("a second model", beside("spare.bpmn", "<x/>"), "spare.bpmn", null, "one model"),
                Arguments.of("a circle in a model of a tool that writes flows only", without(with(MODEL, "sourceRef=\"gateway_passed\" targetRef=\"userTask_repairWell\"",
                        "sourceRef=\"gateway_passed\" targetRef=\"gateway_passed\""), MODEL, "<bpmn:(incoming|outgoing)>[^<]*</bpmn:(incoming|outgoing)>"), MODEL,
                        "gateway_passed\" name", "has no task"),
                Arguments.of("a personal value in lists", with(MANIFEST, "  contact: {personal: true}", "  contact: {personal: true, list: true}"), MANIFEST,
                        "contact:", "data.contact would leave its encryption"),
                Arguments.of("another process that is started where nothing is decided", with(MANIFEST, "  - task: userTask_repairWell\n",
                        "  - task: userTask_repairWell\n    refers: [{when: 'today = today', title: 转办, starts: temporary-relief, with: {reason: contact}}]\n"),
                        MANIFEST, "- task: userTask_repairWell", "could not be told"),
                Arguments.of("a live value of the engine", with(MANIFEST, "attempts: {", "attempts: {live: true, engine: true, "), MANIFEST, "attempts:", "would be kept"),
                Arguments.of("rows of members of a household that is in no register", with(MANIFEST, "  contact: {personal: true}",
                        "  contact: {personal: true, rows: {of: members}}"), MANIFEST, "contact:", "need not be in the register"),
                Arguments.of("a button on the page of a household for a village", with(MANIFEST, "start:\n",
                        "start:\n  household: {status: MONITORED, action: 发起, hint: 写明理由}\n"), MANIFEST, "by:", "begun by village, township or county"),
                Arguments.of("a day that the form does not ask for", with(MANIFEST, "  - task: userTask_repairWell\n", "  - task: userTask_repairWell\n    day: amount\n"), MANIFEST, "amount", "not in the form"),
                Arguments.of("a reason that nothing fills in", with(MANIFEST, "    approves: [APPROVE]\n", "    approves: [APPROVE]\n    because: nothing\n"), MANIFEST, "because: nothing", "nothing"),
                Arguments.of("a column for a limit that is not there", with(MANIFEST, "value: late.WELL_REPAIR_5WD", "value: late.WELL_REPAIR"), MANIFEST,
                        "late.WELL_REPAIR", "no limit WELL_REPAIR"),
                Arguments.of("a personal column that nobody may read", with(MANIFEST, "value: attempts}", "value: contact}"), MANIFEST, "value: contact", "cannot show contact"),
                Arguments.of("no YAML", with(MANIFEST, "title: 水井维修", "title: [水井维修"), MANIFEST, "number: SJ", ""));
    }

    private static ProcedureFolder beside(String file, String content) {
        ProcedureFolder folder = folder();
        folder.files().put(file, content.getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    @Test
    void aTableMayReadAPersonalValueOnlyIfItsAnswersAreKeptAsCarefully() {
        ProcedureFolder folder = inside().stream().filter(each -> each.name().equals("chronic-card")).findFirst().orElseThrow();
        Map<String, byte[]> files = new TreeMap<>(folder.files());
        files.put(MANIFEST, folder.text(MANIFEST).replace("  appraisal: {personal: true}\n", "").getBytes(StandardCharsets.UTF_8));

        assertThat(faults(new ProcedureFolder(folder.name(), files))).extracting(Fault::what)
                .containsExactly("a table would read disease, which is personal, and its answer would not be");
    }

    private static ProcedureFolder paper(String text) {
        ProcedureFolder folder = with(MANIFEST, "ledger:\n", "documents:\n  - {kind: card, title: 维修单}\nledger:\n");
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            XWPFParagraph paragraph = document.createParagraph();
            paragraph.createRun().setText(text.substring(0, 3));
            paragraph.createRun().setText(text.substring(3));
            document.write(word);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        folder.files().put("documents/card.docx", word.toByteArray());
        return folder;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aFaultIsToldWithItsPlaceAndHowToMendIt(String name, ProcedureFolder folder, String file, String near, String what) {
        List<Fault> faults = faults(folder);
        int line = near == null ? 0 : folder.text(file).substring(0, folder.text(file).indexOf(near)).split("\n", -1).length;

        assertThat(faults).as("%s", faults).anySatisfy(fault -> {
            assertThat(fault.file()).isEqualTo(file);
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.what()).contains(what);
            assertThat(fault.mend()).isNotBlank();
        });
    }

    @Test
    void whatOnlyOneProcedureMayHaveIsNotTakenTwice() {
        Set<String> taken = new HashSet<>();
        Lint lint = new Lint(new ManifestReader(), new ObjectMapper());
        assertThat(lint.faults(folder(), taken)).isEmpty();

        assertThat(lint.faults(folder(), taken)).extracting(Fault::what).anySatisfy(what -> assertThat(what).contains("message wellRepair.withdrawn"))
                .anySatisfy(what -> assertThat(what).contains("number SJ")).anySatisfy(what -> assertThat(what).contains("limit WELL_REPAIR_5WD"));
    }
}
