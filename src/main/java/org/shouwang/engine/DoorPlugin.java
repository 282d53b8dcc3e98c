package org.shouwang.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionManager;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.FilterManager;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceManager;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.spring.SpringTransactionsProcessEngineConfiguration;
import org.shouwang.shared.Settings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ContextResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Builds the product's checks into the engine and switches off the functions that the product does not use. */
@Component
class DoorPlugin extends AbstractProcessEnginePlugin {

    /** The most results of a query. Tasklist asks for this many filters at once. */
    private static final int MAX_RESULTS = 2000;

    private final Supplier<ProcessDoor> door;
    private final Supplier<FormProjection> projection;
    private final Supplier<TaskClaims> claims;
    private final Supplier<StepOrder> order;
    private final Supplier<BarredTasks> barred;
    private final Supplier<Settings> settings;
    private final EngineProperties properties;
    private final ApplicationContext beans;

    /** The beans need the engine, so that each is asked for when it is needed first, and then kept. */
    DoorPlugin(ObjectProvider<ProcessDoor> door, ObjectProvider<FormProjection> projection, ObjectProvider<TaskClaims> claims,
               ObjectProvider<StepOrder> order, ObjectProvider<BarredTasks> barred, ObjectProvider<Settings> settings, EngineProperties properties,
               ApplicationContext beans) {
        this.door = SingletonSupplier.of(door::getObject);
        this.projection = SingletonSupplier.of(projection::getObject);
        this.claims = SingletonSupplier.of(claims::getObject);
        this.order = SingletonSupplier.of(order::getObject);
        this.barred = SingletonSupplier.of(barred::getObject);
        this.settings = SingletonSupplier.of(settings::getObject);
        this.properties = properties;
        this.beans = beans;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        QueryProperties.install();
        configuration.setFilterService(new DoorFilterService());
        configuration.setFormService(new DoorFormService(door, projection));
        configuration.setTaskService(new DoorTaskService(door, claims));
        configuration.setRuntimeService(new DoorRuntimeService(door));
        configuration.setCommandCheckers(new ArrayList<>(List.of(new TenantCommandChecker(), new RegionCommandChecker())));
        configuration.setResourceAuthorizationProvider(new NoTaskAuthorizations());
        configuration.setTenantIdProvider(new CountyTenants());
        List<SessionFactory> factories = configuration.getCustomSessionFactories() == null ? new ArrayList<>()
                : new ArrayList<>(configuration.getCustomSessionFactories());
        factories.add(new Factory(AuthorizationManager.class, () -> new RegionAuthorizationManager(barred)));
        factories.add(new Factory(FilterManager.class, FilterExpressions::new));
        factories.add(new Factory(DbSqlSession.class, () -> new JoinedWrites(configuration.getDbSqlSessionFactory())));
        factories.add(new Factory(DbEntityManager.class, () -> new KnownEntities(configuration.getIdGenerator())));
        factories.add(new Factory(TaskManager.class, KnownTasks::new));
        factories.add(new Factory(VariableInstanceManager.class, KnownVariables::new));
        factories.add(new Factory(ProcessDefinitionManager.class, () -> new KnownDefinitions(settings.get())));
        factories.add(new Factory(DecisionDefinitionManager.class, () -> new KnownDecisions(settings.get())));
        factories.add(new Factory(JobDefinitionManager.class, () -> new KnownJobDefinitions(settings.get())));
        factories.add(new Factory(JobManager.class, KnownJobs::new));
        factories.add(new Factory(ExecutionManager.class, KnownExecutions::new));
        factories.add(new Factory(IncidentManager.class, KnownIncidents::new));
        factories.add(new Factory(HistoricProcessInstanceManager.class, KnownInstances::new));
        configuration.setCustomSessionFactories(factories);
        configuration.setHistoryEventProducer(new KnownHistory());
        configuration.setHistoryEventHandler(new HistoryWriter());
        configuration.setCustomPreCommandInterceptorsTxRequired(
                with(configuration.getCustomPreCommandInterceptorsTxRequired(), new NoExpressionsInOr()));
        configuration.setCustomPreCommandInterceptorsTxRequired(
                with(configuration.getCustomPreCommandInterceptorsTxRequired(), new TimeLimits()));
        configuration.setCustomPreCommandInterceptorsTxRequiresNew(
                with(configuration.getCustomPreCommandInterceptorsTxRequiresNew(), new TimeLimits()));
        configuration.setCustomPostCommandInterceptorsTxRequired(
                with(configuration.getCustomPostCommandInterceptorsTxRequired(), new ProgramOnly(properties.repairs())));
        configuration.setCustomPostCommandInterceptorsTxRequiresNew(
                with(configuration.getCustomPostCommandInterceptorsTxRequiresNew(), new ProgramOnly(properties.repairs())));
        DatabaseRefusals refusals = new DatabaseRefusals();
        configuration.setCustomExceptionCodeProvider(refusals);
        configuration.setCustomPostCommandInterceptorsTxRequired(
                with(configuration.getCustomPostCommandInterceptorsTxRequired(), refusals));
        List<BpmnParseListener> listeners = configuration.getCustomPostBPMNParseListeners() == null ? new ArrayList<>()
                : new ArrayList<>(configuration.getCustomPostBPMNParseListeners());
        listeners.add(new StepOrderListener(order));
        configuration.setCustomPostBPMNParseListeners(listeners);
        DefaultDmnEngineConfiguration decisions = new DefaultDmnEngineConfiguration();
        decisions.setFeelEngineFactory(() -> new LiteralsFirst(new KeptFeel()));
        configuration.setDmnEngineConfiguration(decisions);
        configuration.setExpressionManager(new ModelExpressions(beans));
        configuration.setScriptEngineResolver(new NoScripts());
        configuration.setCmmnEnabled(false);
        configuration.setStandaloneTasksEnabled(false);
        configuration.setAuthorizationCheckRevokes(ProcessEngineConfigurationImpl.AUTHORIZATION_CHECK_REVOKE_NEVER);
        configuration.setEnsureJobDueDateNotNull(true);
        configuration.setQueryMaxResultsLimit(MAX_RESULTS);
        configuration.setJavaSerializationFormatEnabled(false);
        configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
    }

    /** Names deployed resources by their file names, so that the names do not depend on the directory. */
    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        if (configuration instanceof SpringTransactionsProcessEngineConfiguration spring && spring.getDeploymentResources() != null) {
            spring.setDeploymentResources(Arrays.stream(spring.getDeploymentResources()).filter(file -> !Deployments.isOfProcedure(file)).map(Named::new).toArray(Resource[]::new));
        }
    }

    private static final class Named extends AbstractResource implements ContextResource {

        private final Resource file;

        private Named(Resource file) {
            this.file = file;
        }

        @Override
        public String getPathWithinContext() {
            return file.getFilename();
        }

        @Override
        public String getDescription() {
            return file.getFilename();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return file.getInputStream();
        }
    }

    private static List<CommandInterceptor> with(List<CommandInterceptor> others, CommandInterceptor ours) {
        List<CommandInterceptor> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
        all.add(ours);
        return all;
    }

    private record Factory(Class<?> type, Supplier<Session> opening) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return type;
        }

        @Override
        public Session openSession() {
            return opening.get();
        }
    }
}
