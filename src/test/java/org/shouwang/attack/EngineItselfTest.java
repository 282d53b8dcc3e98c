package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Tests the second wall: a user who gets past the filter before the engine's REST interface is still refused by the engine.
 * Every call here goes to the engine's own services as the user, without any filter.
 */
class EngineItselfTest extends IntegrationTest {

    private static final String VILLAGE = "village411081101201";
    private static final String NEIGHBOUR = "village411081101202";
    private static final String ADMIN = "admin";

    @Autowired
    private ProcessEngine engine;
    @Autowired
    private TaskService tasks;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private FormService forms;
    @Autowired
    private FilterService filters;
    @Autowired
    private RepositoryService repository;
    @Autowired
    private IdentityService identity;
    @Autowired
    private CurrentUsers users;

    private CaseFlow flow;
    private String taskId;
    private Task task;

    @BeforeEach
    void aCase() {
        flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        task = tasks.createTaskQuery().processInstanceBusinessKey(flow.caseNo()).singleResult();
        taskId = task.getId();
    }

    @AfterEach
    void nobody() {
        identity.clearAuthentication();
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @ValueSource(strings = {VILLAGE, NEIGHBOUR, "township411081101", "county411081", "county411082", "leader411081",
        "city411000", "partner", ADMIN})
    void nobodyGetsRoundATasksForm(String user) {
        List<ThrowingCallable> attempts = List.of(
                () -> tasks.resolveTask(taskId),
                () -> tasks.resolveTask(taskId, Map.of("caseStatus", "APPROVED")),
                () -> tasks.delegateTask(taskId, user),
                () -> tasks.handleBpmnError(taskId, "x"),
                () -> tasks.handleBpmnError(taskId, "x", "y", Map.of("caseStatus", "APPROVED")),
                () -> tasks.handleEscalation(taskId, "x"),
                () -> tasks.handleEscalation(taskId, "x", Map.of("caseStatus", "APPROVED")),
                () -> tasks.addCandidateGroup(taskId, "leader411081"),
                () -> tasks.addCandidateUser(taskId, user),
                () -> tasks.addUserIdentityLink(taskId, user, "assignee"),
                () -> tasks.deleteCandidateGroup(taskId, VILLAGE),
                () -> tasks.setOwner(taskId, user),
                () -> tasks.setPriority(taskId, 99),
                () -> tasks.setName(taskId, "x"),
                () -> tasks.saveTask(task),
                () -> tasks.saveTask(tasks.newTask()),
                () -> tasks.deleteTask(taskId),
                () -> tasks.setVariable(taskId, "caseStatus", "APPROVED"),
                () -> tasks.setVariableLocal(taskId, "caseStatus", "APPROVED"),
                () -> tasks.setVariables(taskId, Map.of("caseStatus", "APPROVED")),
                () -> tasks.removeVariable(taskId, "caseStatus"),
                () -> tasks.createComment(taskId, null, "x"),
                () -> tasks.createAttachment("text", taskId, null, "x", "y", new ByteArrayInputStream(new byte[1])));

        for (int i = 0; i < attempts.size(); i++) {
            int number = i;
            as(user, () -> {
                assertThatThrownBy(attempts.get(number)).as("attempt " + number).isInstanceOf(ProcessEngineException.class);
                return null;
            });
        }
        assertUntouched();
    }

    /** The commands that the product executes after it has checked a submission must not be open to users. */
    @ParameterizedTest
    @ValueSource(strings = {VILLAGE, ADMIN})
    void nobodyCompletesOrStartsBesideTheDoor(String user) {
        var commands = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getCommandExecutorTxRequired();
        String definition = task.getProcessDefinitionId();

        as(user, () -> {
            assertThatThrownBy(() -> commands.execute(new CompleteTaskCmd(taskId, Map.of(VERIFICATION_OUTCOME, "NO_RISK"))))
                    .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> commands.execute(new SubmitTaskFormCmd(taskId, Map.of(VERIFICATION_OUTCOME, "NO_RISK"), false, false)))
                    .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> commands.execute(new SubmitStartFormCmd(definition, null, Map.of())))
                    .isInstanceOf(AuthorizationException.class);
            return null;
        });
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {NEIGHBOUR, "township411081101", "county411081", "county411082", "leader411081", "city411000",
        "partner", ADMIN})
    void nobodyClaimsAnotherPostsTask(String user) {
        as(user, () -> {
            assertThatThrownBy(() -> tasks.claim(taskId, user)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> tasks.setAssignee(taskId, user)).isInstanceOf(RuntimeException.class);
            return null;
        });
        assertUntouched();
    }

    /** Only the county's department and the administrator may do this; TaskClaimsTest tests that. */
    @ParameterizedTest
    @ValueSource(strings = {NEIGHBOUR, "township411081101", "county411082", "leader411081", "city411000", "partner"})
    void nobodyGivesAnotherPostsTaskBack(String user) {
        as(user, () -> {
            assertThatThrownBy(() -> tasks.setAssignee(taskId, null)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> tasks.claim(taskId, null)).isInstanceOf(RuntimeException.class);
            return null;
        });
        assertUntouched();
    }

    @Test
    void nobodyClaimsForSomebodyElse() {
        as(VILLAGE, () -> {
            assertThatThrownBy(() -> tasks.claim(taskId, NEIGHBOUR)).hasMessageContaining("只能由本人签收");
            assertThatThrownBy(() -> tasks.setAssignee(taskId, NEIGHBOUR)).hasMessageContaining("只能由本人签收");
            return null;
        });
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {VILLAGE, NEIGHBOUR, "county411081", "county411082", "leader411081", "city411000", "partner", ADMIN})
    void nobodyChangesAnInstance(String user) {
        String instance = task.getProcessInstanceId();
        List<ThrowingCallable> attempts = List.of(
                () -> runtime.setVariable(instance, "caseStatus", "APPROVED"),
                () -> runtime.removeVariable(instance, "caseStatus"),
                () -> runtime.createProcessInstanceModification(instance).startBeforeActivity(ENTER_SYSTEM).execute(),
                () -> runtime.createMessageCorrelation(MESSAGE_WITHDRAWN)
                        .processInstanceBusinessKey(flow.caseNo()).correlate(),
                () -> runtime.signal(instance),
                () -> runtime.suspendProcessInstanceById(instance),
                () -> runtime.deleteProcessInstance(instance, "x"),
                () -> runtime.deleteProcessInstancesAsync(List.of(instance), "x"),
                () -> runtime.createModification(task.getProcessDefinitionId()).cancelAllForActivity(VERIFY_HOUSEHOLD)
                        .processInstanceIds(instance).execute(),
                () -> runtime.setVariablesAsync(List.of(instance), Map.of("caseStatus", "APPROVED")),
                () -> runtime.createMessageCorrelationAsync(MESSAGE_WITHDRAWN).processInstanceIds(List.of(instance)).correlateAllAsync(),
                () -> runtime.createSignalEvent("x").send(),
                () -> runtime.createProcessInstanceModification(instance).startBeforeActivity(ENTER_SYSTEM).executeAsync(),
                () -> runtime.restartProcessInstances(task.getProcessDefinitionId()).startBeforeActivity(VERIFY_HOUSEHOLD)
                        .processInstanceIds(instance).execute());

        for (int i = 0; i < attempts.size(); i++) {
            int number = i;
            as(user, () -> {
                assertThatThrownBy(attempts.get(number)).as("attempt " + number).isInstanceOf(ProcessEngineException.class);
                return null;
            });
        }
        assertUntouched();
    }

    @Test
    void variablesAreSeenOnlyWithATaskOneSees() {
        String instance = task.getProcessInstanceId();

        assertThat(as(VILLAGE, () -> runtime.createVariableInstanceQuery().variableScopeIdIn(taskId, task.getExecutionId(), instance).listPage(0, 50)))
                .extracting(VariableInstance::getName).contains("caseNo");
        for (String user : List.of(NEIGHBOUR, "township411081101", "county411081", "county411082", "leader411081",
                "city411000", "partner")) {
            assertThat(as(user, () -> runtime.createVariableInstanceQuery().variableScopeIdIn(taskId, task.getExecutionId(), instance).listPage(0, 50)))
                    .as(user).isEmpty();
            assertThat(as(user, () -> runtime.createVariableInstanceQuery().processInstanceIdIn(instance).listPage(0, 50))).as(user).isEmpty();
            assertThat(as(user, () -> runtime.createVariableInstanceQuery().count())).as(user).isZero();
        }
        assertThat(as(VILLAGE, () -> runtime.createVariableInstanceQuery().count())).as("without naming tasks").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {VILLAGE, ADMIN})
    void nobodySavesAFilterWithAnExpression(String user) {
        List<TaskQuery> queries = as(user, () -> List.of(
                tasks.createTaskQuery().dueAfterExpression("${now()}"),
                tasks.createTaskQuery().taskCandidateUserExpression("${currentUser()}"),
                tasks.createTaskQuery().or().dueAfterExpression("${now()}").endOr()));
        Filter plain = filters.newTaskFilter("普通过滤器 " + flow.caseNo()).setQuery(tasks.createTaskQuery());
        filters.saveFilter(plain);

        for (TaskQuery query : queries) {
            if (user.equals(ADMIN)) {
                assertThatThrownBy(() -> as(user, () -> filters.saveFilter(filters.newTaskFilter("x").setQuery(query))))
                        .as("new").isInstanceOf(BadUserRequestException.class).hasMessageContaining("表达式");
            }
            assertThatThrownBy(() -> as(user, () -> filters.saveFilter(filters.getFilter(plain.getId()).setQuery(query))))
                    .as("changed").isInstanceOf(ProcessEngineException.class);
        }
        filters.deleteFilter(plain.getId());
    }

    @Test
    void theProgramSavesAFilterWithAFixedExpressionAndNoOther() {
        Filter fixed = filters.newTaskFilter("固定 " + flow.caseNo()).setQuery(tasks.createTaskQuery().dueBeforeExpression("${now()}"));
        filters.saveFilter(fixed);
        assertThat(as(ADMIN, () -> filters.count(fixed.getId()))).isNotNegative();
        filters.deleteFilter(fixed.getId());

        assertThatThrownBy(() -> filters.saveFilter(filters.newTaskFilter("x")
                .setQuery(tasks.createTaskQuery().dueBeforeExpression("${runtimeService.deleteProcessInstance('x','y')}"))))
                .isInstanceOf(BadUserRequestException.class);
    }

    /** The filter is stored as if somebody had written it into the database, or an earlier version had accepted it. */
    @Test
    void aStoredFilterWithAForeignExpressionIsNotOpened() {
        Filter filter = filters.newTaskFilter("旧过滤器 " + flow.caseNo()).setQuery(tasks.createTaskQuery().taskName("x"));
        filters.saveFilter(filter);
        for (String query : List.of("{\"orQueries\":[{\"assigneeExpression\":\"${boom()}\"}]}", "{\"assigneeExpression\":\"${boom()}\"}")) {
            database.sql("update act_ru_filter set query_ = ? where id_ = ?").params(query, filter.getId()).update();
            assertThatThrownBy(() -> as(ADMIN, () -> filters.listPage(filter.getId(), 0, 5))).as(query)
                    .isInstanceOf(BadUserRequestException.class).hasMessageContaining("表达式");
        }
        filters.deleteFilter(filter.getId());
    }

    @ParameterizedTest
    @ValueSource(strings = {VILLAGE, ADMIN})
    void aFilterIsNotNarrowedByAnExpression(String user) {
        String filter = filters.createFilterQuery().filterName("我的待办").singleResult().getId();

        for (TaskQuery query : as(user, () -> List.of(tasks.createTaskQuery().dueAfterExpression("${boom()}"),
                tasks.createTaskQuery().or().dueAfterExpression("${boom()}").endOr()))) {
            List<Supplier<Object>> ways = List.of(() -> filters.list(filter, query), () -> filters.listPage(filter, query, 0, 5),
                    () -> filters.count(filter, query), () -> filters.singleResult(filter, query));
            for (Supplier<Object> way : ways) {
                assertThatThrownBy(() -> as(user, way)).isInstanceOf(BadUserRequestException.class).hasMessageContaining("表达式");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {VILLAGE, ADMIN})
    void nobodyQueriesTheDatabaseDirectlyOrDeploys(String user) {
        as(user, () -> {
            assertThatThrownBy(() -> tasks.createNativeTaskQuery().sql("select * from act_ru_task").list())
                    .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> runtime.createNativeExecutionQuery().sql("select * from act_ru_execution").list())
                    .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> identity.createNativeUserQuery().sql("select * from act_id_user").list())
                    .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> repository.createDeployment().addString("x.bpmn", "<x/>").deploy())
                    .isInstanceOf(ProcessEngineException.class).hasMessageContaining("权限");
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"groovy", "javascript", "feel", "feel-scala", "python"})
    void noScriptRuns(String language) {
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();

        assertThatThrownBy(() -> configuration.getCommandExecutorTxRequired()
                .execute(context -> configuration.getScriptingEngines().getScriptEngineForLanguage(language)))
                .isInstanceOf(ProcessEngineException.class).hasMessageContaining("scripting engine");
    }

    @Test
    void aFormIsReadOnlyByWhoseTaskItIs() {
        for (String user : List.of(NEIGHBOUR, "township411081101", "county411081", "county411082", "city411000", "partner")) {
            assertThatThrownBy(() -> as(user, () -> forms.getTaskFormVariables(taskId))).as(user).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> as(user, () -> forms.getDeployedTaskForm(taskId))).as(user).isInstanceOf(ProcessEngineException.class);
            assertThatThrownBy(() -> as(user, () -> tasks.getIdentityLinksForTask(taskId))).as(user).isInstanceOf(ProcessEngineException.class);
            assertThatThrownBy(() -> as(user, () -> tasks.getVariables(taskId))).as(user).isInstanceOf(ProcessEngineException.class);
        }
    }

    private void assertUntouched() {
        nobody();
        Task now = tasks.createTaskQuery().processInstanceBusinessKey(flow.caseNo()).singleResult();
        assertThat(now.getId()).isEqualTo(taskId);
        assertThat(now.getAssignee()).isNull();
        assertThat(now.getOwner()).isNull();
        assertThat(now.getName()).isEqualTo(task.getName());
        assertThat(tasks.getIdentityLinksForTask(taskId)).singleElement()
                .satisfies(link -> assertThat(link.getGroupId()).isEqualTo(VILLAGE));
        assertThat(runtime.getVariable(task.getProcessInstanceId(), "caseStatus")).isEqualTo("IN_PROGRESS");
        assertThat(flow.steps()).isEmpty();
    }

    private <T> T as(String userId, Supplier<T> call) {
        CurrentUser user = users.current(userId).orElseThrow();
        SecurityContextHolder.getContext().setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(user, null, user.authorities()));
        identity.setAuthentication(user.id(), user.groups(), user.tenants());
        try {
            return call.get();
        } finally {
            nobody();
        }
    }
}
