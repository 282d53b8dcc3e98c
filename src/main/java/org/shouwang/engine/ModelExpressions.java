package org.shouwang.engine;

import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.spring.ApplicationContextElResolver;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.context.ApplicationContext;

/**
 * Finds what a model's expressions name. The delegates of models and the dates of limits are found first: the engine would first
 * load all variables of a case, to see whether one of them has that name.
 */
final class ModelExpressions extends SpringExpressionManager {

    private static final String DATES_OF_LIMITS = "deadlines";

    ModelExpressions(ApplicationContext beans) {
        super(beans);
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver all = new CompositeELResolver();
        all.add(new DelegatesFirst(applicationContext));
        all.add(super.createElResolver());
        return all;
    }

    private static final class DelegatesFirst extends ApplicationContextElResolver {

        private final Set<String> names;

        private DelegatesFirst(ApplicationContext beans) {
            super(beans);
            names = new HashSet<>(Set.of(beans.getBeanNamesForType(JavaDelegate.class)));
            names.add(DATES_OF_LIMITS);
        }

        @Override
        public Object getValue(ELContext context, Object base, Object name) {
            return base == null && names.contains(name) ? super.getValue(context, base, name) : null;
        }
    }
}
