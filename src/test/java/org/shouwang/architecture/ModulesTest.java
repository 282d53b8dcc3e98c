package org.shouwang.architecture;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.shouwang.ShouwangApplication;
import org.springframework.modulith.core.ApplicationModules;

/** The packages below {@code org.shouwang} are modules: no cycles, and nobody reaches into another one's inside. */
@Tag("apart")
class ModulesTest {

    @Test
    void modulesUseOnlyWhatOthersOffer() {
        ApplicationModules.of(ShouwangApplication.class).verify();
    }
}
