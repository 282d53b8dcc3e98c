package org.shouwang.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests that notices and objections of an earlier version, which had one household each, go on as those of today. */
class EarlierNoticesTest extends IntegrationTest {

    @Autowired
    private TransactionTemplate transaction;

    /** Works on copies of the tables as they were before the migration. */
    @Test
    void aNoticeKeepsItsProcessAndItsEndAndAnObjectionIsAgainstItsHousehold() throws IOException {
        String migration = new ClassPathResource("db/migration/V215__one_notice_for_many_households.sql").getContentAsString(StandardCharsets.UTF_8);
        transaction.executeWithoutResult(status -> {
            database.sql("""
                    create schema copies;
                    set local search_path = copies;
                    create table notice (id bigint, notice_no text, process_instance_id varchar(64) not null unique, village_code text,
                        outcome varchar(30), closed_at timestamptz);
                    create table notice_entry (notice_id bigint, position int, case_no varchar(40));
                    create table objection (id bigint, notice_id bigint);
                    insert into notice values (1, 'GS-1', 'running', '411081101201', null, null),
                        (2, 'GS-2', 'ended', '411081101201', 'OBJECTION_UPHELD', '2026-02-01 10:00+08');
                    insert into notice_entry values (1, 0, 'JC-1'), (2, 0, 'JC-2');
                    insert into objection values (7, 1), (8, 2);
                    """).update();

            database.sql(migration).update();

            assertThat(database.sql("select case_no || ' ' || process_instance_id || ' ' || coalesce(outcome, 'open') || ' ' || (closed_at is not null) from notice_entry order by 1")
                    .query(String.class).list()).containsExactly("JC-1 running open false", "JC-2 ended OBJECTION_UPHELD true");
            assertThat(database.sql("select id || ' ' || case_no from objection order by id").query(String.class).list())
                    .containsExactly("7 JC-1", "8 JC-2");
            status.setRollbackOnly();
        });
    }
}
