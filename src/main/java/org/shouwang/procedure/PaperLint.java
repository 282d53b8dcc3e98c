package org.shouwang.procedure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Finds tags in the templates of papers that nothing fills in. */
final class PaperLint {

    private static final Pattern TAG = Pattern.compile("\\{\\{[@#*+]?([^{}]+)}}");
    private static final Set<String> ALWAYS = Set.of("caseNo", "processTitle", "county", "township", "village", "fullVillage", "headName",
            "headIdMasked", "householdNo", "statusText", "registeredOn", "decidedOn", "refusalReason", "paperNo", "paperVersion", "madeBy",
            "madeOn", "steps", "reason");

    private final Procedure procedure;
    private final Faults faults;

    PaperLint(Procedure procedure, Faults faults) {
        this.procedure = procedure;
        this.faults = faults;
    }

    void look() {
        Set<String> known = new TreeSet<>(ALWAYS);
        procedure.forms().keySet().forEach(form -> procedure.fields(form).forEach(field -> known.add(field.key())));
        known.addAll(procedure.manifest().data().keySet());
        procedure.manifest().tables().forEach(table -> known.addAll(table.outputs().values()));
        for (Manifest.Document document : procedure.manifest().documents()) {
            String file = "documents/" + document.kind() + ".docx";
            byte[] content = faults.folder().files().get(file);
            if (content == null) {
                faults.add(ProcedureFolder.MANIFEST, "kind: " + document.kind(), "there is no template " + file, "add it");
                continue;
            }
            Matcher tag = TAG.matcher(text(content));
            while (tag.find()) {
                String name = tag.group(1).strip();
                if (!known.contains(name)) {
                    faults.add(file, "", "nothing fills in {{" + name + "}}", "name a field of a form, a value under data or one of " + ALWAYS);
                }
            }
        }
    }

    private static String text(byte[] docx) {
        StringBuilder text = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("word/") && entry.getName().endsWith(".xml")) {
                    text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8).replaceAll("<[^>]+>", ""));
                }
            }
        } catch (IOException e) {
            return "";
        }
        return text.toString();
    }
}
