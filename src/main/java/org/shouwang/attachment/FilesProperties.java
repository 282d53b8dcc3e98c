package org.shouwang.attachment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of files.
 *
 * @param heifConvert the program that makes pictures of iPhones (HEIC) into JPEG; Debian has it in {@code libheif-examples}.
 *     Where it is not installed such pictures are refused
 * @param clamav      the ClamAV server that looks for viruses, {@code host:port} or {@code unix:/path/of/the/socket}; empty for
 *     none. While a configured server does not answer, no file is taken
 */
@ConfigurationProperties("shouwang.files")
record FilesProperties(@DefaultValue("heif-convert") String heifConvert, @DefaultValue("") String clamav) {
}
