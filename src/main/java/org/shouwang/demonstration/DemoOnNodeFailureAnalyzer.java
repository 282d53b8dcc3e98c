package org.shouwang.demonstration;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an operator how to correct a {@link DemoOnNodeException}, instead of printing a stack trace. */
class DemoOnNodeFailureAnalyzer extends AbstractFailureAnalyzer<DemoOnNodeException> {

    private static final String ACTION = """
            Take 'demo' out of SPRING_PROFILES_ACTIVE (or spring.profiles.active, spring.profiles.include) for a real
            installation, or 'node' for a demonstration.

            正式部署请从 SPRING_PROFILES_ACTIVE（或 spring.profiles.active、spring.profiles.include）中去掉 demo；演示请去掉 node。""";

    @Override
    protected FailureAnalysis analyze(Throwable failure, DemoOnNodeException cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, failure);
    }
}
