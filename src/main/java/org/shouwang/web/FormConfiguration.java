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

/** Every form of our pages is carried out once; few files are let in at once. */
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
        // In this order: the second of two clicks waits for what comes of the first.
        registry.addInterceptor(repeatedForms);
        registry.addInterceptor(uploadGate);
    }

    /** Two requests of one browser may leave a message in the session at the same moment. */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsAtTheSameMoment() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** There is one such bean for all templates, and Spring Security makes it. */
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
