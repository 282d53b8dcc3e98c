package org.shouwang.procedure;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** Reads manifests and checks them against their schema. A fault names the line. */
public final class ManifestReader {

    private static final String SCHEMA = "procedure-manifest.schema.json";

    private final JsonMapper json = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(List.class, lists -> lists.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, maps -> maps.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))).build();
    private final CheckedYaml yaml = new CheckedYaml(SCHEMA);

    /**
     * Reads the manifest of a folder.
     *
     * @param folder the folder
     * @param faults where the manifest's faults are added
     * @return the manifest; null if it has faults
     */
    public Manifest read(ProcedureFolder folder, List<Fault> faults) {
        if (folder.text(ProcedureFolder.MANIFEST) == null) {
            faults.add(new Fault(ProcedureFolder.MANIFEST, 0, "the folder has no manifest", "add " + ProcedureFolder.MANIFEST));
            return null;
        }
        try {
            CheckedYaml.Content read = yaml.read(folder, ProcedureFolder.MANIFEST, faults);
            return read == null ? null : json.treeToValue(read.content(), Manifest.class);
        } catch (JsonProcessingException e) {
            faults.add(new Fault(ProcedureFolder.MANIFEST, 1, e.getOriginalMessage(), "see " + SCHEMA));
            return null;
        }
    }
}
