package org.shouwang.setup;

import org.shouwang.shared.PersonalDataKeysException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells an operator in plain words, instead of a stack trace, that the keys for personal data are not configured. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PersonalDataKeysFailureAnalyzer extends AbstractFailureAnalyzer<PersonalDataKeysException> {

    private static final String ACTION = """
            Set these environment variables and start again; "k1" is the key's name and may be another one:
              SHOUWANG_PERSONALDATA_KEYS_K1         the key that encrypts, 32 bytes in Base64: openssl rand -base64 32
              SHOUWANG_PERSONALDATA_CURRENTKEY      k1
              SHOUWANG_PERSONALDATA_FINGERPRINTKEY  another key, made in the same way
            Keep the keys safe and apart from the database: what was encrypted is lost without them.

            请设置以下环境变量后重新启动；“k1”是密钥的名称，可以另取：
              SHOUWANG_PERSONALDATA_KEYS_K1         加密密钥，32字节，Base64 编码，可用 openssl rand -base64 32 生成
              SHOUWANG_PERSONALDATA_CURRENTKEY      k1
              SHOUWANG_PERSONALDATA_FINGERPRINTKEY  另一把密钥，用同样的办法生成
            密钥须与数据库分开妥善保管：丢失密钥，已加密的内容无法恢复。""";

    @Override
    protected FailureAnalysis analyze(Throwable failure, PersonalDataKeysException cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, failure);
    }
}
