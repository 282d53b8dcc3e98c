package org.shouwang.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.shouwang.deadline.LimitState;
import org.shouwang.deadline.LimitSummary;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.demonstration.DemoMaking;
import org.shouwang.demonstration.DemoSetup;
import org.shouwang.desk.TaskList;
import org.shouwang.desk.TaskQuery;
import org.shouwang.message.Messages;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.PageController;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The public start page, and the page after signing in. */
@PageController
class StartPages {

    private static final List<DemoStep> DEMO_CHAIN = List.of(
            new DemoStep("village411081101201", "登记线索、入户核实"),
            new DemoStep("county411081", "信息比对"),
            new DemoStep("village411081101201", "村级初选、张贴公示、受理异议"),
            new DemoStep("township411081101", "核查处理异议、乡级审核"),
            new DemoStep("county411081", "县级汇总审核"),
            new DemoStep("leader411081", "县级审批"),
            new DemoStep("township411081101", "结果公告"),
            new DemoStep("village411081101201", "录入建档"));
    private static final List<DemoStep> OTHER_DEMO_USERS = List.of(
            new DemoStep("city411000", "督导全市时限，查看案件"),
            new DemoStep("bank411081", "小额信贷：贷前调查、放款、贷后管理"),
            new DemoStep("bank411081b", "小额信贷：贷中审查。同一件事须两人办的，后一步由账号末尾加 b 的第二人办理"),
            new DemoStep("dept411081yibao", "行业部门：认领和整改问题，办理交本部门的环节，如慢性病鉴定；住建、民政、教体、信访等部门同理，账号末尾为部门代码"),
            new DemoStep("medgroup411081", "门诊慢性病：申报、发卡、送达告知书；家庭医生签约、随访"),
            new DemoStep("school411081", "控辍保学：报告、劝返失学学生；送教上门"),
            new DemoStep("partner", "经接口登记线索、查询自己登记的案件，代各行申请小额信贷、登记还款；partner411082 只服务长葛市及其承办银行"),
            new DemoStep("admin", "用户、流程监控、接口文档、演示时钟"));

    private static final String LOOK_AGAIN_SECONDS = "2";
    private static final int MOST_URGENT = 5;
    private static final int NEWS = 3;

    private final Environment environment;
    private final CurrentUsers users;
    private final TaskList tasks;
    private final LimitSummary limits;
    private final Messages messages;
    private final ObjectProvider<DemoMaking> demoMaking;

    StartPages(Environment environment, CurrentUsers users, TaskList tasks, LimitSummary limits, Messages messages,
               ObjectProvider<DemoMaking> demoMaking) {
        this.environment = environment;
        this.users = users;
        this.tasks = tasks;
        this.limits = limits;
        this.messages = messages;
        this.demoMaking = demoMaking;
    }

    private record DemoStep(String account, String work) {
    }

    /** A number of tasks or limits that links to their list. */
    record Figure(String code, String title, String amount, String address) {
    }

    /** What a role does most. */
    record Action(String title, String address) {
    }

    record DemoUser(String account, String name, String work) {
    }

    @GetMapping("/")
    String start(Model model, HttpServletResponse response) {
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            model.addAttribute("demoPassword", DemoSetup.PASSWORD);
            model.addAttribute("demoChain", named(DEMO_CHAIN));
            model.addAttribute("otherDemoUsers", named(OTHER_DEMO_USERS));
            demoMaking.stream().flatMap(making -> making.progress().stream()).forEach(progress -> {
                model.addAttribute("demoProgress", progress);
                response.setHeader("Refresh", LOOK_AGAIN_SECONDS);
            });
        }
        return "start";
    }

    /** Shows what there is to do: the own tasks, the limits of the own region, and what else the user may do. */
    @GetMapping("/home")
    String home(Model model) {
        CurrentUser user = users.get();
        model.addAttribute("roles", user.posts().stream().map(Post::role).map(Role::title).distinct()
                .filter(title -> !user.displayName().contains(title)).toList());
        List<TaskList.Kind> kinds = tasks.kinds();
        model.addAttribute("kinds", kinds.stream().sorted(Comparator.comparing(TaskList.Kind::overdue).reversed()
                .thenComparing(Comparator.comparing(TaskList.Kind::today).reversed())
                .thenComparing(Comparator.comparing(TaskList.Kind::total).reversed())).toList());
        model.addAttribute("figures", Stream.of(
                figure("OVERDUE", "已超期", kinds, TaskList.Kind::overdue, "/tasks?state=OVERDUE"),
                figure("TODAY", "今天到期", kinds, TaskList.Kind::today, "/tasks?due=TODAY"),
                // For the administrator this is not counted.
                user.is(Role.ADMIN) ? null : figure("UNREACHABLE", LimitState.UNREACHABLE.title(), kinds, TaskList.Kind::unreachable,
                        "/tasks?state=UNREACHABLE"),
                figure("ALL", user.is(Role.ADMIN) ? "全部" : "等我办理", kinds, TaskList.Kind::total, "/tasks")).filter(Objects::nonNull).toList());
        model.addAttribute("urgent", kinds.isEmpty() ? List.of()
                : tasks.page(new TaskQuery(null, null, null, null, null, null, null, null, null), null, MOST_URGENT).items());
        model.addAttribute("processes", tasks.processNames());
        model.addAttribute("limits", SupervisorRights.has(user) && !user.is(Role.VILLAGE) ? limitFigures() : List.of());
        model.addAttribute("action", actionOf(user, !kinds.isEmpty()));
        model.addAttribute("news", messages.find(true, null, NEWS).items());
        return "home";
    }

    private Figure figure(String code, String title, List<TaskList.Kind> kinds, ToLongFunction<TaskList.Kind> number, String address) {
        return new Figure(code, title, tasks.amount(kinds.stream().mapToLong(number).sum()), address);
    }

    private List<Figure> limitFigures() {
        List<LimitSummary.Row> rows = limits.byRule(limits.ownTop());
        return Stream.of(LimitState.OVERDUE, LimitState.UNREACHABLE, LimitState.WARNING).map(state -> new Figure(state.name(), state.title(),
                String.valueOf(rows.stream().filter(row -> !row.rule().isMinimum()).mapToLong(row -> row.states().get(state)).sum()),
                "/supervision?rule=ALL&state=" + state + "#list")).toList();
    }

    /** Returns what the user does most; null if that would be tasks, and none wait. */
    private static Action actionOf(CurrentUser user, boolean tasksWait) {
        if (user.is(Role.ADMIN)) {
            return new Action("用户和岗位", "/accounts");
        }
        if (user.is(Role.PARTNER)) {
            return new Action("接口文档", "/swagger-ui.html");
        }
        if (user.is(Role.CITY)) {
            return new Action("时限督导", "/supervision");
        }
        if (user.is(Role.BANK)) {
            return new Action("登记贷款申请", "/loans/borrowers");
        }
        if (user.is(Role.VILLAGE)) {
            return new Action("登记线索", "/clues/new");
        }
        return tasksWait ? new Action("开始办理", "/tasks") : null;
    }

    private List<DemoUser> named(List<DemoStep> steps) {
        return steps.stream().map(step -> new DemoUser(step.account(), users.displayName(step.account()), step.work()))
                .toList();
    }
}
