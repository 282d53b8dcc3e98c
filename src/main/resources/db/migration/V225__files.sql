-- Files 材料 of cases, notices, visits and problems. A file is never deleted; one that was taken out keeps its content.
create sequence attachment_id_seq;
create table attachment (
    id               bigint       primary key default nextval('shouwang.attachment_id_seq'),
    -- The number of the case, problem or notice, or the visit.
    owner            varchar(60)  not null,
    -- The post whose line of a problem the file belongs to; null if everybody who sees the owner sees the file.
    part             varchar(60),
    kind             varchar(40)  not null,
    name             varchar(120) not null,
    content_type     varchar(100) not null,
    size             integer      not null,
    sha256           char(64)     not null,
    -- The file's own key, encrypted with the key for personal data, so that new keys need not touch the content.
    key_cipher       text         not null,
    thumbnail        bytea,
    uploaded_by      varchar(64)  not null,
    uploaded_at      timestamptz  not null,
    taken_out_by     varchar(64),
    taken_out_at     timestamptz,
    taken_out_reason varchar(200),
    check ((taken_out_by is null) = (taken_out_at is null) and (taken_out_by is null) = (taken_out_reason is null))
);
alter sequence attachment_id_seq owned by attachment.id;
create index attachment_owner on attachment (owner, id);

create table attachment_chunk (
    attachment_id bigint  not null references attachment,
    position      integer not null,
    content       bytea   not null,
    primary key (attachment_id, position)
);
-- The content is encrypted, so that it cannot be made smaller.
alter table attachment_chunk alter column content set storage external;

-- How much an owner has, with the files that were taken out. Its row is what two uploads at once wait for.
create table attachment_total (
    owner varchar(60) primary key,
    files integer     not null,
    bytes bigint      not null
);
