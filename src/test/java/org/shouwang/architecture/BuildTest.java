package org.shouwang.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.shouwang.ShouwangApplication;

/** Tests what the build makes of the product. */
class BuildTest {

    @Test
    void theJarStartsTheProductAndNotTheProgramForDevelopment() throws IOException {
        String started = Jsoup.parse(Files.readString(Path.of("pom.xml")), Parser.xmlParser())
                .select("execution:has(> id:containsOwn(repackage)) > configuration > mainClass").text();

        assertThat(started).isEqualTo(ShouwangApplication.class.getName());
    }
}
