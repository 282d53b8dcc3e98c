package org.shouwang.procedure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.ProcessModel;
import org.shouwang.engine.Submission;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.Households;
import org.shouwang.household.KnownMember;
import org.shouwang.household.Surveys;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Component;

/** Reads from a start form what the case is about, and names what is missing or wrong. */
@Component
public record CaseSubjectReader(HouseholdSearch households, Households register, Surveys surveys, Regions regions, CurrentUsers users,
                                CaseFiles cases, OneName names, AdjustableClock clock) {

    private static final String HOUSEHOLD = "householdNo";
    private static final String MEMBER = "memberNo";
    /** The field with the name of a person who is not in the register. */
    static final String NAME = "name";
    private static final String ID = "idNumber";
    /** The fields that say who somebody is; they are kept with the case, encrypted. */
    static final Set<String> IDENTITY = Set.of(NAME, ID);
    /** The field with the place. */
    static final String VILLAGE = "villageCode";
    static final String PROJECT = "projectNo";
    private static final String PROJECT_NAME = "projectName";
    private static final String PROJECT_YEAR = "projectYear";
    /** The fields that make a project a new one. */
    private static final Set<String> NEW_PROJECT = Set.of(PROJECT_NAME, PROJECT_YEAR, VILLAGE);
    private static final String UNIT = "unit";
    /** The field with the pseudonym of somebody whose name is nobody's business. */
    static final String ALIAS = "alias";
    /** The field with the name itself, which is kept with the case, encrypted. */
    static final String PETITIONER = "petitioner";

    /**
     * Reads the subject.
     *
     * @param procedure  the procedure
     * @param submission the start form; what is wrong in it is rejected there
     * @return the subject; empty if it is wrong
     */
    Optional<CaseSubject> read(Procedure procedure, Submission submission) {
        submission.refuseHidden(fieldsOf(procedure));
        return switch (procedure.manifest().subject()) {
            case HOUSEHOLD -> submission.text(HOUSEHOLD) == null ? unregistered(procedure, submission) : household(procedure, submission);
            case PERSON -> submission.text(HOUSEHOLD) == null ? unregistered(procedure, submission) : member(procedure, submission);
            case VILLAGE -> place(procedure, submission).map(place -> new CaseSubject(place, null, nameOf(place), null, null, null, null,
                    place.code()));
            case PROJECT -> procedure.isAsked(PROJECT) ? project(submission) : newProject(procedure, submission);
            case UNIT -> place(procedure, submission).flatMap(place -> required(submission, UNIT)
                    .map(unit -> new CaseSubject(place, null, unit, null, null, null, unit, place.code() + "/" + Texts.number(unit))));
            case ANONYMOUS -> place(procedure, submission).map(place -> new CaseSubject(place, null, submission.text(ALIAS), null, null, null, null, UUID.randomUUID().toString()));
        };
    }

    /**
     * @param procedure a procedure
     * @return the keys of the fields of its start form that say what a case is about: of a project its number, or what makes it a new one
     */
    public static Set<String> fieldsOf(Procedure procedure) {
        return procedure.manifest().subject() != SubjectKind.PROJECT ? procedure.manifest().subject().fields()
                : procedure.isAsked(PROJECT) ? Set.of(PROJECT) : NEW_PROJECT;
    }

    private Optional<CaseSubject> household(Procedure procedure, Submission submission) {
        return registered(procedure, submission).map(household -> new CaseSubject(regions.findVillage(household.villageCode()).orElseThrow(),
                household.id(),
                household.headName(), household.headIdNumber(), null, null, null, household.headIdNumber()));
    }

    private Optional<CaseSubject> member(Procedure procedure, Submission submission) {
        return registered(procedure, submission).flatMap(household -> {
            BigDecimal number = submission.number(MEMBER);
            List<KnownMember> members = surveys.membersOf(household);
            if (number == null || number.signum() < 1 || number.compareTo(BigDecimal.valueOf(members.size())) > 0 || number.stripTrailingZeros().scale() > 0) {
                // Whoever may begin a case without seeing the household is told how many members it has, not who they are.
                submission.reject(MEMBER, (number == null ? "为必填项" : "不对") + "，须为" + (users.get().covers(household.villageCode())
                        ? household.headName() + "户的成员序号：" + IntStream.rangeClosed(1, members.size())
                        .mapToObj(each -> each + " " + members.get(each - 1).name()).collect(Collectors.joining("、")) : "该户的成员序号，1 至 " + members.size()));
                return Optional.empty();
            }
            KnownMember member = members.get(number.intValueExact() - 1);
            return Optional.of(new CaseSubject(regions.findVillage(household.villageCode()).orElseThrow(), household.id(), member.name(),
                    member.idNumber(), number.intValueExact(), null, null, member.idNumber()));
        });
    }

    /**
     * Returns a household for which the user who has signed in may start a procedure, whether or not the user may see it
     * otherwise.
     *
     * @param procedure   the procedure
     * @param householdNo the household's number; may be anything that a user typed
     * @throws NotFoundException if there is no such household
     */
    public Household find(Procedure procedure, String householdNo) {
        return households.toActFor(Texts.number(householdNo), household ->
                procedure.mayBeStartedBy(users.get(), regions.findVillage(household.villageCode()).orElseThrow()));
    }

    private Optional<Household> registered(Procedure procedure, Submission submission) {
        try {
            return Optional.of(find(procedure, submission.text(HOUSEHOLD)));
        } catch (NotFoundException e) {
            submission.reject(HOUSEHOLD, "“" + submission.text(HOUSEHOLD) + "”不对：没有这个户，或者您不能为这一户发起；在“事项”页面可以选户");
            return Optional.empty();
        }
    }

    private Optional<CaseSubject> unregistered(Procedure procedure, Submission submission) {
        Optional<String> name = sound(submission, NAME, typed -> PersonName.problem(PersonName.normalised(typed))).map(PersonName::normalised);
        Optional<String> idNumber = sound(submission, ID, typed -> IdNumber.problem(typed, clock.today())).map(IdNumber::normalised);
        return place(procedure, submission).filter(place -> name.isPresent() && idNumber.isPresent()
                && isOneName(name.get(), idNumber.get(), place, submission))
                .map(place -> new CaseSubject(place, null, name.get(), idNumber.get(), null, null, null,
                        procedure.manifest().subject() == SubjectKind.HOUSEHOLD ? headOf(idNumber.get(), place) : idNumber.get()));
    }

    private boolean isOneName(String name, String idNumber, Village place, Submission submission) {
        Optional<String> problem = names.problem(name, idNumber, place.countyCode());
        problem.ifPresent(message -> submission.reject(NAME, message));
        return problem.isEmpty();
    }

    /** Two members of one household of the register who are typed in are about the same household, in whichever county it is. */
    private String headOf(String idNumber, Village place) {
        return register.ofPersonAnywhere(idNumber, place.countyCode()).map(Household::headIdNumber).orElse(idNumber);
    }

    private static Optional<String> sound(Submission submission, String key, UnaryOperator<String> problem) {
        Optional<String> text = required(submission, key);
        Optional<String> wrong = text.map(problem);
        wrong.ifPresent(message -> submission.reject(key, message));
        return wrong.isPresent() ? Optional.empty() : text;
    }

    private Optional<CaseSubject> project(Submission submission) {
        return required(submission, PROJECT).flatMap(number -> {
            Optional<CaseFile> project = cases.findVisible(Texts.number(number));
            if (project.isEmpty()) {
                submission.reject(PROJECT, "不对：没有编号为“" + number + "”的项目，或者您看不到它。编号在项目库台账里查");
            }
            return project.map(item -> new CaseSubject(cases.villageOf(item), null, item.headName(), null, null, item.caseNo(), null, item.caseNo()));
        });
    }

    /** A project has no number before it is known: its name, its place and its year say which it is. */
    private Optional<CaseSubject> newProject(Procedure procedure, Submission submission) {
        Optional<String> name = required(submission, PROJECT_NAME);
        BigDecimal year = submission.number(PROJECT_YEAR);
        if (year == null) {
            submission.reject(PROJECT_YEAR, "为必填项");
        }
        return place(procedure, submission).filter(place -> name.isPresent() && year != null)
                .map(place -> new CaseSubject(place, null, name.get(), null, null, null,
                null, place.code() + "/" + Decimals.plain(year) + "/" + Texts.name(name.get())));
    }

    private Optional<Village> place(Procedure procedure, Submission submission) {
        return (submission.text(VILLAGE) == null ? ownVillage() : Optional.<String>empty()).or(() -> required(submission, VILLAGE)).flatMap(code -> {
            Optional<Village> place = regions.findPlace(code);
            String problem = place.isEmpty() ? "没有代码为“" + code + "”的地区" : regions.isClosed(code) ? "这个村已停用" : suits(procedure, place.get()) ? null
                    : "须选到村" + (place.get().townshipName().isEmpty() ? "或者乡镇" : "") + "，“" + nameOf(place.get()) + "”整体没有岗位办理后面的环节";
            if (problem != null) {
                submission.reject(VILLAGE, problem);
            }
            return place.filter(found -> problem == null);
        });
    }

    /** Tells whether every task has somebody to do it at a place: a task of a village has nobody if the case is about a township as a whole. */
    private static boolean suits(Procedure procedure, Village place) {
        return procedure.model().tasks().stream().map(ProcessModel.Task::group).allMatch(groups -> groups == null || Stream.of(groups.split(","))
                .anyMatch(group -> (!group.contains("${villageCode}") || !place.name().isEmpty())
                        && (!group.contains("${townshipCode}") || place.townshipCode() != null)));
    }

    /** Returns the user's own village, if the user has posts in exactly one. */
    private Optional<String> ownVillage() {
        List<String> own = users.get().posts().stream().filter(post -> post.role() == Role.VILLAGE).map(Post::regionCode).toList();
        return own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty();
    }

    private static Optional<String> required(Submission submission, String key) {
        String text = submission.text(key);
        if (text == null) {
            submission.reject(key, "为必填项");
        }
        return Optional.ofNullable(text);
    }

    private static String nameOf(Village place) {
        return place.name().isEmpty() ? place.townshipName().isEmpty() ? place.countyName() : place.townshipName() : place.name();
    }
}
