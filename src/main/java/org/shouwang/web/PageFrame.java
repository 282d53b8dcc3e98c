package org.shouwang.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.shouwang.deadline.Extensions;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.elimination.LookBackRights;
import org.shouwang.elimination.Proposals;
import org.shouwang.household.HouseholdImport;
import org.shouwang.household.Households;
import org.shouwang.identification.ClueRights;
import org.shouwang.meeting.Meetings;
import org.shouwang.message.Messages;
import org.shouwang.notice.Notices;
import org.shouwang.policy.PolicyRights;
import org.shouwang.policy.WorkingCalendar;
import org.shouwang.problems.Round;
import org.shouwang.procedure.CaseReach;
import org.shouwang.procedure.Procedures;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.Decimals;
import org.shouwang.subject.Subjects;
import org.springframework.stereotype.Component;

/** Tells the templates of all pages, including error pages, who looks at the page and what that user may see. */
@Component("frame")
public class PageFrame {

    private final CurrentUsers users;
    private final Messages messages;
    private final Extensions extensions;
    private final Subjects subjects;
    private final Procedures procedures;
    private final CaseReach caseReach;
    private final WorkingCalendar calendar;
    private final AdjustableClock clock;

    PageFrame(CurrentUsers users, Messages messages, Extensions extensions, Subjects subjects, Procedures procedures,
              CaseReach caseReach, WorkingCalendar calendar, AdjustableClock clock) {
        this.users = users;
        this.messages = messages;
        this.extensions = extensions;
        this.subjects = subjects;
        this.procedures = procedures;
        this.caseReach = caseReach;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * @return the user's name; null if nobody has signed in
     */
    public String getUserName() {
        return users.find().map(CurrentUser::displayName).orElse(null);
    }

    /**
     * @return for which posts and whom the user stands in today, in Chinese; usually empty
     */
    public List<String> getStandIns() {
        return users.find().map(user -> user.standIns().stream().map(CurrentUser.StandIn::text).toList()).orElse(List.of());
    }

    /**
     * @return whether the user is an administrator
     */
    public boolean isAdmin() {
        return users.find().filter(user -> user.is(Role.ADMIN)).isPresent();
    }

    /**
     * @return whether the user works with the REST interface: administrators and other systems
     */
    public boolean isProgrammer() {
        return users.find().filter(user -> user.is(Role.ADMIN) || user.is(Role.PARTNER)).isPresent();
    }

    /**
     * @return whether the user may open Tasklist; other systems may not, since they have no tasks
     */
    public boolean isTaskWorker() {
        return users.find().filter(user -> user.is(Role.ADMIN) || user.posts().stream().anyMatch(post -> post.role().isRegional()))
                .isPresent();
    }

    /**
     * @return whether the user may register clues
     */
    public boolean isRegistrar() {
        return users.find().filter(ClueRights::mayRegister).isPresent();
    }

    /**
     * @return whether the user sees the figures of small loans
     */
    public boolean isLoanSupervisor() {
        return users.find().filter(user -> user.is(Role.BANK) || SupervisorRights.has(user)).isPresent();
    }

    /**
     * @return whether the user sees the cases of the loans that he or she sees; other systems do not
     */
    public boolean isCaseViewer() {
        return users.find().filter(user -> !user.is(Role.PARTNER)).isPresent();
    }

    /**
     * @return whether the user applies for small loans on pages
     */
    public boolean isLoanApplicant() {
        return users.find().filter(user -> user.is(Role.VILLAGE) || user.is(Role.BANK)).isPresent();
    }

    /**
     * @return whether the user sees households: all but institutions, departments and other systems
     */
    public boolean isHouseholdViewer() {
        return users.find().filter(user -> user.posts().stream().anyMatch(Post::seesItsRegion)).isPresent();
    }

    /**
     * @return whether the user may import files of households
     */
    public boolean isHouseholdImporter() {
        return users.find().filter(HouseholdImport::isAllowed).isPresent();
    }

    /**
     * @return whether the user sees the households that are proposed for an elimination
     */
    public boolean isProposalViewer() {
        return users.find().filter(Proposals::isViewer).isPresent();
    }

    /**
     * @return whether the user makes or sees lists of cases for the work at hand: townships, departments and leaders of counties
     */
    public boolean isListViewer() {
        return users.find().filter(user -> user.is(Role.TOWNSHIP) || user.is(Role.COUNTY) || user.is(Role.LEADER)).isPresent();
    }

    /**
     * @return whether the user sees look-back campaigns
     */
    public boolean isLookBackViewer() {
        return users.find().filter(LookBackRights::isViewer).isPresent();
    }

    /**
     * @return whether there is a procedure that the user starts, or of which the user sees cases
     */
    public boolean isProcedureUser() {
        return users.find().filter(user -> procedures.all().stream()
                .anyMatch(each -> caseReach.isSeen(each) || each.mayBeStartedBy(user, null))).isPresent();
    }

    /**
     * @return whether the user may supervise the limits of a region
     */
    public boolean isSupervisor() {
        return users.find().filter(SupervisorRights::has).isPresent();
    }

    /**
     * @return the number of the user's unread messages, such as 3 or 99+; null for none
     */
    public String getUnreadMessages() {
        int unread = messages.countUnread();
        return unread == 0 ? null : unread < Messages.COUNTED ? String.valueOf(unread) : Messages.COUNTED - 1 + "+";
    }

    /**
     * @return whether the user decides on extensions
     */
    public boolean isDecider() {
        return users.find().filter(user -> user.is(Role.COUNTY)).isPresent();
    }

    /**
     * @return whether the user enters parameters, calendars and decision tables
     */
    public boolean isPolicyMaker() {
        return users.find().filter(PolicyRights::has).isPresent();
    }

    /**
     * @return the year whose working calendar the user has to enter; at most one, usually none
     */
    public List<Integer> getCalendarMissing() {
        return isPolicyMaker() ? calendar.missing().stream().toList() : List.of();
    }

    /**
     * @return the number of extensions on which the user has to decide
     */
    public long getExtensionsToDecide() {
        return extensions.countToDecide();
    }

    /**
     * @return the entries of the top bar for the user, in their order
     */
    public List<NavigationItem> getNavigation() {
        List<NavigationItem> items = new ArrayList<>();
        items.add(new NavigationItem("首页", "/home", "home"));
        if (isTaskWorker()) {
            items.add(new NavigationItem("待办", "/tasks", "tasks"));
        }
        if (isRegistrar()) {
            items.add(new NavigationItem("登记线索", "/clues/new", "clue"));
        }
        if (isCaseReader()) {
            items.add(new NavigationItem("案件", "/cases", "cases"));
        }
        if (isProcedureUser()) {
            items.add(new NavigationItem("事项", "/procedures", "procedures"));
        }
        if (isListViewer()) {
            items.add(new NavigationItem("名单", "/case-lists", "case-lists", "authorisations"));
        }
        if (isHouseholdViewer()) {
            items.add(new NavigationItem("户", "/households", "households", "officials", "look-backs"));
        }
        if (isCaseReader()) {
            items.add(new NavigationItem("贷款", "/loans", "loans"));
        }
        if (isProblemReader()) {
            items.add(new NavigationItem("问题整改", "/problems", "problems"));
        }
        if (isSupervisor()) {
            items.add(new NavigationItem("督导", "/supervision", "supervision"));
        }
        items.add(new NavigationItem("消息", "/messages", Set.of("messages"), getUnreadMessages(), false));
        if (isAdmin()) {
            items.add(new NavigationItem("管理", "/administration", "administration"));
            items.add(NavigationItem.rare("操作记录", "/acts", "acts"));
            items.add(NavigationItem.rare("流程监控", "/camunda/app/cockpit/default/"));
        }
        if (isProgrammer()) {
            items.add(isAdmin() ? NavigationItem.rare("接口文档", "/swagger-ui.html") : new NavigationItem("接口文档", "/swagger-ui.html"));
        }
        return items;
    }

    /**
     * @return whether the user may see cases or loans; departments, schools and medical groups see none
     */
    public boolean isCaseReader() {
        return !isOnly(role -> role == Role.DEPARTMENT || role.isInstitution() && role != Role.BANK);
    }

    /**
     * @return whether the user may see problems; an institution, such as a bank, sees none
     */
    public boolean isProblemReader() {
        return !isOnly(Role::isInstitution);
    }

    /** Tells whether the user has posts of some roles alone, so that lists that these roles never see are left out. */
    private boolean isOnly(Predicate<Role> roles) {
        return users.find().filter(user -> !user.posts().isEmpty() && user.posts().stream().map(Post::role).allMatch(roles)).isPresent();
    }

    /**
     * @return what numbers number, in Chinese, by their prefixes such as JC
     */
    public Map<String, String> getNumberKinds() {
        Map<String, String> kinds = new TreeMap<>(subjects.prefixes());
        kinds.put(Notices.PREFIX, "公示");
        kinds.put(Meetings.PREFIX, "村级研判会");
        kinds.put(Households.PREFIX, "户");
        kinds.put(Round.PREFIX.replace("-", ""), "整改轮次");
        return kinds;
    }

    /**
     * @return today by the product's clock
     */
    public LocalDate getToday() {
        return clock.today();
    }

    /**
     * Returns a moment to the minute in Asia/Shanghai, as text.
     *
     * @param instant a moment, or null
     */
    public String minute(Instant instant) {
        return ChinaTime.minuteText(instant);
    }

    /**
     * Returns the day of a moment in Asia/Shanghai.
     *
     * @param instant a moment
     */
    public LocalDate day(Instant instant) {
        return ChinaTime.dayOf(instant);
    }

    /**
     * Returns an amount as text, with separators of thousands, and decimals only where there are any.
     *
     * @param yuan an amount, or null
     * @return the amount, such as 12,345.60; null for none
     */
    public String amount(BigDecimal yuan) {
        return yuan == null ? null : Decimals.grouped(yuan);
    }
}
