package org.shouwang.engine;

import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cmd.GetDeployedProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.runtime.ProcessInstanceWithVariables;
import org.shouwang.shared.InvalidInputException;

/** Calls {@link ProcessDoor} from the engine's services and turns its exceptions into the engine's own answers. */
final class DoorCalls {

    private DoorCalls() {
    }

    static <T> T get(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw DoorRefusal.of(e);
        }
    }

    static void run(Runnable call) {
        get(() -> {
            call.run();
            return null;
        });
    }

    /** Starts a process by its id or its key, whichever is given. */
    static ProcessInstanceWithVariables start(ProcessDoor door, CommandExecutor executor, String processDefinitionId,
                                              String processKey, String businessKey, Map<String, Object> submitted) {
        return get(() -> {
            if (businessKey != null && !businessKey.isBlank()) {
                throw new InvalidInputException("businessKey", "业务编号", "由系统生成，不能指定");
            }
            String key = processKey != null ? processKey : executor.execute(
                    new GetDeployedProcessDefinitionCmd(processDefinitionId, true)).getKey();
            return door.startInstance(key, submitted);
        });
    }
}
