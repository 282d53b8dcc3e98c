package org.shouwang.attachment;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.PolicyParameters;
import org.springframework.stereotype.Service;

/**
 * The files that steps ask for. A step warns where its file is not there, and is refused without it from the day on that a dated
 * parameter names.
 */
@Service
public class DemandedFiles {

    private static final Map<FileKind, String> PARAMETERS = new EnumMap<>(Map.of(FileKind.AUTHORISATION, "FILE_DEMANDED_AUTHORISATION",
            FileKind.NOTICE_PHOTO, "FILE_DEMANDED_NOTICE_PHOTO"));

    private final Attachments files;
    private final PolicyParameters parameters;
    private final AdjustableClock clock;

    DemandedFiles(Attachments files, PolicyParameters parameters, AdjustableClock clock) {
        this.files = files;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * Returns what a form says about a file that is not there.
     *
     * @param kind   a kind that steps ask for
     * @param owners the numbers of what the file may hang on, such as the case
     * @return the warning; empty if there is such a file
     */
    public Optional<String> warning(FileKind kind, String... owners) {
        if (isThere(kind, owners)) {
            return Optional.empty();
        }
        return Optional.of("还没有上传" + kind.title() + (isDemanded(kind) ? "，不上传不能提交。" : "，请拍照上传；暂时不能上传的，可以先提交，以后补上。"));
    }

    /**
     * Returns the reason why a step is refused.
     *
     * @param kind   a kind that steps ask for
     * @param owners the numbers of what the file may hang on, such as the case
     * @return the reason; empty if the file is there or not demanded today
     */
    public Optional<String> refusal(FileKind kind, String... owners) {
        return !isDemanded(kind) || isThere(kind, owners) ? Optional.empty()
                : Optional.of("：还没有上传" + kind.title() + "，请先在案件页面的“材料”里上传，再提交");
    }

    private boolean isThere(FileKind kind, String... owners) {
        return Arrays.stream(owners).anyMatch(owner -> files.has(owner, kind));
    }

    private boolean isDemanded(FileKind kind) {
        return parameters.number(PARAMETERS.get(kind), clock.today()) == 1;
    }

    /**
     * Returns the kinds that an owner still lacks.
     *
     * @param wanted the kinds that the owner should have by now
     * @param owners the numbers of what the files may hang on
     */
    public List<FileKind> missing(List<FileKind> wanted, String... owners) {
        return wanted.stream().filter(kind -> !isThere(kind, owners)).toList();
    }
}
