package org.shouwang.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.shouwang.demonstration.DemoMaking;
import org.shouwang.demonstration.DemoSetup;
import org.shouwang.engine.EngineTasks;
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
            new DemoStep("partner", "经接口登记线索、查询自己登记的案件，代各行申请小额信贷、登记还款；partner411082 只服务长葛市及其承办银行"),
            new DemoStep("admin", "用户、Cockpit、接口文档、演示时钟"));

    private static final String LOOK_AGAIN_SECONDS = "2";

    private final Environment environment;
    private final CurrentUsers users;
    private final EngineTasks tasks;
    private final ObjectProvider<DemoMaking> demoMaking;

    StartPages(Environment environment, CurrentUsers users, EngineTasks tasks, ObjectProvider<DemoMaking> demoMaking) {
        this.environment = environment;
        this.users = users;
        this.tasks = tasks;
        this.demoMaking = demoMaking;
    }

    private record DemoStep(String account, String work) {
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

    @GetMapping("/home")
    String home(Model model) {
        model.addAttribute("roles", users.get().posts().stream().map(Post::role).map(Role::title).distinct()
                .filter(title -> !users.get().displayName().contains(title)).toList());
        model.addAttribute("openTasks", tasks.countVisible());
        return "home";
    }

    private List<DemoUser> named(List<DemoStep> steps) {
        return steps.stream().map(step -> new DemoUser(step.account(), users.displayName(step.account()), step.work()))
                .toList();
    }
}
