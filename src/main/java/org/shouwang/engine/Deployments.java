package org.shouwang.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.shouwang.security.EngineAuthority;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Deploys the files of processes that are read from folders. All files of a version are one deployment. */
@Component
public class Deployments {

    private final ProcessEngine engine;
    private final EngineAuthority authority;

    Deployments(@Lazy ProcessEngine engine, EngineAuthority authority) {
        this.engine = engine;
        this.authority = authority;
    }

    /**
     * Tells whether a file belongs to a folder with a manifest, which is deployed by itself.
     *
     * @param file a model, a table or a form of the program
     */
    static boolean isOfProcedure(Resource file) {
        try {
            String[] path = file.getURL().getPath().split("/");
            return new ClassPathResource("bpmn/" + path[path.length - 2] + "/procedure.yaml").exists();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deploys files, unless the latest deployment of this name has exactly these.
     *
     * @param name  the deployment's name
     * @param files the files' contents by their names; the names of forms and tables are their ids with an ending
     * @return the engine's id of the deployment with these files
     * @throws IllegalArgumentException if the engine refuses them
     */
    public String deploy(String name, Map<String, byte[]> files) {
        return authority.asProgram(() -> {
            DeploymentBuilder builder = engine.getRepositoryService().createDeployment().name(name).enableDuplicateFiltering(false);
            files.forEach((file, content) -> builder.addInputStream(file, new ByteArrayInputStream(content)));
            try {
                return builder.deploy().getId();
            } catch (ProcessEngineException e) {
                throw new IllegalArgumentException("The engine refuses " + name + ": " + e.getMessage(), e);
            }
        });
    }

    /**
     * @param processKey the key of a process
     * @return the engine's id of the deployment with its latest version
     */
    public String latest(String processKey) {
        return authority.asProgram(() -> engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(processKey)
                .latestVersion().singleResult().getDeploymentId());
    }

    /**
     * A process as it is deployed now.
     *
     * @param key        its key
     * @param title      its Chinese name
     * @param version    how often it was deployed with a change
     * @param deployment the engine's id of the deployment
     */
    public record Deployed(String key, String title, int version, String deployment) {
    }

    /**
     * @return the processes in their present versions, by key
     */
    public List<Deployed> present() {
        return authority.asProgram(() -> engine.getRepositoryService().createProcessDefinitionQuery().latestVersion().orderByProcessDefinitionKey()
                .asc().list().stream().map(each -> new Deployed(each.getKey(), each.getName(), each.getVersion(),
                        each.getDeploymentId())).toList());
    }

    /**
     * @param processKey the key of a process
     * @return whether a version of it was ever deployed
     */
    public boolean isDeployed(String processKey) {
        return authority.asProgram(() -> engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(processKey).count() > 0);
    }

    /**
     * @param name a name
     * @return the engine's ids of all deployments with this name
     */
    public List<String> named(String name) {
        return authority.asProgram(() -> engine.getRepositoryService().createDeploymentQuery().deploymentName(name).list().stream()
                .map(Deployment::getId).toList());
    }

    /**
     * @param deploymentId the engine's id of a deployment
     * @return the files' contents by their names
     */
    public Map<String, byte[]> files(String deploymentId) {
        return authority.asProgram(() -> {
            RepositoryService repository = engine.getRepositoryService();
            Map<String, byte[]> files = new TreeMap<>();
            for (String name : repository.getDeploymentResourceNames(deploymentId)) {
                try (InputStream stream = repository.getResourceAsStream(deploymentId, name)) {
                    files.put(name, stream.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return files;
        });
    }
}
