package org.shouwang.demonstration;

/**
 * Thrown if both profiles {@code demo} and {@code node} are on: a real installation would get accounts and keys that everybody
 * knows.
 */
class DemoOnNodeException extends RuntimeException {

    DemoOnNodeException() {
        super("The profiles 'demo' and 'node' are both on. The demonstration has accounts and keys that everybody can read; "
                + "it never runs as a node of a real installation. "
                + "同时启用了 demo 和 node 两个运行环境：演示环境的账号、口令和密钥是公开的，不能用于正式部署。");
    }
}
