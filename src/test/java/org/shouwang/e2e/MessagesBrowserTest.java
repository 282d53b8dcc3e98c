package org.shouwang.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests the message box and the subscriptions in a real browser, on a desktop and on a phone. */
class MessagesBrowserTest extends BrowserTest {

    private static final String READER = "village411081106201";

    @Autowired
    private Messages messages;

    @Test
    void aClerkReadsMessagesOnAPhone() {
        messages.send(READER, Message.Kind.WARNING, "识别认定即将到期：JC-411081-2026-000123", "案件发现线索已12日，还有3日到期。请尽快完成入户核实。", "JC-411081-2026-000123");
        messages.send(READER, Message.Kind.OVERDUE, "识别认定已超期：JC-411081-2026-000124", "案件应于2026-03-01前完成识别认定，现已超期1日。已告知县级乡村振兴部门。", "JC-411081-2026-000124");
        messages.send(READER, Message.Kind.URGED, "县级乡村振兴部门催办：JC-411081-2026-000124", "请于今日内完成入户核实。", "JC-411081-2026-000124");
        Page desk = open(READER, DESKTOP, "/messages");
        assertThat(desk.locator("header")).containsText("消息3");
        screenshot(desk, "messages");
        Page phone = open(READER, PHONE, "/messages");
        assertFits(phone);
        screenshot(phone, "phone-messages");

        button(phone, "标为已读").first().click();
        assertThat(phone.locator("header")).containsText("消息2");
        assertThat(phone.locator("main")).containsText("您已读于 2026-03-02 09:00");
        button(phone, "全部标为已读").click();
        assertThat(phone.locator("header .unread")).hasCount(0);
        phone.getByText("只看未读").click();
        assertThat(phone.locator("main")).containsText("没有未读的消息");
        screenshot(phone, "phone-messages-empty");
    }

    @Test
    void anAdministratorMakesASubscriptionAndEndsIt() {
        Page page = open("admin", DESKTOP, "/webhooks");
        button(page, "增加订阅").click();
        assertThat(page.locator("main")).containsText("至少选择一种");
        screenshot(page, "webhooks-error");

        page.getByLabel("接收地址").fill("http://127.0.0.1:9/hook");
        page.getByLabel("案件：县级已批准").check();
        page.getByLabel("时限：已超期").check();
        page.getByLabel("范围").selectOption("411081");
        button(page, "增加订阅").click();

        assertThat(page.locator("main")).containsText("签名密钥只显示这一次");
        screenshot(page, "webhooks-made");
        page.setViewportSize(PHONE, 1000);
        assertFits(page);
        screenshot(page, "phone-webhooks");
        page.locator("main summary").first().click();
        button(page, "确认停用").click();
        assertThat(page.locator("main")).containsText("订阅已停用");
        assertThat(shouwang.as("admin").send("GET", "/api/webhooks", null, Map.of()).body().path("items")).isEmpty();
    }

    private static com.microsoft.playwright.Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
