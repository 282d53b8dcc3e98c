package org.shouwang.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that every form that changes something gets its tokens: one against forgery, one against repetition. */
class PageFormsTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern POST = Pattern.compile("method\\s*=\\s*\"?post", Pattern.CASE_INSENSITIVE);

    @Test
    void everyFormThatIsPostedGetsItsTokensFromTheTemplateEngine() throws IOException {
        List<String> forms = forms();

        assertThat(forms).hasSizeGreaterThan(40);
        assertThat(forms).allMatch(form -> form.contains("th:action=") && !form.contains(" action="));
    }

    /** A half filled form is kept with the tokens of the form in which it stands. */
    @Test
    void nothingIsPostedPastTheForms() throws IOException {
        for (String page : pages()) {
            assertThat(page.replace("hx-post=@{/tasks/{id}/draft(id=${taskId})}", "").replaceAll("hx-post=(\\$\\{light} \\? null : )?@\\{\\$\\{keep}}", "")).doesNotContain("hx-post", "hx-put", "hx-patch", "hx-delete", "formmethod", "name=\"_once\"");
        }
    }

    /** Names do not belong in addresses, so the lists answer a search only if it is posted. */
    @Test
    void everySearchOfAListIsPosted() throws IOException {
        for (String page : pages()) {
            assertThat(FORM.matcher(page).results().map(found -> found.group()).filter(form -> form.contains("role=\"search\"")
                    && form.matches(".*@\\{/(cases|households|loans|officials)}.*"))).allMatch(form -> POST.matcher(form).find());
        }
    }

    @Test
    void thePagesOfEveryListAreTurnedInTheSameWay() throws IOException {
        assertThat(pages()).filteredOn(page -> page.contains("class=\"paging\"") || page.contains("rel=\"next\"")).hasSize(1);
        assertThat(pages()).filteredOn(page -> page.contains("parts :: paging(")).hasSizeGreaterThan(15);
    }

    private static List<String> forms() throws IOException {
        return pages().stream().flatMap(page -> FORM.matcher(page).results().map(found -> found.group()))
                .filter(form -> POST.matcher(form).find()).toList();
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html")).map(file -> {
                try {
                    return Files.readString(file);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }).toList();
        }
    }
}
