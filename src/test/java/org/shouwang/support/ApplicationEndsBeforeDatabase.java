package org.shouwang.support;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Closes the application after the last test, while its database still answers; otherwise it waits for it in vain. */
class ApplicationEndsBeforeDatabase implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        ConfigurableApplicationContext application =
                (ConfigurableApplicationContext) SpringExtension.getApplicationContext(context);
        context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).getOrComputeIfAbsent(application,
                key -> (ExtensionContext.Store.CloseableResource) application::close);
    }
}
