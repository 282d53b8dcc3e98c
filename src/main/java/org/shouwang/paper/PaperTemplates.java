package org.shouwang.paper;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.config.ConfigureBuilder;
import com.deepoove.poi.plugin.table.LoopRowTableRenderPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.shouwang.engine.Deployments;
import org.shouwang.shared.Decimals;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Fills in Word templates. A tag that the model does not know is an error. A table repeats the row that begins with the tag of
 * a list, and writes the values of each item where the row has their names in square brackets.
 */
@Component
class PaperTemplates {

    /** What stands for a value that is left to be filled in by hand; a template that wants a line for it underlines its tag. */
    private static final String BLANK = "　　　　　　　　";
    /** What stands for a day that is left to be filled in by hand, such as the day under a seal before the act. */
    private static final String BLANK_DAY = "　　　年　　月　　日";
    private static final Pattern NAME_OF_DAY = Pattern.compile("\\w*[a-z]On");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final String AMOUNT = "#,##0.##";

    private final Deployments deployments;

    PaperTemplates(Deployments deployments) {
        this.deployments = deployments;
    }

    /**
     * @param template the template's place, as in {@link PaperOrder#template}
     * @return the template as it is
     * @throws UncheckedIOException if there is no such template, which is a fault of the program
     */
    byte[] read(String template) {
        String[] place = template.split("/");
        if ("deployments".equals(place[0])) {
            return deployments.files(place[1]).get(place[2]);
        }
        try {
            return new ClassPathResource("bpmn/" + template).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills in a template.
     *
     * @param template the template
     * @param model    the values as in {@link PaperOrder#model}
     * @return the Word file
     */
    byte[] fill(byte[] template, Map<String, Object> model) {
        ConfigureBuilder configuration = Configure.builder().setValidErrorHandler(new Configure.AbortHandler());
        Map<String, Object> texts = new LinkedHashMap<>();
        model.forEach((name, value) -> {
            if (value instanceof List<?> rows) {
                configuration.bind(name, new LoopRowTableRenderPolicy(true));
                texts.put(name, rows.stream().map(row -> row((Map<?, ?>) row)).toList());
            } else {
                texts.put(name, value != null ? text(value) : NAME_OF_DAY.matcher(name).matches() ? BLANK_DAY : BLANK);
            }
        });
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (XWPFTemplate word = XWPFTemplate.compile(new ByteArrayInputStream(template), configuration.build()).render(texts)) {
            word.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static Map<String, Object> row(Map<?, ?> row) {
        Map<String, Object> texts = new LinkedHashMap<>();
        row.forEach((name, value) -> texts.put((String) name, value == null ? "" : text(value)));
        return texts;
    }

    /** Writes days and amounts as offices write them. */
    private static String text(Object value) {
        if (value instanceof LocalDate day) {
            return DAY.format(day);
        }
        if (value instanceof BigDecimal amount) {
            return new DecimalFormat(AMOUNT, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(Decimals.rounded(amount, 2, RoundingMode.HALF_UP));
        }
        return value.toString();
    }
}
