package org.shouwang.procedure;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.shouwang.household.MonitoringStatus;

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
                List<String> unique, List<String> similar, String neverWithdrawn, String neverWithdrawnWhen,
                String kind,
                Start start, List<PathStep> path, Map<String, Between> days, InForce inForce, Map<String, Ending> statuses, Map<String, String> words,
                List<LimitOf> limits,
                Map<String, Field> data, List<TableOf> tables, List<String> parameters, NoticeOf notice, List<String> files, Ledger ledger, Circular circular,
                List<Document> documents) {

    /**
     * Who sees cases that are closed to their place. Posts are named as under {@code by} of the start, units by keys of {@code data}.
     *
     * @param readBy those who read the case
     * @param seenBy those who see its number, state, steps and limits, and what they filled in themselves; whoever began it does, too
     * @param barred the key of {@code data} with the group of the unit that the case is against, whose people see and do nothing of it,
     *     whatever other posts they have; null if there is none
     */
    public record Closed(List<String> readBy, List<String> seenBy, String barred) {
    }

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
     * The start of a case about a household of the register, by village, township or county.
     *
     * @param status the monitoring status that the household must have
     * @param action the text of the button on the household's page
     * @param hint   a hint about what the reason has to contain
     */
    public record OfRegister(MonitoringStatus status, String action, String hint) {
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
                    List<String> approves, List<String> reopens, String concludes, String because, boolean informs, List<String> notBy,
                    boolean returns, boolean takeBack, String day, String step, List<Rule> rules, List<Refer> refers) {
    }

    /**
     * Another case to which a submission leads. It is kept with both cases, which show each other.
     *
     * @param when   the FEEL expression that is true if the submission leads to it
     * @param title  what the other case is for this one, in Chinese
     * @param starts the key of the process that is started; null if an earlier case is named
     * @param as     the post whose rights the start has, {@code county} or {@code city}; null if whoever does the task has to have
     *     them
     * @param with   the FEEL expressions of the values of the start form by their keys; what that form refuses is told at the field that
     *     the expression names
     * @param known  what the post is told if what the other case would be about is known there already (409), in Chinese; whoever does the
     *     task is told nothing of it then, since only the post may know it. Null if whoever does the task is refused
     * @param cites  the field with the number of an earlier case of this procedure that the user sees; null if a process is started
     */
    public record Refer(String when, String title, String starts, String as, Map<String, String> with, String known, String cites) {
    }

    /**
     * A rule that a submission has to meet.
     *
     * @param refuse      the FEEL expression that is true if the submission is refused, or null
     * @param opinionWhen the FEEL expression that is true if an opinion has to be given, or null
     * @param conflict    the FEEL expression that is true if what is on record prevents it, whatever is filled in, or null; exactly one
     *     of the three is there
     * @param field       the field at which the message stands; null if the rule does not refuse
     * @param text        the Chinese message, which follows the field's name; {@code {key}} in it stands for a value
     */
    public record Rule(String refuse, String opinionWhen, String conflict, String field, String text) {

        /**
         * @return the rule's expression
         */
        public String expression() {
            return refuse != null ? refuse : opinionWhen != null ? opinionWhen : conflict;
        }
    }

    /**
     * The days between which a date field lies, both included.
     *
     * @param from the FEEL expressions of days of which the latest that is there is the first possible one; a field that was left empty
     *     counts as the first day that it could have had
     * @param to   the FEEL expressions of days of which the earliest that is there is the last possible one
     */
    public record Between(@JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> from,
                          @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> to) {
    }

    /**
     * What is in force while something else is asked for. Once a task was done, cases show the values as they were when it was last done.
     *
     * @param since   the element id of the task
     * @param except  computed values that are shown as they are now, such as the state itself
     * @param pending the FEEL expression that is true while something is asked for; what is asked for is shown too, marked as such
     */
    public record InForce(String since, List<String> except, String pending) {
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
     * A limit of a step.
     *
     * @param id         the rule's name, unique in the program
     * @param title      the Chinese name of what has to be done in time
     * @param from       the task from whose completion the limit is counted, with the field of its day behind a point, which an earlier
     *     form may have, or {@code start}; without a field, the day of the completion counts
     * @param when       the FEEL expression that is true if the limit begins; null if it always does
     * @param to         the task that meets the limit, in the same way
     * @param metWhen    the FEEL expression that is true if the task meets the limit; null if it always does
     * @param days       the number of days; null if a parameter or a field sets them
     * @param parameter  the dated parameter with the number of days, or null
     * @param until      the field with the last day itself, or null
     * @param calendar   how the days are counted
     * @param warnBefore the days before the last at whose end a warning is given
     * @param timer      the beginning of the ids of the timers in the model that follow the limit, without {@code Warning} and
     *     {@code Due}; {@code none} if the model has none
     * @param source     the document that sets the limit
     */
    public record LimitOf(String id, String title, String from, String when, String to, String metWhen, Integer days, String parameter, String until,
                   Calendar calendar, int warnBefore, String timer, String source) {
    }

    /** How days are counted. */
    public enum Calendar {
        /** Every day. */
        @JsonProperty("days") DAYS,
        /** The days on which offices work. */
        @JsonProperty("working") WORKING
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
     * @param live     whether the value is computed whenever it is read and never kept, since it depends on more than the case
     * @param rows     of what the rows of a repeated group are; null if whoever fills it in adds them
     * @param register the FEEL expression of what the register of households says instead, which fills in a form where nothing was filled
     *     in yet, and from which a difference is told; null if it says nothing of it
     * @param words    what people read in place of a computed value, by the values; empty if they read the value
     */
    public record Field(boolean personal, boolean list, boolean search, boolean sum, String value, String title, ValueType type, boolean engine,
                        boolean group, List<String> units, boolean live, RowsOf rows, String register, Map<String, String> words) {

        /** The ending of the key under which the name of a chosen unit is kept. */
        static final String NAME = "Name";
        /** A field that the manifest does not name. */
        private static final Field NOTHING = new Field(false, false, false, false, null, null, null, false, false, List.of(), false, null, null, Map.of());
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
     * A decision table that is asked when a task is done.
     *
     * @param table   the table's key
     * @param at      the tasks with whose submission it is asked, before the rules are checked
     * @param inputs  the FEEL expressions of its inputs by their names
     * @param outputs the keys under which its outputs are kept, by their names; of several rows, the texts stand one below the other
     * @param against the FEEL expression that is true if the table advises against the result for which the case was begun; null
     *     if it never does
     */
    public record TableOf(String table, List<String> at, Map<String, String> inputs, Map<String, String> outputs, String against) {
    }

    /**
     * What a public notice says.
     *
     * @param after   the task after which the process {@code public-notice} is called; with its submission the engine gets the variable
     *     {@code noticeRequired}, which is false if a notice with the same content has hung already
     * @param heading the heading, such as 拟救助对象
     * @param persons the FEEL expression of the number of persons of the household
     * @param detail  the name of the column beside name and number of persons
     * @param value   the FEEL expression of what stands in it
     */
    public record NoticeOf(String after, String heading, String persons, String detail, String value) {
    }

    /**
     * The ledger.
     *
     * @param title   its Chinese name
     * @param columns its columns, after 序号
     * @param figures what is told of all its cases together
     */
    public record Ledger(String title, List<Column> columns, List<Figure> figures) {
    }

    /**
     * A figure over all cases of the ledger.
     *
     * @param title   its Chinese name
     * @param of      the key of a value with {@code sum}
     * @param per     the key of a value with {@code sum} of which the figure is the share in per cent; null if it is the sum itself
     * @param least   the dated parameter below whose value the figure warns; null if it never warns
     * @param warning the Chinese warning
     */
    public record Figure(String title, String of, String per, String least, String warning) {
    }

    /**
     * A column of the ledger.
     *
     * @param title the column's heading
     * @param value a key of {@code data} with {@code list}, {@code number}, {@code subject}, {@code village}, {@code township},
     *     {@code county}, {@code startedOn}, {@code endedOn}, {@code status}, {@code doneOn.} with a task, or {@code late.} with a limit:
     *     是 if it was missed by the day of the act that met it, 否 if not or not yet, nothing if it never ran. A personal value may
     *     stand in a column if {@code personalSeenBy} says who reads it; all others read that it is not shown
     */
    public record Column(String title, String value) {
    }

    /**
     * The monthly circular (通报): of each unit, how many cases were received, ended and late, and how those that ended were found.
     *
     * @param title  its Chinese name
     * @param by     the key of the value with the unit, which lists show
     * @param counts the key of the choice that is counted over the cases that ended, which lists show
     */
    public record Circular(String title, String by, String counts) {
    }

    /**
     * A paper.
     *
     * @param kind  its name in addresses, which is also the name of its template
     * @param title its Chinese name
     * @param after the task after which it can be made; null if it can be made from the beginning
     * @param when  the FEEL expression that is true if it can be made; null if it always can
     * @param open  whether everybody who may see the case may have the paper, other systems too
     * @param blank whether it is printed without what was filled in, to be filled in by hand
     * @param list  whether many cases may stand in it, each as a row of {@code entries}
     * @param of    which of the papers it is that many procedures have; null if it is none of them
     */
    public record Document(String kind, String title, String after, String when, boolean open, boolean blank, boolean list, Common of) {
    }

    /** The papers that procedures have in common whose village preselects and whose higher levels decide. */
    public enum Common {
        /** The record of the village's assessment. */
        @JsonProperty("assessment") ASSESSMENT,
        /** The notice as it was posted. */
        @JsonProperty("notice") NOTICE,
        /** The form with the opinion of every level. */
        @JsonProperty("approval-form") APPROVAL_FORM,
        /** The list of what was approved. */
        @JsonProperty("approval-list") APPROVAL_LIST,
        /** The letter that tells of a refusal. */
        @JsonProperty("refusal") REFUSAL
    }

    /**
     * @param task the element id of a task
     * @return what the manifest says of the task; for a task that it does not name, that nothing depends on it
     */
    public PathStep step(String task) {
        return path.stream().filter(step -> step.task().equals(task)).findFirst()
                .orElseGet(() -> new PathStep(task, null, List.of(), List.of(), Map.of(), null, Map.of(), List.of(), List.of(), null, null, false, List.of(),
                        false, false, null, null, List.of(), List.of()));
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
     * @return the keys of the values that are groups of posts which do tasks
     */
    public List<String> groups() {
        return data.entrySet().stream().filter(each -> each.getValue().group()).map(Map.Entry::getKey).toList();
    }

    /**
     * @return the keys of the fields that offer the units of the county
     */
    public List<String> unitFields() {
        return data.entrySet().stream().filter(each -> !each.getValue().units().isEmpty()).map(Map.Entry::getKey).toList();
    }

    /**
     * @return whether only some posts read the name of the person whom a case is about
     */
    public boolean hidesName() {
        return !personalSeenBy.isEmpty() && subject.fields().contains(CaseSubjectReader.NAME);
    }
}
