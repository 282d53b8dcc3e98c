package org.shouwang.procedure.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.deadline.LimitRule;
import org.shouwang.procedure.Fault;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.ManifestReader;
import org.shouwang.procedure.ProcedureFolder;
import org.shouwang.procedure.ProcedureKind;
import org.shouwang.procedure.ProcedureNotice;
import org.shouwang.procedure.ProcedurePapers;
import org.shouwang.procedure.ReadFolders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Reads the folders of procedures at the start and adds what the program's own processes have as beans. A fault in the program's
 * own folders ends the start; one in a folder outside keeps that procedure from starting, and is told.
 */
class ProcedureBeans implements BeanDefinitionRegistryPostProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(ProcedureBeans.class);
    private static final String FOLDER = "shouwang.procedures.folder";

    private final Environment environment;

    ProcedureBeans(Environment environment) {
        this.environment = environment;
    }

    /** Makes the bean, which exists before constructors of components can be filled in. */
    @Configuration(proxyBeanMethods = false)
    static class Setup {

        @Bean
        static ProcedureBeans procedureBeans(Environment environment) {
            return new ProcedureBeans(environment);
        }
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        Lint lint = new Lint(new ManifestReader(), new ObjectMapper());
        List<ProcedureFolder> sound = new ArrayList<>();
        Map<String, List<Fault>> broken = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (ProcedureFolder folder : ProcedureFolder.inside()) {
            List<Fault> faults = lint.faults(folder, taken);
            if (!faults.isEmpty()) {
                throw new IllegalStateException("bpmn/" + folder.name() + " has faults:\n"
                        + faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
            }
            sound.add(folder);
        }
        String outside = environment.getProperty(FOLDER);
        if (outside != null && !outside.isBlank()) {
            try {
                for (ProcedureFolder folder : ProcedureFolder.outside(Path.of(outside))) {
                    List<Fault> faults = lint.faults(folder, taken);
                    if (faults.isEmpty()) {
                        sound.add(folder);
                    } else {
                        broken.put(folder.name(), faults);
                        faults.forEach(fault -> LOG.error("The procedure {} does not start: {}", folder.name(), fault));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(FOLDER + " cannot be read", e);
            }
        }
        registry.registerBeanDefinition("readFolders", BeanDefinitionBuilder.genericBeanDefinition(ReadFolders.class,
                () -> new ReadFolders(sound, broken)).getBeanDefinition());
        for (ProcedureFolder folder : sound) {
            Manifest manifest = new ManifestReader().read(folder, new ArrayList<>());
            GenericBeanDefinition kind = new GenericBeanDefinition();
            kind.setBeanClass(ProcedureKind.class);
            kind.getConstructorArgumentValues().addIndexedArgumentValue(0, manifest);
            kind.setAutowireMode(GenericBeanDefinition.AUTOWIRE_CONSTRUCTOR);
            registry.registerBeanDefinition("procedure-kind-" + manifest.key(), kind);
            if (manifest.notice() != null) {
                GenericBeanDefinition notice = new GenericBeanDefinition();
                notice.setBeanClass(ProcedureNotice.class);
                notice.getConstructorArgumentValues().addIndexedArgumentValue(0, new RuntimeBeanReference("procedure-kind-" + manifest.key()));
                notice.getConstructorArgumentValues().addIndexedArgumentValue(1, manifest.notice());
                notice.setAutowireMode(GenericBeanDefinition.AUTOWIRE_CONSTRUCTOR);
                registry.registerBeanDefinition("procedure-notice-" + manifest.key(), notice);
            }
            GenericBeanDefinition papers = new GenericBeanDefinition();
            papers.setBeanClass(ProcedurePapers.class);
            papers.getConstructorArgumentValues().addIndexedArgumentValue(0, manifest);
            papers.setAutowireMode(GenericBeanDefinition.AUTOWIRE_CONSTRUCTOR);
            registry.registerBeanDefinition("procedure-papers-" + manifest.key(), papers);
            manifest.limits().forEach(limit -> registry.registerBeanDefinition("limit-" + limit.id(),
                    BeanDefinitionBuilder.genericBeanDefinition(LimitRule.class, () -> LimitRule.of(limit.id(), limit.title(),
                            limit.days() == null ? 0 : limit.days(), limit.warnBefore(), "办理", limit.timer().equals("none") ? null : limit.timer(),
                            limit.source())).getBeanDefinition()));
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        // All is done with the definitions.
    }
}
