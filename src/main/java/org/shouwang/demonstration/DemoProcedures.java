package org.shouwang.demonstration;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The stories of the demonstration's cases of procedures. They stand in {@code demo/procedures/*.yaml}, in the words of the procedures'
 * examples; but their days are counted from the day on which a story began, so that they fit any first start.
 *
 * @param procedure the key of the procedure
 * @param about     whom its cases are about
 * @param stories   the stories
 */
record DemoProcedures(String procedure, About about, List<Story> stories) {

    private static final String FILES = "classpath:demo/procedures/*.yaml";

    DemoProcedures {
        about = about == null ? About.HOUSEHOLD : about;
    }

    /** Whom the cases of a procedure are about. A project or petition names in its own values what it is about. */
    enum About { HOUSEHOLD, PUPIL, PATIENT, PLACE }

    /**
     * The story of one case.
     *
     * @param tells      what somebody who looks at the demonstration finds
     * @param place      the code of the village or township in which it happens, or null for the example village of the start page
     * @param registered whether it is about a household of the register, which then lies in the example village
     * @param age        the age of the pupil in whole years, or 0
     * @param begun      the days before the demonstration's first start on which it began
     * @param steps      what happened, in its order
     */
    record Story(String tells, String place, boolean registered, int age, int begun, List<Step> steps) {
    }

    /**
     * One step of a story: a start, a task or a withdrawal. In values, {@code today}, {@code today-3} and {@code today+20} are days
     * counted from that of the step, {@code next 08-31} is the next such day, {@code year} is the year; {@code {name}} is the
     * person's name, {@code {stranger}} a made-up name, {@code {county}} and {@code {township}} are codes.
     *
     * @param day       the days since the story began
     * @param by        who did it: a post of the place as in the examples, such as {@code dept:zhujian} or {@code township-b}
     * @param start     the values with which a case began, or null; further steps are about the case that began last, and {@code {earlier}} in
     *     values is the number of the one before
     * @param of        the procedure whose case began, or null for that of the stories
     * @param does      the task that was done, or null
     * @param with      the values of the task, or null
     * @param withdraws the reason why the case was withdrawn, or null
     */
    record Step(int day, String by, Map<String, Object> start, String of, String does, Map<String, Object> with, String withdraws) {
    }

    /**
     * @return the stories of all procedures
     */
    static List<DemoProcedures> all() {
        // An anchor of a file may be used as often as it likes: the files are the program's own.
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        JsonMapper json = JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();
        List<DemoProcedures> all = new ArrayList<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                try (InputStream stream = file.getInputStream()) {
                    all.add(json.convertValue(new Yaml(new SafeConstructor(options)).load(stream), DemoProcedures.class));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
