package org.shouwang.architecture;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.shouwang.ShouwangApplication;
import org.springframework.modulith.core.ApplicationModules;

/**
 * Tests that the packages below {@code org.shouwang} are modules: there are no cycles, and no module uses the inside of
 * another.
 */
@Tag("apart")
class ModulesTest {

    @Test
    void modulesUseOnlyWhatOthersOffer() {
        ApplicationModules.of(ShouwangApplication.class).verify();
    }
}
