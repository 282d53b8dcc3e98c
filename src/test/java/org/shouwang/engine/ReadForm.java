package org.shouwang.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;

/** Lets tests of other packages read a form that is not deployed. */
public final class ReadForm {

    private static final FeelEngine FEEL = feel();

    private ReadForm() {
    }

    private static FeelEngine feel() {
        DefaultDmnEngineConfiguration configuration = (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.buildEngine();
        return configuration.getFeelEngine();
    }

    /**
     * @param known the values that conditions may name
     * @return what tells whether conditions hold
     */
    public static FormConditions conditions(Map<String, Object> known) {
        return new FormConditions(FEEL, known);
    }

    /**
     * @param form the content of a form file
     * @return its components
     */
    public static List<FormComponent> of(String form) {
        return FormSchema.read(new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)), new ObjectMapper()).components();
    }
}
