package org.shouwang.security.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Devices;
import org.shouwang.security.PageLogin;
import org.shouwang.security.SecurityProperties;
import org.shouwang.security.TooManyTriesException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** One login for pages, Tasklist, Cockpit, the API and the engine's REST API: a session for people, Basic for programs. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /**
     * Matches requests with Basic credentials that no foreign page has caused. A foreign page cannot make a program send its
     * credentials, but it can make a browser that has remembered them. A browser names the page's site in the Origin header;
     * programs send no such header.
     */
    private static final RequestMatcher BASIC_FROM_HERE = request -> {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Basic ", 0, 6) && isFromHere(request);
    };
    private static final RequestMatcher PAGE = request -> "GET".equals(request.getMethod()) && isFromBrowser(request);

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final String NO_STORE = "no-store";
    private static final String LOGIN_FIRST = "请先登录";

    /** The content policy of the product's own pages; the webapps send their own. */
    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; "
            + "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; "
            + "frame-ancestors 'self'";

    /**
     * Turns off Spring Security's observations. The metrics of each request are enough; one metric for each of the thirty
     * filters would cost more than the filters.
     */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Lets everybody ask for the health of the node, since the programs that watch nodes have no account. They learn only
     * whether the node is up, and no session is looked for.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain healthFilterChain(HttpSecurity http) throws Exception {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return http.securityMatcher(new OrRequestMatcher(paths.matcher(HttpMethod.GET, "/actuator/health/liveness"),
                        paths.matcher(HttpMethod.GET, "/actuator/health/readiness")))
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(RequestCacheConfigurer::disable).build();
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, IdentityService identityService, CurrentUsers users, Crowd crowd,
                                            Devices devices, Acts acts, SecurityProperties properties, ObjectMapper json)
            throws Exception {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        RequestMatcher webapps = paths.matcher("/camunda/**");
        http.authorizeHttpRequests(rules -> rules
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
                .requestMatchers("/", "/login", "/assets/**", "/favicon.ico").permitAll()
                .requestMatchers("/actuator/**").hasRole("ADMIN")
                .anyRequest().authenticated());
        // After the login the user goes on with the page that was asked for, never with a request that a script made in the
        // background.
        PageCookie pages = new PageCookie(PAGE);
        LoginAnswers answers = new LoginAnswers(devices, pages);
        http.formLogin(form -> form.loginPage(BodyValve.LOGIN).successHandler(answers).failureHandler(answers)
                .authenticationDetailsSource(request -> new PageLogin(request, devices.of(request))).permitAll());
        http.httpBasic(basic -> basic.authenticationEntryPoint((request, response, failure) -> {
            if (failure instanceof TooManyTriesException tries) {
                response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(tries.rest().toSeconds()));
                answer(request, response, json, HttpStatus.TOO_MANY_REQUESTS, failure.getMessage());
            } else {
                answer(request, response, json, HttpStatus.UNAUTHORIZED, failure.getMessage());
            }
        }));
        http.logout(logout -> logout
                .logoutRequestMatcher(new OrRequestMatcher(
                        paths.matcher(HttpMethod.POST, "/logout"),
                        new AndRequestMatcher(paths.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/logout"),
                                request -> request.getHeader(HttpHeaders.ORIGIN) != null && isFromHere(request))))
                .addLogoutHandler((request, response, login) -> users.find().ifPresent(user ->
                        acts.add(Act.Kind.LOGOUT, user.id(), "账号", "DONE", "", request.getRemoteAddr())))
                .addLogoutHandler((request, response, login) -> LoginPage.signedOut(request, response))
                .logoutSuccessUrl("/login?logout"));
        http.requestCache(cache -> cache.requestCache(pages));
        // These requests are posts only to keep names out of addresses. They change nothing, and a foreign page cannot read
        // the answer.
        RequestMatcher looking = new OrRequestMatcher(paths.matcher(HttpMethod.POST, "/api/tasks/search"),
                paths.matcher(HttpMethod.POST, "/api/tasks/labels"));
        // Tasklist does not send the product's token, so its request for a claim has to come from a page of the product.
        RequestMatcher claiming = new AndRequestMatcher(paths.matcher(HttpMethod.POST, "/api/tasks/*/claim"),
                request -> request.getHeader(HttpHeaders.ORIGIN) != null && isFromHere(request));
        // The webapps bring their own protection against forged requests.
        http.csrf(csrf -> csrf.ignoringRequestMatchers(webapps, BASIC_FROM_HERE, looking, claiming)
                .csrfTokenRepository(new LoginTokens(users)).csrfTokenRequestHandler(new CsrfTokens()));
        http.headers(headers -> headers
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(new NegatedRequestMatcher(webapps),
                        new ContentSecurityPolicyHeaderWriter(CONTENT_POLICY)))
                .frameOptions(frames -> frames.sameOrigin()));
        http.exceptionHandling(errors -> errors
                .defaultAuthenticationEntryPointFor(loginPage(), PAGE)
                .defaultAuthenticationEntryPointFor((request, response, failure) ->
                        answer(request, response, json, HttpStatus.UNAUTHORIZED, LOGIN_FIRST), request -> true)
                .accessDeniedHandler((request, response, failure) -> {
                    // If nobody has signed in, the answer asks for a login; the missing token of a form does not matter then.
                    if (users.find().isEmpty() && isFromBrowser(request)) {
                        response.sendRedirect("/login");
                    } else if (users.find().isEmpty()) {
                        answer(request, response, json, HttpStatus.UNAUTHORIZED, LOGIN_FIRST);
                    } else {
                        answer(request, response, json, HttpStatus.FORBIDDEN, "您没有进行此操作的权限");
                    }
                }));
        http.addFilterAfter(new SessionGuardFilter(users, properties.longestSession()), SecurityContextHolderFilter.class);
        http.addFilterAfter(new KnownUserFilter(users, crowd), SessionGuardFilter.class);
        http.addFilterAfter(new KnownUserFilter.Last(users, crowd), BasicAuthenticationFilter.class);
        RequestMatcher openToAll = new OrRequestMatcher(paths.matcher("/"), paths.matcher("/login"),
                paths.matcher("/assets/**"), paths.matcher("/favicon.ico"), paths.matcher(PasswordPage.ADDRESS));
        http.addFilterAfter(new OwnPasswordFilter(users, openToAll, SecurityConfiguration::isFromBrowser,
                (request, response, failure) ->
                        answer(request, response, json, HttpStatus.FORBIDDEN, failure.getMessage())), AuthorizationFilter.class);
        http.addFilterAfter(new EngineIdentityFilter(identityService, users), OwnPasswordFilter.class);
        return http.build();
    }

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> webappLoginFilter() {
        FilterRegistrationBean<ContainerBasedAuthenticationFilter> registration =
                new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        registration.setInitParameters(Map.of("authentication-provider", WebappLogin.class.getName()));
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setOrder(201);
        return registration;
    }

    /** Registers the filter behind the check of addresses, so that an unknown address answers 404 whatever the token. */
    @Bean
    FilterRegistrationBean<WebappTokenFilter> webappTokenFilter(ObjectMapper json) {
        FilterRegistrationBean<WebappTokenFilter> registration = new FilterRegistrationBean<>(new WebappTokenFilter(json));
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setOrder(150);
        return registration;
    }

    /** Forbids browsers and proxies to store the engine's answers; the engine's own filter only says that they may change. */
    @Bean
    FilterRegistrationBean<Filter> engineCacheFilter() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) ->
                chain.doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response) {
                    @Override
                    public void setHeader(String name, String value) {
                        super.setHeader(name, HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name) ? NO_STORE : value);
                    }

                    @Override
                    public void addHeader(String name, String value) {
                        if (HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name)) {
                            super.setHeader(name, NO_STORE);
                        } else {
                            super.addHeader(name, value);
                        }
                    }
                }));
        registration.setName("engineCacheFilter");
        registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        registration.setOrder(90);
        return registration;
    }

    /** Clears the engine's identity before the webapps, which set it themselves and look users up before they do. */
    @Bean
    FilterRegistrationBean<Filter> webappIdentityFilter(IdentityService identityService) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
            identityService.clearAuthentication();
            chain.doFilter(request, response);
        });
        registration.setName("webappIdentityFilter");
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setOrder(200);
        return registration;
    }

    /** Sends to the login page by a relative address, since a request may name any host. */
    private static LoginUrlAuthenticationEntryPoint loginPage() {
        LoginUrlAuthenticationEntryPoint page = new LoginUrlAuthenticationEntryPoint(BodyValve.LOGIN);
        page.setFavorRelativeUris(true);
        return page;
    }

    /**
     * Tells whether a request comes from a page of this product or names no origin. Origins are compared as texts, as browsers
     * write them, so that nothing a client makes up is interpreted.
     */
    private static boolean isFromHere(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.getScheme() + "://" + request.getServerName();
        return origin == null || origin.equals(host + ":" + request.getServerPort())
                || origin.equals(host) && request.getServerPort() == ("https".equals(request.getScheme()) ? HTTPS : HTTP);
    }

    private static boolean isFromBrowser(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** Tells whether a script of a page asks, as browsers say themselves. */
    private static boolean isFromScript(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        return mode != null && !"navigate".equals(mode);
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, ObjectMapper json,
                               HttpStatus status, String message) throws IOException {
        response.setStatus(status.value());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        boolean engine = request.getRequestURI().startsWith("/engine-rest") || request.getRequestURI().startsWith("/camunda");
        // Inside the webapps and for scripts of pages, a challenge would open the browser's own password box over the page.
        if (status == HttpStatus.UNAUTHORIZED && !request.getRequestURI().startsWith("/camunda")
                && !"XMLHttpRequest".equals(request.getHeader("X-Requested-With")) && !isFromScript(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Shouwang\", charset=\"UTF-8\"");
        }
        if (engine) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            json.writeValue(response.getWriter(), Map.of("type", "AuthorizationException", "message", message));
        } else if (status == HttpStatus.FORBIDDEN && isFromBrowser(request)) {
            response.sendError(status.value(), message);
        } else {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            json.writeValue(response.getWriter(), Map.of("type", "about:blank", "title", status.getReasonPhrase(),
                    "status", status.value(), "detail", message));
        }
    }
}
