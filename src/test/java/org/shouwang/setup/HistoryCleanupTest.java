package org.shouwang.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Date;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Checks when the engine removes history that was kept long enough. */
class HistoryCleanupTest extends IntegrationTest {

    @Autowired
    private ProcessEngine engine;

    @Test
    void historyIsDeletedAtNightInChinaWhateverTheServersZone() {
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();

        var window = configuration.getBatchWindowManager().getCurrentOrNextBatchWindow(Date.from(clock.now()), configuration);

        assertThat(hourInChina(window.getStart())).isEqualTo(2);
        assertThat(hourInChina(window.getEnd())).isEqualTo(5);
    }

    private static int hourInChina(Date moment) {
        return moment.toInstant().atZone(ZoneId.of("Asia/Shanghai")).getHour();
    }
}
