package org.shouwang.procedure;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads manifests and checks them against their schema. A fault names the line. A manifest without faults is read once. */
public final class ManifestReader {

    private static final String SCHEMA = "procedure-manifest.schema.json";

    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(List.class, lists -> lists.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, maps -> maps.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))).build();
    private static final CheckedYaml YAML = new CheckedYaml(SCHEMA);
    /** The manifests without faults by their texts: at a start each is asked for by many. */
    private static final Map<String, Manifest> READ = new ConcurrentHashMap<>();

    /**
     * Reads the manifest of a folder.
     *
     * @param folder the folder
     * @param faults where the manifest's faults are added
     * @return the manifest; null if it has faults
     */
    public Manifest read(ProcedureFolder folder, List<Fault> faults) {
        String text = folder.text(ProcedureFolder.MANIFEST);
        if (text == null) {
            faults.add(new Fault(ProcedureFolder.MANIFEST, 0, "the folder has no manifest", "add " + ProcedureFolder.MANIFEST));
            return null;
        }
        return READ.computeIfAbsent(text, any -> readAnew(folder, faults));
    }

    private static Manifest readAnew(ProcedureFolder folder, List<Fault> faults) {
        try {
            CheckedYaml.Content read = YAML.read(folder, ProcedureFolder.MANIFEST, faults);
            return read == null ? null : JSON.treeToValue(read.content(), Manifest.class);
        } catch (JsonProcessingException e) {
            faults.add(new Fault(ProcedureFolder.MANIFEST, 1, e.getOriginalMessage(), "see " + SCHEMA));
            return null;
        }
    }
}
