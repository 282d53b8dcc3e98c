package org.shouwang.procedure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.shouwang.casefile.CaseStatus;

/**
 * The manifest of a procedure, {@code procedure.yaml} in its folder. The schema {@code procedure-manifest.schema.json} says which
 * keys there are and what they may contain; a key that it does not know is a fault. Lists and maps that a manifest leaves out are
 * empty.
 *
 * @param schemaVersion the version of this language
 * @param key           the key of the process, which is also the name of the folder, of the model and of the folder of the forms
 * @param title         the procedure's Chinese name
 * @param number        the prefix of the numbers of its cases, such as {@code LS}
 * @param subject       the kind of thing a case is about
 * @param personalSeenBy the posts that read the personal values of a case and the name of the person whom it is about, named as
 *     under {@code by} of the start, or by the field with a unit; all others read only the family name, in lists too; empty if
 *     everybody who sees a case reads the name, and whoever does a task the personal values
 * @param closed        who sees its cases, if not everybody of their place does; null if everybody does
 * @param source        the document that describes the procedure
 * @param unique        the fields whose values, together with the subject, only one open case may have, wherever they are filled in;
 *     empty if one subject may have one open case
 * @param similar       the fields by which earlier cases of the same place are found, which {@code similarCases} names; empty if the
 *     procedure does not look for them
 * @param neverWithdrawn why village and township cannot withdraw such cases, in Chinese; null if they can
 * @param neverWithdrawnWhen the FEEL expression that is true once a case cannot be withdrawn; null if it never can
 * @param kind          the name of the bean that is the kind of its cases, a {@link FolderKind}; null if they have nothing but this manifest
 * @param start         how cases begin
 * @param path          the tasks in the order in which a case that is never sent back takes them
 * @param days          between which days the date fields of its forms may lie, by their keys; every one has bounds (a former version may
 *     have none)
 * @param inForce       which values are shown while others are only asked for; null if the present ones always are
 * @param statuses      the endings by their codes
 * @param words         the procedure's own words for the statuses that all cases have, by their codes
 * @param approved      the words for approved cases by the values of a key of {@code data} with {@code list}, by that key
 * @param limits        the limits of its steps
 * @param data          what is known of the fields of its forms beyond their declaration there, and values that are computed
 * @param tables        the decision tables that are asked when a task is done
 * @param parameters    the dated parameters that its expressions may name
 * @param notice        what a public notice says of a case; null if the procedure posts none
 * @param files         the Chinese names of the kinds of files that its cases offer; empty for all kinds
 * @param ledger        the ledger
 * @param circular      the monthly circular (通报); null if there is none
 * @param documents     the papers
 */
public record Manifest(int schemaVersion, String key, String title, String number, SubjectKind subject, List<String> personalSeenBy, Closed closed, String source,
                List<String> unique, List<String> similar, String neverWithdrawn, String neverWithdrawnWhen, String kind,
                Start start, List<PathStep> path, Map<String, Between> days, InForce inForce, Map<String, Ending> statuses, Map<String, String> words, Map<String, Map<String, String>> approved,
                List<LimitOf> limits, Map<String, Field> data, List<TableOf> tables, List<String> parameters, NoticeOf notice, List<String> files, Ledger ledger, Circular circular,
                List<Document> documents) {

    /**
     * How cases begin.
     *
     * @param by    the posts that may begin one: {@code village}, {@code township}, {@code county}, {@code leader}, {@code city},
     *     {@code partner}, or a department such as {@code dept:minzheng}
     * @param reason the field of the start form whose text says why the case begins
     * @param rules the rules that a start has to meet besides those of its form
     * @param household what begins a case from the page of a household of the register; null if cases are not only about such households
     */
    public record Start(List<String> by, String reason, List<Rule> rules, OfRegister household) {
    }

    /**
     * A task.
     *
     * @param task       the element id
     * @param decides    the field with the decision; null if the task has none
     * @param furthering the decisions that the table's advice may speak against; who takes one all the same says why
     * @param reasonWhen the decisions that need a reason
     * @param ends       the endings to which decisions lead, by the decision
     * @param endsWhen   the FEEL expression that is true if the task ends or approves the case at all; null if it always does
     * @param restores   the decisions with which all values become again what they were when another task was last done, by the
     *     decision; nothing is restored if that task was never done
     * @param approves   the decisions that settle the case, so that only what follows from it is left to do
     * @param reopens    the decisions after which an approved case is in progress again
     * @param concludes  the ending to which the task leads whatever is decided; null if it leads to none
     * @param because    the value that is the reason of an ending if no opinion was given; null if only an opinion is
     * @param informs    whether the task tells the people concerned of a refusal (告知)
     * @param resumes    whether a case that was refused is in progress again after the task, since work goes on in spite of the refusal
     * @param notBy      the tasks of which whoever did the latest may not do this one; {@code start} for whoever began the case
     * @param returns    whether the task is the one to which a case is sent back, so that the form shows why
     * @param takeBack   whether the task may be taken back (撤回)
     * @param day        the field with the day on which it was done: never a day to come, and today if it is left empty; null if there is none
     * @param step       the name of the bean that does what no manifest can say, a {@link OwnStep}; null for a task without a program
     * @param rules      the rules that a submission has to meet besides those of its form
     * @param refers     the other cases to which a submission leads
     */
    public record PathStep(String task, String decides, List<String> furthering, List<String> reasonWhen, Map<String, String> ends,
                    String endsWhen, Map<String, String> restores,
                    List<String> approves, List<String> reopens, String concludes, String because, boolean informs, boolean resumes, List<String> notBy,
                    boolean returns, boolean takeBack, String day, String step, List<Rule> rules, List<Refer> refers) {
    }

    /**
     * An ending.
     *
     * @param title  the Chinese name
     * @param result how the case stands then
     */
    public record Ending(String title, Result result) {
    }

    /** How a case stands in the end. */
    public enum Result {
        /** It has reached what it was begun for. */
        @JsonProperty("reached") REACHED,
        /** It has run to its end without that. */
        @JsonProperty("otherwise") OTHERWISE,
        /** It was refused. */
        @JsonProperty("refused") REFUSED
    }

    /**
     * What is known of a field of the forms, or of a value that is computed.
     *
     * @param personal whether the value is personal, so that it is kept encrypted, masked for others, and never reaches the engine
     * @param list     whether lists show the value
     * @param search   whether lists can be filtered by it
     * @param sum      whether ledgers add it up
     * @param value    the FEEL expression that computes the value after each task; null for a field of a form
     * @param title    the Chinese name of a computed value; null for a field, which has its name in the form, and for a value that
     *     only the model needs and nobody is shown
     * @param type     the type of a computed value
     * @param engine   whether the engine gets the value, since a gateway of the model depends on it
     * @param group    whether the value is the group of a post that does a task of the model; the engine gets it, and the post sees the case
     * @param units    the kinds of units of the case's county from which the field offers one, {@code township} and {@code dept}; its
     *     value is the group of the unit's post, and {@code <key>Name} the name; empty if it offers none
     * @param live     whether the value is computed whenever it is read, since it depends on more than the case; only lists keep it
     * @param anew     whether forms ask for the field anew each time and never show what was filled in before
     * @param rows     of what the rows of a repeated group are; null if whoever fills it in adds them
     * @param register the FEEL expression of what the register of households says instead, which fills in a form where nothing was filled
     *     in yet, and from which a difference is told; null if it says nothing of it
     * @param words    what people read in place of a computed value, by the values; empty if they read the value
     */
    public record Field(boolean personal, boolean list, boolean search, boolean sum, String value, String title, ValueType type, boolean engine,
                        boolean group, List<String> units, boolean live, boolean anew, RowsOf rows, String register, Map<String, String> words) {

        /** The ending of the key under which the name of a chosen unit is kept. */
        static final String NAME = "Name";
        /** A field that the manifest does not name. */
        private static final Field NOTHING = new Field(false, false, false, false, null, null, null, false, false, List.of(), false, false, null, null, Map.of());
    }

    /**
     * Rows that are there before anything is filled in, one for each member of a household of the register. A group with such rows has
     * the fields {@code memberNo} and {@code name}; a member without a row is as in the register.
     *
     * @param of       always {@code members}
     * @param complete the FEEL expression that is true if no row may be missing; null if rows may always be
     */
    public record RowsOf(String of, String complete) {
    }

    /** The type of a value that is kept for lists. */
    public enum ValueType {
        /** A text or a choice. */
        @JsonProperty("text") TEXT,
        /** A number. */
        @JsonProperty("number") NUMBER,
        /** A day. */
        @JsonProperty("day") DAY
    }

    /**
     * @param task the element id of a task
     * @return what the manifest says of the task; for a task that it does not name, that nothing depends on it
     */
    public PathStep step(String task) {
        return path.stream().filter(step -> step.task().equals(task)).findFirst()
                .orElseGet(() -> new PathStep(task, null, List.of(), List.of(), Map.of(), null, Map.of(), List.of(), List.of(), null, null, false,
                        false, List.of(), false, false, null, null, List.of(), List.of()));
    }

    /**
     * @param table a table
     * @return whether all its answers are personal, so that it may be asked about personal values; nothing is kept of the question
     */
    public boolean isPersonal(TableOf table) {
        return table.outputs().values().stream().allMatch(key -> field(key).personal());
    }

    /**
     * @param key the key of a field
     * @return what the manifest says of the field; for a field that it does not name, that nothing depends on it
     */
    public Field field(String key) {
        return data.getOrDefault(key, Field.NOTHING);
    }

    /**
     * @param wanted which fields are looked for
     * @return their keys
     */
    public List<String> keys(Predicate<Field> wanted) {
        return data.entrySet().stream().filter(each -> wanted.test(each.getValue())).map(Map.Entry::getKey).toList();
    }

    /**
     * @return the keys of the values that are groups of posts which do tasks
     */
    public List<String> groups() {
        return keys(Field::group);
    }

    /**
     * @return the keys of the fields that offer the units of the county
     */
    public List<String> unitFields() {
        return keys(field -> !field.units().isEmpty());
    }

    /**
     * @return whether only some posts read the name of the person whom a case is about
     */
    public boolean hidesName() {
        return !personalSeenBy.isEmpty() && subject.fields().contains(CaseSubjectReader.NAME);
    }

    /**
     * @param code   the code of a case's status
     * @param title  the words for the status
     * @param values what lists show of the case
     * @return the words for how the case stands, of which {@code approved} may say more
     */
    public String statusText(String code, String title, Map<String, Object> values) {
        return approved.entrySet().stream().filter(each -> CaseStatus.APPROVED.code().equals(code))
                .map(each -> each.getValue().get(String.valueOf(values.get(each.getKey())))).filter(Objects::nonNull).findFirst().orElse(title);
    }
}
