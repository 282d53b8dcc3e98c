package org.shouwang.engine;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's settings for the engine's own REST interfaces.
 *
 * @param repairs whether an administrator may change running instances there: modify and migrate them, write variables, send
 *     messages and signals, move jobs, suspend and delete. The setting is off unless somebody has to repair something; every
 *     such request is recorded in both cases
 */
@ConfigurationProperties("shouwang.engine")
public record EngineProperties(@DefaultValue("false") boolean repairs) {

    /** The message for a user whose request is refused because repairs are off. */
    public static final String REPAIRS_ARE_OFF = "修改流程实例、写变量、发消息和信号、迁移、改作业等维护操作没有开放"
            + "（shouwang.engine.repairs=false）；确有需要的，由运维人员开放后办理，每次操作都会记录";
}
