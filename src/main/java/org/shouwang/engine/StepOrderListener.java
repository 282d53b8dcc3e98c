package org.shouwang.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Asks {@link StepOrder} before the steps that the engine does by itself. {@link ProcessDoor} asks before the tasks of people,
 * since it can give them the message. The listener is built in, so that no modification of an instance skips it.
 */
final class StepOrderListener extends AbstractBpmnParseListener implements ExecutionListener {

    private final Supplier<StepOrder> order;

    StepOrderListener(Supplier<StepOrder> order) {
        this.order = order;
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        activity.addBuiltInListener(EVENTNAME_START, this);
    }

    @Override
    public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
        activity.addBuiltInListener(EVENTNAME_START, this);
    }

    @Override
    public void notify(DelegateExecution execution) {
        order.get().require(((ExecutionEntity) execution).getProcessDefinition().getKey(), execution.getCurrentActivityId(),
                execution.getProcessBusinessKey(), null);
    }
}
