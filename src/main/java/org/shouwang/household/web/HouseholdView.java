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
 * A household and its life, as other systems and its page see it.
 *
 * @param householdNo      its number
 * @param monitoringStatus MONITORED, ELIMINATED or NOT_MONITORED
 * @param statusText       the same as people read it
 * @param category         the kind of monitored household it is or was last, or null
 * @param categoryText     the same as people read it, or null
 * @param villageCode      its village, 12 digits
 * @param townshipCode     its township, 9 digits
 * @param countyCode       its county, 6 digits
 * @param villageName      the village with the regions above it
 * @param headName         its head
 * @param registeredKind   how it is registered, or null if nothing is on record
 * @param incomePerHead    net income per head and year in yuan as last recorded, or null
 * @param recordedOn       the day of that record, or null
 * @param fromFile         whether that record came from a file, not from a visit
 * @param amounts          yuan of the last twelve months by the keys of the form {@code verify-household}; empty if nothing
 *                         is on record
 * @param members          everybody in it as last recorded, identity numbers masked
 * @param risks            the risks on record
 * @param riskStatement    the risks in words, or null
 * @param openCases        its cases that are not finished, newest first
 * @param cases            all its cases, newest first
 * @param statusHistory    how its status changed, oldest first
 * @param notices          what was posted of it, oldest first
 * @param marks            its marks in the national system, oldest first
 * @param life             what the other parts of the product know of it
 * @param warnings         what whoever decides about it should know first
 */
record HouseholdView(String householdNo, MonitoringStatus monitoringStatus, String statusText, Category category,
                     String categoryText, String villageCode, String townshipCode, String countyCode, String villageName,
                     String headName, RegisteredKind registeredKind, BigDecimal incomePerHead, LocalDate recordedOn,
                     boolean fromFile, Map<String, BigDecimal> amounts, List<MemberView> members, List<Risk> risks, String riskStatement, List<OpenCase> openCases, List<CaseItem> cases,
                     List<StatusView> statusHistory, List<NoticeItem> notices, List<MarkView> marks,
                     List<HouseholdChapters.Chapter> life, List<String> warnings) {

    /**
     * @param memberNo  the person's place in the household, from 1
     * @param name      the person's name
     * @param idNumber  the person's identity number, masked
     * @param relation  relation to the head
     * @param health    health as recorded last
     * @param labour    ability to work as recorded last
     * @param schooling where at school
     */
    record MemberView(int memberNo, String name, String idNumber, Relation relation, Health health, Labour labour, Schooling schooling) {
    }

    /**
     * @param process the key of its process
     * @param caseNo  its number
     */
    record OpenCase(String process, String caseNo) {
    }

    /**
     * @param process     the key of its process
     * @param processText the process as people read it
     * @param caseNo      its number
     * @param status      how it stands
     * @param statusText  the same as people read it
     * @param begunOn     the day it was begun
     * @param decidedOn   the day it was decided or withdrawn, or null
     */
    record CaseItem(String process, String processText, String caseNo, String status, String statusText, LocalDate begunOn,
                    LocalDate decidedOn) {
    }

    /**
     * @param status       the status since then
     * @param statusText   the same as people read it
     * @param category     the kind of monitored household, or null
     * @param categoryText the same as people read it, or null
     * @param since        the day
     * @param caseNo       the case that brought it
     */
    record StatusView(MonitoringStatus status, String statusText, Category category, String categoryText, LocalDate since,
                      String caseNo) {
    }

    /**
     * @param noticeNo   its number
     * @param caseNo     the case of which it was posted
     * @param subject    what it says it is about
     * @param postedFrom the first day it hung
     * @param endsOn     the last day it has to hang
     * @param outcome    how it ended, or null while it runs
     */
    record NoticeItem(String noticeNo, String caseNo, String subject, LocalDate postedFrom, LocalDate endsOn,
                      NoticeOutcome outcome) {
    }

    /**
     * @param kind      what it says
     * @param title     the same as people read it
     * @param caseNo    the case that brought it
     * @param since     the day it was entered
     * @param endedOn   the day it was taken back, or null while it holds
     * @param endReason why it was taken back where no case did so, or null
     */
    record MarkView(MarkKind kind, String title, String caseNo, LocalDate since, LocalDate endedOn, String endReason) {
    }
}
