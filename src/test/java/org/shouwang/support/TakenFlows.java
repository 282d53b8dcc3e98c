package org.shouwang.support;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Notes which sequence flows cases take. The engine's history has the elements of a case only, and not how it came to them. */
public final class TakenFlows extends AbstractProcessEnginePlugin {

    private final Set<Taken> taken = ConcurrentHashMap.newKeySet();
    private volatile boolean noting;

    private record Taken(String process, String caseNo, String flow) {
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.getCustomPostBPMNParseListeners().add(new AbstractBpmnParseListener() {
            @Override
            public void parseSequenceFlow(Element flow, ScopeImpl scope, TransitionImpl transition) {
                transition.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) TakenFlows.this::note);
            }
        });
    }

    private void note(DelegateExecution execution) {
        if (noting) {
            taken.add(new Taken(((ExecutionEntity) execution).getProcessDefinition().getKey(), execution.getProcessBusinessKey(),
                    execution.getCurrentTransitionId()));
        }
    }

    /** Begins to note the flows that are taken, and forgets those of before. */
    public void begin() {
        taken.clear();
        noting = true;
    }

    /**
     * Ends the noting.
     *
     * @param process the key of a process
     * @param cases   the numbers of cases
     * @return the ids of the flows of the process that these cases have taken
     */
    public Set<String> end(String process, Set<String> cases) {
        noting = false;
        Set<String> flows = new TreeSet<>();
        taken.stream().filter(each -> each.process().equals(process) && cases.contains(each.caseNo())).forEach(each -> flows.add(each.flow()));
        return flows;
    }
}
