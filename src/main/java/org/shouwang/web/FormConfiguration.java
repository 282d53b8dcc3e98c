package org.shouwang.web;

import org.shouwang.security.CurrentUsers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.servlet.support.csrf.CsrfRequestDataValueProcessor;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Registers the interceptors of forms: each form of the product's pages is carried out once, and only a few files are read at
 * the same time.
 */
@Configuration(proxyBeanMethods = false)
class FormConfiguration implements WebMvcConfigurer {

    private final RepeatedForms repeatedForms;
    private final UploadGate uploadGate;

    FormConfiguration(RepeatedForms repeatedForms, UploadGate uploadGate) {
        this.repeatedForms = repeatedForms;
        this.uploadGate = uploadGate;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // The order matters: the second of two clicks has to wait for the result of the first before it takes a place for a
        // file.
        registry.addInterceptor(repeatedForms);
        registry.addInterceptor(uploadGate);
    }

    /**
     * Makes the storage of sessions cope with two requests of one browser that store a message in the session at the same
     * time.
     */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsAtTheSameMoment() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /**
     * Adds the forms' tokens to the bean that Spring Security makes, since there can be only one such bean for all templates.
     */
    @Bean
    static BeanPostProcessor formTokens(ObjectProvider<FormPasses> passes, ObjectProvider<CurrentUsers> users) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof CsrfRequestDataValueProcessor against
                        ? new FormTokens(against, () -> users.getObject().find().map(user -> passes.getObject().give(user.id()))) : bean;
            }
        };
    }
}
