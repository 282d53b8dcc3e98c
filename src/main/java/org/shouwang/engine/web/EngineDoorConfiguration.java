package org.shouwang.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.shouwang.engine.Deployments;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.EngineProperties;
import org.shouwang.engine.EngineTasks;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EngineDoorConfiguration {

    @Bean
    FilterRegistrationBean<EngineDoorFilter> engineDoorFilter(EngineTasks tasks, Deployments deployments, ProcessDoor door, CurrentUsers users, Acts acts,
                                                              ObjectMapper json, EngineProperties properties) {
        FilterRegistrationBean<EngineDoorFilter> registration =
                new FilterRegistrationBean<>(new EngineDoorFilter(tasks, deployments, door, users, acts, json, properties));
        registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        registration.setOrder(100);
        return registration;
    }
}
