package org.shouwang.security;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUserDataRuleImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;

/**
 * The rules that every password has to keep, wherever it is set. The engine's Admin pages show the same rules by their keys.
 */
final class PasswordRules implements PasswordPolicy {

    /** The rules in Chinese. */
    static final String TEXT = "至少10个字符，须有字母和数字，不得包含用户名或姓名，不得是常见密码，不得与原密码相同";

    private static final int MIN_LENGTH = 10;
    /**
     * The letters of common passwords, to which people add digits and signs, and the words of this product's own documents.
     */
    private static final Set<String> COMMON = Set.of("abc", "abcd", "abcde", "abcdef", "abcdefg", "qwe", "qwer", "qwert",
            "qwerty", "qwertyu", "qwertyui", "qwertyuiop", "asd", "asdf", "asdfg", "asdfgh", "asdfghjkl", "zxc", "zxcv",
            "zxcvb", "zxcvbn", "zxcvbnm", "qaz", "wsx", "qazwsx", "qazwsxedc", "qweasd", "qweasdzxc", "qwaszx", "zaq",
            "zaqxsw", "password", "passw", "pass", "passwd", "pwd", "psw", "mima", "admin", "administrator", "root",
            "test", "guest", "user", "system", "login", "default", "changeme", "welcome", "letmein", "hello", "master",
            "monkey", "dragon", "sunshine", "princess", "football", "baseball", "iloveyou", "superman", "computer",
            "internet", "woaini", "woaiwojia", "nihao", "wangyut", "taobao", "weixin", "alipay", "zhongguo", "china",
            "beijing", "henan", "xuchang", "shouwang", "camunda", "fangfanpin", "xiangcun", "zhenxing");
    private static final Map<String, String> TEXTS = Map.of(
            PasswordPolicyLengthRuleImpl.PLACEHOLDER, "至少10个字符",
            PasswordPolicyUserDataRuleImpl.PLACEHOLDER, "不得包含用户名或姓名",
            "PASSWORD_POLICY_LETTERS_AND_DIGITS", "须有字母和数字",
            "PASSWORD_POLICY_COMMON", "太常见，容易被猜到",
            "PASSWORD_POLICY_OLD", "不得与原密码相同");

    private final List<PasswordPolicyRule> rules;

    /**
     * @param passwords the engine's password manager, which compares a new password with the stored one
     */
    PasswordRules(Supplier<PasswordManager> passwords) {
        rules = List.of(new PasswordPolicyLengthRuleImpl(MIN_LENGTH),
                new Rule("PASSWORD_POLICY_LETTERS_AND_DIGITS", (password, user) ->
                        password.codePoints().anyMatch(Character::isLetter) && password.codePoints().anyMatch(Character::isDigit)),
                new PasswordPolicyUserDataRuleImpl(),
                new Rule("PASSWORD_POLICY_COMMON", (password, user) -> !isCommon(password)),
                new Rule("PASSWORD_POLICY_OLD", (password, user) -> !isOld(passwords.get(), password, user)));
    }

    private record Rule(String placeholder, BiPredicate<String, User> holds) implements PasswordPolicyRule {

        @Override
        public String getPlaceholder() {
            return placeholder;
        }

        @Override
        public Map<String, String> getParameters() {
            return Map.of();
        }

        @Override
        public boolean execute(String password) {
            return execute(password, null);
        }

        @Override
        public boolean execute(String password, User user) {
            return holds.test(password, user);
        }
    }

    @Override
    public List<PasswordPolicyRule> getRules() {
        return rules;
    }

    /** Returns one rule in Chinese. */
    static String text(PasswordPolicyRule rule) {
        return TEXTS.get(rule.getPlaceholder());
    }

    private static boolean isOld(PasswordManager passwords, String password, User user) {
        return user instanceof UserEntity stored && stored.getPassword() != null
                && passwords.check(EncryptionUtil.saltPassword(password, stored.getSalt()), stored.getPassword());
    }

    private static boolean isCommon(String password) {
        String letters = password.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
        return COMMON.contains(letters) || letters.codePoints().distinct().count() <= 1;
    }
}
