package org.shouwang.household.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.shouwang.household.Category;
import org.shouwang.household.Health;
import org.shouwang.household.HouseholdChapters;
import org.shouwang.household.Labour;
import org.shouwang.household.MarkKind;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.household.RegisteredKind;
import org.shouwang.household.Relation;
import org.shouwang.household.Risk;
import org.shouwang.household.Schooling;
import org.shouwang.notice.NoticeOutcome;

/**
 * A household and its history, as other systems and the household's page show it.
 *
 * @param householdNo      the household's number
 * @param monitoringStatus MONITORED, ELIMINATED or NOT_MONITORED
 * @param statusText       the status in Chinese
 * @param category         the present or last category of the household; null if it has never been monitored
 * @param categoryText     the category in Chinese, or null
 * @param villageCode      the village's code, 12 digits
 * @param townshipCode     the township's code, 9 digits
 * @param countyCode       the county's code, 6 digits
 * @param villageName      the names of the village and of the regions above it
 * @param headName         the name of the head
 * @param registeredKind   the kind under which the household is registered; null if nothing is on record
 * @param incomePerHead    the net income per head and year in yuan as last recorded, or null
 * @param recordedOn       the day of that record, or null
 * @param fromFile         whether that record came from a file instead of a visit
 * @param amounts          the amounts of the last twelve months in yuan, by the keys of the form {@code verify-household};
 *     empty if nothing is on record
 * @param members          all members as last recorded, with masked identity numbers
 * @param risks            the recorded risks
 * @param riskStatement    a description of the risks, or null
 * @param openCases        the household's open cases, newest first
 * @param cases            all cases of the household, newest first
 * @param statusHistory    the changes of the household's status, oldest first
 * @param notices          the household's public notices, oldest first
 * @param marks            the household's marks in the national system, oldest first
 * @param life             the chapters of the household's history that other packages keep
 * @param warnings         Chinese warnings that whoever decides about the household should read first
 */
record HouseholdView(String householdNo, MonitoringStatus monitoringStatus, String statusText, Category category,
                     String categoryText, String villageCode, String townshipCode, String countyCode, String villageName,
                     String headName, RegisteredKind registeredKind, BigDecimal incomePerHead, LocalDate recordedOn,
                     boolean fromFile, Map<String, BigDecimal> amounts, List<MemberView> members, List<Risk> risks, String riskStatement, List<OpenCase> openCases, List<CaseItem> cases,
                     List<StatusView> statusHistory, List<NoticeItem> notices, List<MarkView> marks,
                     List<HouseholdChapters.Chapter> life, List<String> warnings) {

    /**
     * A member of the household.
     *
     * @param memberNo  the person's place in the household; the first is 1
     * @param name      the person's name
     * @param idNumber  the person's identity number, masked
     * @param relation  the person's relation to the head
     * @param health    the state of health as last recorded
     * @param labour    the ability to work as last recorded
     * @param schooling the stage of school that the person attends
     */
    record MemberView(int memberNo, String name, String idNumber, Relation relation, Health health, Labour labour, Schooling schooling) {
    }

    /**
     * An open case of the household.
     *
     * @param process the key of the case's process
     * @param caseNo  the number of the case
     */
    record OpenCase(String process, String caseNo) {
    }

    /**
     * A case of the household.
     *
     * @param process     the key of the case's process
     * @param processText the process's Chinese name
     * @param caseNo      the number of the case
     * @param status      the status of the case
     * @param statusText  the status in Chinese
     * @param begunOn     the day on which the case was begun
     * @param decidedOn   the day on which the case was decided or withdrawn, or null
     */
    record CaseItem(String process, String processText, String caseNo, String status, String statusText, LocalDate begunOn,
                    LocalDate decidedOn) {
    }

    /**
     * A change of the household's monitoring status.
     *
     * @param status       the status since the change
     * @param statusText   the status in Chinese
     * @param category     the household's category at that time, or null
     * @param categoryText the category in Chinese, or null
     * @param since        the day of the change
     * @param caseNo       the number of the case in which the change was decided
     */
    record StatusView(MonitoringStatus status, String statusText, Category category, String categoryText, LocalDate since,
                      String caseNo) {
    }

    /**
     * A public notice about the household.
     *
     * @param noticeNo   the notice's number
     * @param caseNo     the number of the case in which the notice was posted
     * @param subject    the notice's subject
     * @param postedFrom the first day of the notice
     * @param endsOn     the last day on which the notice has to be posted
     * @param outcome    the outcome of the notice; null while it runs
     */
    record NoticeItem(String noticeNo, String caseNo, String subject, LocalDate postedFrom, LocalDate endsOn,
                      NoticeOutcome outcome) {
    }

    /**
     * A mark of the household in the national system.
     *
     * @param kind      the kind of the mark
     * @param title     the mark's Chinese name
     * @param caseNo    the number of the case in which the mark was given
     * @param since     the day on which the mark was entered
     * @param endedOn   the day on which the mark was taken back; null while it is valid
     * @param endReason the reason in Chinese for which the mark was taken back; null while it is valid or if a case ended it
     */
    record MarkView(MarkKind kind, String title, String caseNo, LocalDate since, LocalDate endedOn, String endReason) {
    }
}
