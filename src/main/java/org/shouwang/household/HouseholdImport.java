package org.shouwang.household;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.household.HouseholdFile.Draft;
import org.shouwang.household.HouseholdFile.Person;
import org.shouwang.household.ImportReport.Outcome;
import org.shouwang.household.ImportStore.Entry;
import org.shouwang.household.ImportStore.Known;
import org.shouwang.household.ImportStore.PersonIn;
import org.shouwang.household.ImportStore.Place;
import org.shouwang.household.ImportStore.Registered;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.Locks;
import org.shouwang.shared.LongWork;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.table.CellError;
import org.shouwang.table.Uploads;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Imports out-of-poverty households into the register from a file. Households without errors are imported, each as a whole. A
 * household that is in the register with the same values stays as it is, so that a corrected file can be imported again as a
 * whole.
 */
@Service
public class HouseholdImport {

    private static final String MAX_ROWS = "IMPORT_ROWS_HOUSEHOLDS";
    private static final String ELSEWHERE_IN_COUNTY = "由本县其他地方登记或办理，请与县级乡村振兴部门核对";
    private static final int SHOWN = 20;
    private static final int COUNTY_DIGITS = 6;

    private final ImportStore store;
    private final Regions regions;
    private final CurrentUsers users;
    private final Acts acts;
    private final AdjustableClock clock;
    private final TransactionOperations transactions;
    private final LongWork longWork;
    private final Uploads uploads;
    private final PolicyParameters parameters;
    private final PersonLookups lookups;
    private final Messages messages;
    private final Locks locks;

    HouseholdImport(ImportStore store, Regions regions, CurrentUsers users, Acts acts, AdjustableClock clock,
                    TransactionOperations transactions, LongWork longWork, Uploads uploads, PolicyParameters parameters,
                    PersonLookups lookups, Messages messages, Locks locks) {
        this.locks = locks;
        this.lookups = lookups;
        this.messages = messages;
        this.uploads = uploads;
        this.parameters = parameters;
        this.transactions = transactions;
        this.longWork = longWork;
        this.store = store;
        this.regions = regions;
        this.users = users;
        this.acts = acts;
        this.clock = clock;
    }

    /** Tells whether a user may import files of households. */
    public static boolean isAllowed(CurrentUser user) {
        return user.is(Role.COUNTY) || user.is(Role.TOWNSHIP);
    }

    /**
     * Refuses users who may not import files of households.
     *
     * @throws ForbiddenException if the user who has signed in may not import files of households
     */
    public void requireRight() {
        if (!isAllowed(users.get())) {
            throw new ForbiddenException("脱贫户名单由县级乡村振兴部门或乡镇导入");
        }
    }

    /**
     * A column that a file may have.
     *
     * @param key      the column's key for other systems
     * @param title    the column's Chinese name
     * @param required whether the file must have the column
     * @param options  the Chinese values that the column allows; empty for columns of texts and numbers
     */
    public record Column(String key, String title, boolean required, List<String> options) {
    }

    /**
     * @return the columns that a file may have
     */
    public static List<Column> columns() {
        return ImportColumn.ALL.stream()
                .map(column -> new Column(column.key(), column.title(), column.required(), HouseholdFile.options(column))).toList();
    }

    /** Returns the rows of a template: the header and a made-up household in a village that does not exist. */
    public static List<List<String>> template() {
        return List.of(ImportColumn.ALL.stream().map(ImportColumn::title).toList(),
                List.of("000000000000", "411000197001010016", "示例甲（请删除）", "411000197001010016", "户主", "健康", "有劳动能力", "非在校",
                        "脱贫户", "24000", "6000", "2500", "300", "1200", "800", "0", "0", "0", "9800", "是", "是", "是", "是"),
                List.of("000000000000", "411000197001010016", "示例乙（请删除）", "411000200901010024", "子女", "健康", "无劳动能力", "义务教育阶段",
                        "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""));
    }

    /**
     * Previews a file, or imports it.
     *
     * @param file    the file, or null for none
     * @param confirm true to import the households without errors; false to store nothing
     * @return a report on the file's households
     * @throws org.shouwang.shared.InvalidInputException if the file is no table or lacks a required column
     * @throws ConflictException if somebody registers the same people at the same moment; nothing is stored then
     */
    public ImportReport load(byte[] file, boolean confirm) {
        requireRight();
        return uploads.oneByOne(file, () -> take(file, confirm));
    }

    private ImportReport take(byte[] file, boolean confirm) {
        HouseholdFile content = HouseholdFile.read(file, clock.today(), parameters.number(MAX_ROWS, clock.today()));
        VillageNames villages = new VillageNames(regions, this::isMine);
        content.households().forEach(household -> findVillage(household, villages, content));
        rejectTwice(content);
        return transactions.execute(status -> compare(content, confirm));
    }

    private ImportReport compare(HouseholdFile content, boolean confirm) {
        longWork.begin(LongWork.Kind.IMPORT);
        if (confirm) {
            locks.lockImports();
        }
        List<String> people = content.households().stream().flatMap(household -> household.people().stream())
                .map(Person::idNumber).filter(Objects::nonNull).distinct().toList();
        int today = lookups.count(people.size());
        Map<Draft, ImportedHousehold> readable = new LinkedHashMap<>();
        content.households().stream().filter(household -> !household.isFaulty())
                .forEach(household -> readable.put(household, household.household()));
        Known known = store.find(people, readable.values().stream().map(household -> household.head().idNumber()).toList(), confirm);
        Map<Draft, Outcome> outcomes = new HashMap<>();
        readable.forEach((draft, household) -> outcomes.put(draft, outcome(draft, household, known, content)));
        if (confirm) {
            write(readable, outcomes, known);
        }
        ImportReport report = report(content, readable, outcomes, confirm);
        acts.add(Act.Kind.IMPORT, users.get().id(), "脱贫户名单", "DONE", "%s：%d户，新增%d，更新%d，无变化%d，有错误%d；按证件号查找%d人，本人今日共%d人次".formatted(
                confirm ? "导入" : "预览", report.households(), report.created(), report.updated(), report.unchanged(),
                report.rejected(), people.size(), today));
        return report;
    }

    private static void findVillage(Draft household, VillageNames villages, HouseholdFile content) {
        if (household.village() == null) {
            return;
        }
        VillageNames.Result found = villages.find(household.village(), household.text(ImportColumn.TOWNSHIP_NAME),
                household.text(ImportColumn.COUNTY_NAME));
        if (found.problem() != null) {
            content.reject(household.row(), household.villageColumn(), found.problem());
        }
        household.isIn(found.code());
    }

    private boolean isMine(String villageCode) {
        return users.get().is(Role.COUNTY, villageCode) || users.get().is(Role.TOWNSHIP, villageCode);
    }

    /** Rejects every row whose identity number appears twice, since only people can tell which row is right. */
    private static void rejectTwice(HouseholdFile content) {
        Map<String, List<Person>> people = content.households().stream().flatMap(household -> household.people().stream())
                .filter(person -> person.idNumber() != null).collect(Collectors.groupingBy(Person::idNumber));
        people.values().stream().filter(same -> same.size() > 1).forEach(same -> same.forEach(person -> content.reject(
                person.row(), ImportColumn.ID_NUMBER, "与第" + same.stream().filter(other -> other != person)
                        .map(other -> String.valueOf(other.row())).limit(3).collect(Collectors.joining("、")) + "行重复")));
    }

    /**
     * Decides what happens to a household. People whom another county has registered do not count, since each county has its
     * own register.
     */
    private Outcome outcome(Draft draft, ImportedHousehold household, Known known, HouseholdFile content) {
        Registered registered = known.heads().get(PersonIn.ofVillage(household.villageCode(), household.head().idNumber()));
        if (registered != null && !isMine(registered.villageCode())) {
            content.reject(draft.row(), ImportColumn.ID_NUMBER, ELSEWHERE_IN_COUNTY);
            return Outcome.REJECTED;
        }
        if (registered != null && registered.status() != MonitoringStatus.NOT_MONITORED) {
            content.reject(draft.row(), ImportColumn.ID_NUMBER, "该户已是监测对象（" + registered.status().title() + "，"
                    + registered.householdNo() + "），不能用文件覆盖");
            return Outcome.REJECTED;
        }
        if (registered != null && household.isSameAs(registered.recorded())) {
            return Outcome.UNCHANGED;
        }
        for (Person person : draft.people()) {
            PersonIn key = PersonIn.ofVillage(household.villageCode(), person.idNumber());
            String watchedIn = known.watched().get(key);
            Place place = known.households().get(key);
            if (watchedIn != null) {
                content.reject(person.row(), ImportColumn.ID_NUMBER, isMine(watchedIn) ? "已在其他在办案件或监测户中，一人只能在一户"
                        : ELSEWHERE_IN_COUNTY);
            } else if (place != null && (registered == null || place.householdId() != registered.id())) {
                content.reject(person.row(), ImportColumn.ID_NUMBER, isMine(place.villageCode()) ? "已在其他已登记的户中，一人只能在一户"
                        : ELSEWHERE_IN_COUNTY);
            }
        }
        return draft.isFaulty() ? Outcome.REJECTED : registered == null ? Outcome.CREATED : Outcome.UPDATED;
    }

    /**
     * Tells the city about imported people whom another county has too. The city alone sees every county and can tell them.
     */
    private void tellCity(List<Entry> entries, Known known) {
        Map<String, List<Entry>> byCounty = entries.stream().collect(Collectors.groupingBy(entry -> countyOf(entry.household())));
        byCounty.forEach((county, those) -> {
            Set<String> elsewhere = known.elsewhere(county);
            List<String> heads = those.stream().filter(entry -> entry.household().members().stream()
                            .anyMatch(member -> elsewhere.contains(member.idNumber())))
                    .map(entry -> entry.householdNo() != null ? entry.householdNo() : known.heads().get(PersonIn.ofVillage(
                            entry.household().villageCode(), entry.household().head().idNumber())).householdNo()).toList();
            if (!heads.isEmpty()) {
                String name = regions.find(county).orElseThrow().name();
                messages.send(Post.CITY.group(), Message.Kind.REGISTER, name + "：导入的脱贫户中有" + heads.size() + "户的成员也在其他县",
                        "请核对由哪个县管理，再通知有关的县：" + heads.stream().limit(SHOWN).collect(Collectors.joining("、"))
                                + (heads.size() > SHOWN ? "等" : "") + "。导入的县看不到其他县的登记。", null);
            }
        });
    }

    private static String countyOf(ImportedHousehold household) {
        return household.villageCode().substring(0, COUNTY_DIGITS);
    }

    private void write(Map<Draft, ImportedHousehold> readable, Map<Draft, Outcome> outcomes, Known known) {
        List<Entry> entries = new ArrayList<>();
        List<Long> numbers = store.numbers((int) outcomes.values().stream().filter(Outcome.CREATED::equals).count());
        readable.forEach((draft, household) -> {
            switch (outcomes.get(draft)) {
                case CREATED -> entries.add(new Entry(null, Households.number(countyOf(household),
                        numbers.remove(numbers.size() - 1)), household));
                case UPDATED -> entries.add(new Entry(known.heads().get(PersonIn.ofVillage(household.villageCode(),
                        household.head().idNumber())).id(), null, household));
                default -> {
                }
            }
        });
        try {
            store.write(entries, known.fingerprints(), users.get().id());
            tellCity(entries, known);
        } catch (DuplicateKeyException e) {
            throw new ConflictException("登记数据刚刚有变化，这次没有导入，请重新导入");
        }
    }

    private ImportReport report(HouseholdFile content, Map<Draft, ImportedHousehold> readable, Map<Draft, Outcome> outcomes,
                                boolean confirm) {
        Map<Outcome, Long> counts = content.households().stream()
                .collect(Collectors.groupingBy(draft -> outcomes.getOrDefault(draft, Outcome.REJECTED), Collectors.counting()));
        List<ImportReport.Shown> first = readable.entrySet().stream().limit(SHOWN)
                .map(entry -> shown(entry.getKey(), entry.getValue(), outcomes.get(entry.getKey()))).toList();
        List<CellError> errors = content.errors();
        return new ImportReport(confirm, content.households().size(), content.members(), count(counts, Outcome.CREATED),
                count(counts, Outcome.UPDATED), count(counts, Outcome.UNCHANGED), count(counts, Outcome.REJECTED),
                errors.stream().limit(FieldError.MOST).toList(), Math.max(0, errors.size() - FieldError.MOST) + content.moreErrors(), content.leftOut(), first);
    }

    private ImportReport.Shown shown(Draft draft, ImportedHousehold household, Outcome outcome) {
        return new ImportReport.Shown(draft.row(), regions.findVillage(household.villageCode()).map(Village::fullName).orElseThrow(),
                household.head().name(), IdNumber.masked(household.head().idNumber()), household.members().size(),
                household.facts(clock.today()).incomePerHead(), outcome);
    }

    private static int count(Map<Outcome, Long> counts, Outcome outcome) {
        return counts.getOrDefault(outcome, 0L).intValue();
    }
}
