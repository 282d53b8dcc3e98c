package org.shouwang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.ReadForm;
import org.shouwang.engine.TaskForms;
import org.shouwang.support.Shouwang;
import org.shouwang.taskform.FormView;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Compares what the product's own pages show of each form with what Tasklist's form renderer shows of it: once for values for
 * which each condition holds, once for values for which it does not.
 */
class FormRenderersBrowserTest extends BrowserTest {

    private static final Path FORMS = Path.of("target/classes/forms");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern OF_A_ROW = Pattern.compile("this\\.(\\w+)");
    private static final Pattern TEXT = Pattern.compile("\\{\\{(?:#if )?(\\w+)(?: != null)?}}");
    private static final List<String> WORDS = List.of("and", "or", "null", "true");

    /** Finds the form renderer in Tasklist's own bundle, and returns what it and our markup show, a line for each thing. */
    private static final String COMPARE = """
            async cases => {
              let load;
              self.webpackChunkcamunda_bpm_webapp.push([[Symbol()], {}, found => load = found]);
              const id = Object.keys(load.m).find(key => String(load.m[key]).includes('importSchema(e,t={}){return new Promise'));
              const Form = load(id).Form || Object.values(load(id)).find(each => each?.prototype?.importSchema && !each.prototype.saveSchema);
              const plain = text => (text || '').replace(/\\s+/g, '');
              const own = (element, skip) => {
                const copy = element.cloneNode(true);
                copy.querySelectorAll('style,' + (skip || '.fjs-asterix')).forEach(each => each.remove());
                return plain(copy.textContent);
              };
              const settle = () => new Promise(done => setTimeout(done, 15));
              const theirs = async root => {
                const lines = [];
                for (const field of root.querySelectorAll('.fjs-form-field')) {
                  const type = [...field.classList].map(name => name.replace('fjs-form-field-', '')).find(name =>
                    ['html', 'text', 'textfield', 'textarea', 'number', 'datetime', 'checkbox', 'checklist', 'radio', 'select', 'taglist', 'group', 'dynamiclist', 'table'].includes(name));
                  if (!type) { continue; }
                  if (type === 'html' || type === 'text') { lines.push(type + ' ' + own(field)); continue; }
                  if (type === 'table') {
                    lines.push('table ' + [...field.querySelectorAll('th')].map(each => own(each)) + ' ' + [...field.querySelectorAll('tbody td:not([colspan])')].map(each => own(each)));
                    continue;
                  }
                  const label = field.querySelector(':scope > label, :scope > .fjs-form-field-label, .fjs-form-field-label');
                  if (type === 'group' || type === 'dynamiclist') { lines.push(type + ' ' + (label ? own(label) : '')); continue; }
                  const required = [...field.querySelectorAll('.fjs-asterix')].length > 0;
                  const help = field.querySelector('.fjs-form-field-description');
                  let options = [];
                  if (type === 'radio' || type === 'checklist') {
                    options = [...field.querySelectorAll('label')].filter(each => each.querySelector('input')).map(each => own(each));
                    if (!options.length) { options = [...field.querySelectorAll('label')].slice(1).map(each => own(each)); }
                  }
                  if (type === 'select' && !field.querySelector('.fjs-readonly')) {
                    for (const press of ['mousedown', 'focusin', 'focus', 'click']) {
                      const place = field.querySelector('input.fjs-input') || field.querySelector('.fjs-input-group');
                      if (!field.querySelector('.fjs-dropdownlist-item')) {
                        place.dispatchEvent(new MouseEvent(press, {bubbles: true}));
                        await settle();
                      }
                    }
                    options = [...field.querySelectorAll('.fjs-dropdownlist-item')].map(each => own(each));
                  }
                  const unit = [...field.querySelectorAll('.fjs-input-adornment-text')].map(each => own(each)).join('');
                  lines.push([type, own(label), required ? '*' : '', help ? own(help) : '', options, type === 'number' ? unit : ''].join(' | '));
                }
                return lines;
              };
              const ours = root => {
                const lines = [];
                for (const part of root.querySelectorAll('.part:not([hidden])')) {
                  if (part.parentElement.closest('.part[hidden]')) { continue; }
                  const type = [...part.classList].find(name => name.startsWith('of-')).slice(3);
                  const inside = part.firstElementChild;
                  if (type === 'html' || type === 'text') { lines.push(type + ' ' + own(inside)); continue; }
                  if (type === 'table') {
                    lines.push('table ' + [...part.querySelectorAll('th')].map(each => own(each)) + ' ' + [...part.querySelectorAll('tbody td')].map(each => own(each)));
                    continue;
                  }
                  const label = part.querySelector('label, legend, .label');
                  if (type === 'group' || type === 'dynamiclist') { lines.push(type + ' ' + (inside.querySelector(':scope > legend') ? own(inside.querySelector(':scope > legend')) : '')); continue; }
                  const required = part.querySelector(':required, .needed') !== null;
                  const help = part.querySelector('.hint');
                  const options = type === 'select' ? [...part.querySelectorAll('option[value]:not([value=""])')].map(each => own(each))
                    : type === 'radio' || type === 'checklist' ? [...part.querySelectorAll('.choices label')].map(each => own(each)) : [];
                  const title = type === 'radio' || type === 'checklist' ? part.querySelector('legend') : label;
                  const unit = part.querySelector('.unit');
                  lines.push([type, own(title), required ? '*' : '', help ? own(help) : '', options, unit ? own(unit) : ''].join(' | '));
                }
                return lines;
              };
              const results = [];
              for (const each of cases) {
                const place = document.createElement('div');
                document.body.append(place);
                const form = new Form({container: place});
                await form.importSchema(each.schema, each.data);
                await settle();
                const page = document.createElement('div');
                page.innerHTML = each.html;
                results.push({name: each.name, theirs: await theirs(place), ours: ours(page)});
                form.destroy();
                place.remove();
              }
              return results;
            }
            """;

    @Autowired
    private TaskForms taskForms;
    @Autowired
    private ThymeleafViewResolver views;
    @Autowired
    private WebApplicationContext context;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void everyFormShowsTheSameHereAsInTasklist() throws Exception {
        List<Map<String, Object>> cases = new ArrayList<>();
        List<String> onesided = new ArrayList<>();
        for (Path file : forms()) {
            String form = Files.readString(file);
            List<FormComponent> components = ReadForm.of(form);
            Map<String, Object> full = full(form, components);
            List<Map<String, Object>> filled = new ArrayList<>(List.of(Map.of(), full));
            conditionsOf(components).filter(condition -> holds(condition, Map.of()) == holds(condition, full))
                    .forEach(condition -> others(condition, full, components).filter(other -> holds(condition, Map.of()) != holds(condition, other)).findFirst()
                            .ifPresentOrElse(filled::add, () -> onesided.add(file.getFileName() + " " + condition)));
            for (Map<String, Object> data : filled) {
                cases.add(new HashMap<>(Map.of("name", FORMS.relativize(file) + (data.isEmpty() ? " without values" : " with values"),
                        "schema", json.readValue(form, Object.class), "data", data, "html", html(components, data))));
            }
        }
        assertThat(cases).hasSizeGreaterThan(100);
        assertThat(onesided).as("conditions that the values do not tell apart").isEmpty();

        Page page = open("county" + Shouwang.COUNTY, DESKTOP, TASKLIST);
        page.waitForFunction("self.webpackChunkcamunda_bpm_webapp && document.querySelector('.task-filters')");
        JsonNode results = json.valueToTree(page.evaluate(COMPARE, cases));

        List<String> different = new ArrayList<>();
        results.forEach(result -> {
            List<String> theirs = texts(result.path("theirs"));
            List<String> ours = texts(result.path("ours"));
            assertThat(theirs).hasSizeGreaterThan(1);
            for (int i = 0; i < Math.max(theirs.size(), ours.size()); i++) {
                String their = i < theirs.size() ? theirs.get(i) : "nothing";
                String our = i < ours.size() ? ours.get(i) : "nothing";
                if (!their.equals(our)) {
                    different.add(result.path("name").asText() + "\n  Tasklist: " + their + "\n  here:     " + our);
                }
            }
        });
        assertThat(different).isEmpty();
    }

    private static List<String> texts(JsonNode lines) {
        List<String> texts = new ArrayList<>();
        lines.forEach(line -> texts.add(line.asText()));
        return texts;
    }

    private static List<Path> forms() throws IOException {
        try (Stream<Path> files = Files.walk(FORMS)) {
            return files.filter(file -> file.toString().endsWith(".form")).sorted().toList();
        }
    }

    private boolean holds(String condition, Map<String, Object> data) {
        Map<String, Object> known = new HashMap<>();
        names(condition).forEach(name -> known.put(name, data.get(name)));
        return taskForms.conditions(known).holds(condition, known);
    }

    private static Stream<String> conditionsOf(List<FormComponent> components) {
        return components.stream().flatMap(each -> Stream.concat(Stream.ofNullable(each.hideIf()), conditionsOf(each.children()))).distinct();
    }

    private static List<String> names(String expression) {
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(expression.replaceAll("\"[^\"]*\"", ""));
        while (name.find()) {
            if (!WORDS.contains(name.group())) {
                names.add(name.group());
            }
        }
        return names;
    }

    /**
     * Returns values that may tell a condition apart where those of the other conditions do not: what it compares with, for one of
     * its names and for all.
     */
    private static Stream<Map<String, Object>> others(String condition, Map<String, Object> full, List<FormComponent> components) {
        Map<String, Object> compared = new HashMap<>();
        names(condition).forEach(name -> {
            Matcher literal = Pattern.compile("\\b" + name + " !?= \"(\\w+)\"").matcher(condition);
            if (literal.find()) {
                compared.put(name, literal.group(1));
            }
        });
        Map<String, Object> another = new HashMap<>();
        names(condition).forEach(name -> another.put(name, all(components).filter(field -> name.equals(field.key()))
                .flatMap(field -> field.options().keySet().stream()).filter(option -> !option.equals(compared.get(name))).<Object>map(option -> option)
                .findFirst().orElse(1)));
        return Stream.concat(Stream.of(compared, another), compared.entrySet().stream().map(each -> Map.of(each.getKey(), each.getValue()))).map(values -> {
            Map<String, Object> other = new HashMap<>(full);
            other.keySet().removeAll(names(condition));
            other.putAll(values);
            return other;
        });
    }

    private static Stream<FormComponent> all(List<FormComponent> components) {
        return components.stream().flatMap(each -> Stream.concat(Stream.of(each), all(each.children())));
    }

    /** Returns values for which everything that depends on a value is shown: rows for lists, else what conditions ask for. */
    private static Map<String, Object> full(String form, List<FormComponent> components) {
        Map<String, Object> row = new LinkedHashMap<>();
        OF_A_ROW.matcher(form).results().forEach(found -> row.put(found.group(1), "某" + found.group(1)));
        Map<String, Object> values = new HashMap<>();
        conditionsOf(components).forEach(condition -> names(condition).forEach(name -> {
            Matcher literal = Pattern.compile("\\b" + name + " !?= (\"(\\w+)\"|true|\\[])").matcher(condition);
            if (literal.find()) {
                values.put(name, literal.group(2) != null ? literal.group(2) : "true".equals(literal.group(1)) ? true : List.of(row));
            } else {
                values.putIfAbsent(name, "某" + name);
            }
        }));
        TEXT.matcher(form).results().forEach(found -> values.putIfAbsent(found.group(1), "某" + found.group(1)));
        rows(components, values, row);
        all(components).filter(field -> "number".equals(field.type())).forEach(field -> values.replace(field.key(), 1));
        return values;
    }

    private static void rows(List<FormComponent> components, Map<String, Object> values, Map<String, Object> row) {
        components.forEach(each -> {
            if (each.source() != null) {
                Map<String, Object> cells = new LinkedHashMap<>(row);
                each.columns().keySet().forEach(column -> cells.put(column, "某" + column));
                values.put(each.source().substring(1), List.of(cells, cells));
            }
            rows(each.children(), values, row);
        });
    }

    private String html(List<FormComponent> components, Map<String, Object> data) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setCharacterEncoding("UTF-8");
        assertThatCode(() -> views.resolveViewName("task-form-changes", Locale.CHINA).render(new HashMap<>(Map.of("taskId", "0", "savedAt", Instant.EPOCH,
                "parts", FormView.of(components, data, FormView.initial(components, data), List.of(), taskForms::conditions))),
                request, response)).doesNotThrowAnyException();
        try {
            return response.getContentAsString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
