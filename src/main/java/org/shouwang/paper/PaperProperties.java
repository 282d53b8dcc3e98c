package org.shouwang.paper;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of papers.
 *
 * @param libreOffice the LibreOffice program that makes PDF files: a path, or a name that is looked for on the path of the
 *     machine; empty if no PDF files shall be made
 * @param timeLimit   the time after which LibreOffice is stopped
 * @param waiting     the longest time for which a request waits until LibreOffice is free
 * @param parallel    the most runs of LibreOffice at the same time
 */
@ConfigurationProperties("shouwang.papers")
public record PaperProperties(@DefaultValue("soffice") String libreOffice, @DefaultValue("40s") Duration timeLimit,
                              @DefaultValue("15s") Duration waiting, @DefaultValue("2") int parallel) {
}
