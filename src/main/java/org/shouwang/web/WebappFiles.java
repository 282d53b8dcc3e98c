package org.shouwang.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.shouwang.shared.Sha256;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Serves scripts, styles and texts of the Camunda webapps, including the product's own. Their address contains a fingerprint
 * of all these files, so that a browser may keep them for a year and still asks for new ones as soon as a file differs.
 */
@Configuration(proxyBeanMethods = false)
class WebappFiles implements WebMvcConfigurer {

    private static final String ADDRESS = "/camunda/static/";
    private static final String ALL = "classpath*:META-INF/resources/%s**/*.*";
    private static final List<String> FOLDERS = List.of("webjars/camunda/", "plugin/");
    private static final Duration LONG = Duration.ofDays(365);
    private static final int FINGERPRINT = 16;
    /** The filter's place before the filters of the webapps, which write their pages. */
    private static final int ORDER = 150;

    /** The fingerprint of all files. It is made in parallel to the start, since all files are read for it. */
    private final CompletableFuture<String> fingerprint = CompletableFuture.supplyAsync(WebappFiles::fingerprint);

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        String[] places = FOLDERS.stream().map(folder -> "classpath:/META-INF/resources/" + folder).toArray(String[]::new);
        registry.addResourceHandler(address() + "/**").addResourceLocations(places)
                .setCacheControl(CacheControl.maxAge(LONG).cachePrivate().immutable());
        // The page comes from a node of another version. Its files must not be cached under that version's address.
        registry.addResourceHandler(ADDRESS + "*/**").addResourceLocations(places)
                .setCacheControl(CacheControl.noStore()).resourceChain(false).addResolver(new OtherVersion());
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> webappAddressFilter() {
        FilterRegistrationBean<OncePerRequestFilter> registration = new FilterRegistrationBean<>(new AddressFilter(this::address));
        registration.addUrlPatterns("/camunda/app/*");
        registration.setOrder(ORDER);
        return registration;
    }

    private String address() {
        return ADDRESS + fingerprint.join();
    }

    private static String fingerprint() {
        try {
            MessageDigest digest = Sha256.digest();
            for (String folder : FOLDERS) {
                Resource[] files = new PathMatchingResourcePatternResolver(WebappFiles.class.getClassLoader()).getResources(ALL.formatted(folder));
                Arrays.sort(files, Comparator.comparing(Resource::getDescription));
                for (Resource file : files) {
                    Sha256.add(digest, file.getInputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT);
        } catch (IOException e) {
            throw new IllegalStateException("The files of the webapps cannot be read", e);
        }
    }

    /** Finds a file under an address whose first part is the fingerprint of another version. */
    private static final class OtherVersion extends PathResourceResolver {

        @Override
        protected Resource getResource(String path, Resource location) throws IOException {
            return super.getResource(path.substring(path.indexOf('/') + 1), location);
        }
    }

    /** Writes the address of the files into the webapps' pages. */
    private static final class AddressFilter extends OncePerRequestFilter {

        private final Supplier<String> address;

        private AddressFilter(Supplier<String> address) {
            this.address = address;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return request.getRequestURI().contains(".");
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
            chain.doFilter(request, page);
            if (page.getContentType() != null && page.getContentType().startsWith(MediaType.TEXT_HTML_VALUE)) {
                String html = new String(page.getContentAsByteArray(), StandardCharsets.ISO_8859_1).replace("$ASSETS", address.get())
                        .replaceAll("[./]*(?:/camunda)?/api/(\\w+)/plugin/\\w+/static", address.get() + "/$1");
                page.resetBuffer();
                page.getOutputStream().write(html.getBytes(StandardCharsets.ISO_8859_1));
            }
            page.copyBodyToResponse();
        }
    }
}
