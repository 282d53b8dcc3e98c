package org.shouwang.procedure.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.deadline.LimitRule;
import org.shouwang.household.HouseholdStart;
import org.shouwang.procedure.Fault;
import org.shouwang.procedure.FolderKind;
import org.shouwang.procedure.LimitOf;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.ManifestReader;
import org.shouwang.procedure.OwnStep;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;
import org.shouwang.procedure.ProcedureKind;
import org.shouwang.procedure.ProcedureNotice;
import org.shouwang.procedure.ProcedurePapers;
import org.shouwang.procedure.ReadFolders;
import org.shouwang.shared.Meanwhile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Reads the folders of procedures at the start and adds what the program's own processes have as beans. A fault in the program's
 * own folders ends the start; one in a folder outside keeps that procedure from starting, and is told.
 */
class ProcedureBeans implements BeanDefinitionRegistryPostProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(ProcedureBeans.class);
    private static final ManifestReader MANIFESTS = new ManifestReader();
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
        Map<String, List<ProcedureFolder>> deployed = DeployedVersions.read(environment);
        ObjectMapper json = new ObjectMapper();
        VersionLint lint = new VersionLint(deployed, new Lint(MANIFESTS, json), MANIFESTS, json);
        List<ProcedureFolder> sound = new ArrayList<>(ProcedureFolder.inside());
        Set<String> taken = new HashSet<>();
        // The start goes on meanwhile; nobody gets the folders before they are found sound.
        Meanwhile<Boolean> inside = Meanwhile.examines("procedures", () -> sound.stream().flatMap(folder -> lint.faults(folder, taken).stream()
                .map(fault -> "bpmn/" + folder.name() + "/" + fault)).collect(Collectors.joining("\n")));
        Set<String> outside = new HashSet<>();
        Map<String, List<Fault>> broken = new LinkedHashMap<>();
        for (ProcedureFolder folder : outside(broken)) {
            inside.await();
            List<Fault> faults = lint.faults(folder, taken);
            Manifest read = manifest(folder);
            if (read != null && !programsOf(read).isEmpty()) {
                faults.add(new Fault(ProcedureFolder.MANIFEST, 0, "only the program's own procedures may have a program: "
                        + String.join(", ", programsOf(read).keySet()), "take it out"));
            }
            if (faults.isEmpty()) {
                sound.add(folder);
                outside.add(folder.name());
            } else {
                broken.put(folder.name(), faults);
            }
        }
        broken.forEach((name, faults) -> faults.forEach(fault -> LOG.error("The procedure {} does not start: {}/{}", name, name, fault)));
        Set<String> begin = sound.stream().map(ProcedureFolder::name).collect(Collectors.toSet());
        List<ProcedureFolder> retired = deployed.values().stream().map(versions -> versions.get(0))
                .filter(latest -> !begin.contains(latest.name()) && manifest(latest) != null).toList();
        registry.registerBeanDefinition("readFolders", BeanDefinitionBuilder.genericBeanDefinition(ReadFolders.class, () -> {
            inside.await();
            return new ReadFolders(sound, outside, retired, broken);
        }).getBeanDefinition());
        Set<String> codes = new HashSet<>();
        inside.beside(() -> sound.forEach(folder -> codes.addAll(manifest(folder).statuses().keySet())));
        inside.beside(() -> Stream.concat(sound.stream(), retired.stream()).forEach(folder -> register(registry, folder,
                deployed.getOrDefault(folder.name(), List.of()), codes)));
    }

    /** Returns the folders outside the program; that there is no such place is a fault like those of the folders. */
    private List<ProcedureFolder> outside(Map<String, List<Fault>> broken) {
        String folder = environment.getProperty(FOLDER);
        if (folder == null || folder.isBlank()) {
            return List.of();
        }
        try {
            return ProcedureFolder.outside(Path.of(folder));
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            broken.put(folder, List.of(new Fault(folder, 0, "the folder cannot be read: " + e.getMessage(), "correct " + FOLDER)));
            return List.of();
        }
    }

    /** Registers what cases of a procedure need, whatever version they began with. */
    private static void register(BeanDefinitionRegistry registry, ProcedureFolder folder, List<ProcedureFolder> deployed, Set<String> codes) {
        Manifest present = manifest(folder);
        Map<String, Manifest.Ending> former = new LinkedHashMap<>();
        Map<String, LimitRule> limits = new LinkedHashMap<>();
        rules(folder, present).forEach(limit -> limits.put(limit.name(), limit));
        for (ProcedureFolder version : deployed) {
            Manifest before = manifest(version);
            if (before != null) {
                rules(version, before).forEach(limit -> limits.putIfAbsent(limit.name(), limit));
                before.statuses().forEach((code, ending) -> {
                    if (!present.statuses().containsKey(code) && codes.add(code)) {
                        former.put(code, ending);
                    }
                });
            }
        }
        String kindName = present.kind() == null ? "procedure-kind-" + present.key() : present.kind();
        if (present.kind() == null) {
            define(registry, kindName, BeanDefinitionBuilder.genericBeanDefinition(ProcedureKind.class).addConstructorArgValue(present)
                    .addConstructorArgValue(former));
        }
        if (present.start().household() != null) {
            registry.registerBeanDefinition("procedure-start-" + present.key(), BeanDefinitionBuilder.genericBeanDefinition(HouseholdStart.class)
                    .setFactoryMethodOnBean("of", "procedureHouseholdStarts").addConstructorArgValue(present).getBeanDefinition());
        }
        if (present.notice() != null) {
            define(registry, "procedure-notice-" + present.key(), BeanDefinitionBuilder.genericBeanDefinition(ProcedureNotice.class)
                    .addConstructorArgReference(kindName).addConstructorArgValue(present.notice()));
        }
        define(registry, "procedure-papers-" + present.key(), BeanDefinitionBuilder.genericBeanDefinition(ProcedurePapers.class)
                .addConstructorArgValue(present));
        limits.values().stream().filter(limit -> !registry.containsBeanDefinition("limit-" + limit.name())).forEach(limit ->
                registry.registerBeanDefinition("limit-" + limit.name(),
                        BeanDefinitionBuilder.genericBeanDefinition(LimitRule.class, () -> limit).getBeanDefinition()));
    }

    /** Registers a bean of which the other arguments are beans. */
    private static void define(BeanDefinitionRegistry registry, String name, BeanDefinitionBuilder bean) {
        registry.registerBeanDefinition(name, bean.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR).getBeanDefinition());
    }

    private static List<LimitRule> rules(ProcedureFolder folder, Manifest manifest) {
        Procedure procedure = Procedure.of(folder, manifest, new ObjectMapper());
        return manifest.limits().stream().map(limit -> LimitRule.of(limit.id(), limit.title(), limit.days() == null ? 0 : limit.days(),
                limit.calendar() == LimitOf.Calendar.WORKING, limit.warnBefore(), startTextOf(procedure, limit),
                limit.timer().equals("none") ? null : limit.timer(), limit.extendable(), limit.source())).toList();
    }

    /** Returns the Chinese name of the day from which a limit is counted: that of the field with the day, or of the step. */
    private static String startTextOf(Procedure procedure, LimitOf limit) {
        String[] place = limit.from().split("\\.");
        return place.length > 1 ? procedure.title(place[1]) : procedure.model().task(place[0]).map(task -> task.name() + "之日").orElse("发起之日");
    }

    private static Manifest manifest(ProcedureFolder folder) {
        return MANIFESTS.read(folder, new ArrayList<>());
    }

    /** Returns the programs that a manifest names, with the types that they must have. */
    private static Map<String, Class<?>> programsOf(Manifest manifest) {
        Map<String, Class<?>> programs = new LinkedHashMap<>();
        if (manifest.kind() != null) {
            programs.put(manifest.kind(), FolderKind.class);
        }
        manifest.path().stream().filter(step -> step.step() != null).forEach(step -> programs.put(step.step(), OwnStep.class));
        return programs;
    }

    /** Ends the start if a program that a manifest names is not there, and tells of the procedures that have one. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        ProcedureFolder.inside().stream().map(ProcedureBeans::manifest).forEach(manifest -> {
            Map<String, Class<?>> programs = programsOf(manifest);
            programs.forEach((name, type) -> {
                if (!factory.containsBean(name) || !factory.isTypeMatch(name, type)) {
                    throw new IllegalStateException("bpmn/" + manifest.key() + "/" + ProcedureFolder.MANIFEST + " names the bean " + name
                            + ", and there is no " + type.getSimpleName() + " of this name");
                }
            });
            if (!programs.isEmpty()) {
                LOG.info("The procedure {} has a program of its own: {}", manifest.key(), programs.keySet());
            }
        });
    }
}
