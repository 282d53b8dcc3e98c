package org.shouwang.support;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Closes the application after the last test, while its database still answers; otherwise the application waits for the
 * database in vain. The class listens to the end of the session, since each class is a run of its own if several virtual
 * machines share the classes.
 */
public class ApplicationEndsBeforeDatabase implements BeforeAllCallback, LauncherSessionListener {

    private static final Set<ConfigurableApplicationContext> APPLICATIONS = ConcurrentHashMap.newKeySet();

    @Override
    public void beforeAll(ExtensionContext context) {
        APPLICATIONS.add((ConfigurableApplicationContext) SpringExtension.getApplicationContext(context));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        APPLICATIONS.forEach(ConfigurableApplicationContext::close);
    }
}
