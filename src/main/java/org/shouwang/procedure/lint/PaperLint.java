package org.shouwang.procedure.lint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.shouwang.procedure.Document;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;
import org.shouwang.procedure.ProcedurePapers;

/** Finds tags in the templates of papers that nothing fills in. */
record PaperLint(Procedure procedure, Faults faults) {

    private static final Pattern TAG = Pattern.compile("\\{\\{[@#*+]?([^{}]+)}}");
    private static final Set<String> ALWAYS = Set.of("caseNo", "processTitle", "county", "township", "village", "fullVillage", "headName",
            "headIdMasked", "filedBy", "subjectTitle", "householdNo", "paperNo", "paperVersion", "madeBy", "madeOn");

    /** What the papers print that many procedures have. */
    private static final Pattern OF_LEVELS = Pattern.compile("(village|township|check|leader)(Outcome|Opinion|By|On)"
            + "|meeting(On|Place|Chair|Recorder|Present|Words)|signers|noticeText|entries|approvedOn|listNo|authority");

    void look() {
        Set<String> known = new TreeSet<>(ALWAYS);
        known.addAll(ProcedurePapers.tags(procedure));
        for (Document document : procedure.manifest().documents()) {
            if (document.of() == Document.Common.NOTICE) {
                continue;
            }
            String file = "documents/" + document.kind() + ".docx";
            byte[] content = faults.folder().files().get(file);
            if (content == null) {
                faults.add(ProcedureFolder.MANIFEST, "kind: " + document.kind(), "there is no template " + file, "add it");
                continue;
            }
            String text = text(content);
            if (text == null) {
                faults.add(file, "", "it is no Word document", "save it as .docx");
                continue;
            }
            Matcher tag = TAG.matcher(text);
            while (tag.find()) {
                String name = tag.group(1).strip();
                if (!known.contains(name) && !(document.list() && ProcedurePapers.ENTRIES.equals(name))
                        && !(document.of() != null && OF_LEVELS.matcher(name).matches())) {
                    faults.add(file, "", "nothing fills in {{" + name + "}}", "name a field of a form, a value under data or one of "
                            + Faults.sorted(ALWAYS));
                } else if (document.open() && procedure.manifest().field(name).personal()) {
                    faults.add(ProcedureFolder.MANIFEST, "kind: " + document.kind(), "other systems may have this paper, which prints the personal field "
                            + name, "take it out, or open: true away");
                }
            }
        }
    }

    /** Returns the text of a Word document; null if it is none. */
    private static String text(byte[] docx) {
        try (XWPFWordExtractor word = new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(docx)))) {
            return word.getText();
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
