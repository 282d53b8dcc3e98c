-- A paper and its versions. Whatever was made stays as it was: the Word file, and the PDF file if one was made, both encrypted.
create sequence paper_number_seq;
create table paper (
    id       bigint      generated always as identity primary key,
    paper_no varchar(40) not null unique,
    subject  varchar(40) not null,
    kind     varchar(60) not null,
    unique (subject, kind)
);
create table paper_version (
    id           bigint       generated always as identity primary key,
    paper_id     bigint       not null references paper (id),
    version      integer      not null check (version > 0),
    title        varchar(100) not null,
    content_hash char(64)     not null,
    docx_cipher  text         not null,
    pdf_cipher   text,
    made_by      varchar(64)  not null,
    made_at      timestamptz  not null,
    unique (paper_id, version)
);
