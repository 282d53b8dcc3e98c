package org.shouwang.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.RuntimeServiceImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.runtime.ProcessInstanceWithVariables;
import org.camunda.bpm.engine.runtime.ProcessInstantiationBuilder;
import org.shouwang.shared.InvalidInputException;

/** The engine's service that starts processes, through {@link ProcessDoor}. */
final class DoorRuntimeService extends RuntimeServiceImpl {

    private final Supplier<ProcessDoor> door;

    DoorRuntimeService(Supplier<ProcessDoor> door) {
        this.door = door;
    }

    @Override
    public ProcessInstantiationBuilder createProcessInstanceById(String processDefinitionId) {
        return new Start(commandExecutor, door.get(), processDefinitionId, null);
    }

    @Override
    public ProcessInstantiationBuilder createProcessInstanceByKey(String processDefinitionKey) {
        return new Start(commandExecutor, door.get(), null, processDefinitionKey);
    }

    private static final class Start extends ProcessInstantiationBuilderImpl {

        private final ProcessDoor door;

        Start(CommandExecutor commandExecutor, ProcessDoor door, String definitionId, String definitionKey) {
            super(commandExecutor);
            this.door = door;
            this.processDefinitionId = definitionId;
            this.processDefinitionKey = definitionKey;
        }

        @Override
        public ProcessInstanceWithVariables executeWithVariablesInReturn(boolean skipCustomListeners, boolean skipIoMappings) {
            if (!getModificationBuilder().getModificationOperations().isEmpty() || skipCustomListeners || skipIoMappings) {
                throw DoorRefusal.of(new InvalidInputException("startInstructions", "startInstructions",
                        "不被接受：流程只能从头发起"));
            }
            return DoorCalls.start(door, commandExecutor, getProcessDefinitionId(), getProcessDefinitionKey(),
                    getBusinessKey(), getVariables());
        }
    }
}
