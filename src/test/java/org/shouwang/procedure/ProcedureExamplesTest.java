package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TakenFlows;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Plays the examples of all procedures. {@code -Dprocedure=<key>} plays those of one, and
 * {@code -Dprocedures=<folder>} those of folders outside the program, too.
 */
class ProcedureExamplesTest extends IntegrationTest {

    @Autowired
    private ReadFolders folders;
    @Autowired
    private Procedures procedures;
    @Autowired
    private TakenFlows flows;

    @TestFactory
    Stream<DynamicContainer> examples() {
        String only = System.getProperty("procedure");
        assertThat(only == null || procedures.find(only).isPresent()).as("There is no procedure %s. Folders with faults: %s", only, procedures.broken()).isTrue();
        return folders.sound().stream().filter(folder -> only == null || folder.name().equals(only))
                .map(folder -> new ProcedureExamples(shouwang, clock, database, flows, this::beginInTheMorning, this::awaitTimers)
                        .of(procedures.get(folder.name()), folder));
    }
}
