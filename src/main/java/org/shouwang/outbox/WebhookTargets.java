package org.shouwang.outbox;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.shouwang.shared.InvalidInputException;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Decides to which addresses webhooks may be sent, so that nobody can use the product to reach servers inside the network in
 * which it runs.
 */
@Component
class WebhookTargets {

    private static final int MAX_LENGTH = 500;
    private static final int MAX_PORT = 65_535;

    /**
     * The networks that do not belong to the public internet (IANA's registries of special-purpose addresses), and those that
     * carry IPv4 inside IPv6.
     */
    private static final List<IpAddressMatcher> NOT_PUBLIC = matchers(List.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10",
            "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "224.0.0.0/3", "::/96", "64:ff9b::/32", "64:ff9b:1::/48", "100::/64", "2001::/32", "2002::/16", "5f00::/16", "fc00::/7", "fe80::/9",
            "ff00::/8"));

    private final boolean plainHttp;
    private final List<IpAddressMatcher> internal;

    WebhookTargets(WebhookProperties properties) {
        plainHttp = properties.plainHttp();
        internal = matchers(properties.internalNetworks());
    }

    /**
     * Checks an address. Its host is looked up and each of its network addresses is checked, when a subscription is made and
     * again before each delivery, since names can come to mean other network addresses.
     *
     * @param url an address; any text that somebody typed is allowed
     * @return the address to call
     * @throws InvalidInputException if webhooks may not be sent there
     */
    URI check(String url) {
        URI uri = parsed(url);
        if (!"https".equals(uri.getScheme()) && !(plainHttp && "http".equals(uri.getScheme()))) {
            throw refused(plainHttp ? "须以 https:// 或 http:// 开头" : "须以 https:// 开头");
        }
        if (uri.getHost() == null || uri.getRawFragment() != null || uri.getPort() > MAX_PORT) {
            throw refused("不是有效的网址");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused("不能包含用户名和密码");
        }
        if (!Arrays.stream(addresses(uri.getHost())).map(InetAddress::getHostAddress).allMatch(this::allowed)) {
            throw refused("指向内部网络，不能使用；确需推送到内网的，请运维人员配置允许的网段");
        }
        return uri;
    }

    private boolean allowed(String address) {
        String withoutZone = address.split("%", 2)[0];
        return NOT_PUBLIC.stream().noneMatch(network -> network.matches(withoutZone))
                || internal.stream().anyMatch(network -> network.matches(withoutZone));
    }

    private static URI parsed(String url) {
        if (url == null || url.isBlank()) {
            throw refused("为必填项");
        }
        if (url.length() > MAX_LENGTH) {
            throw refused("最多" + MAX_LENGTH + "个字符");
        }
        try {
            return new URI(new URI(url.strip()).toASCIIString());
        } catch (URISyntaxException e) {
            throw refused("不是有效的网址");
        }
    }

    private static InetAddress[] addresses(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw refused("中的主机名无法解析");
        }
    }

    private static InvalidInputException refused(String message) {
        return new InvalidInputException("url", "接收地址", message);
    }

    private static List<IpAddressMatcher> matchers(List<String> networks) {
        return networks.stream().map(IpAddressMatcher::new).toList();
    }
}
