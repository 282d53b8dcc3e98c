-- The posts to which a case of a procedure was given by name, such as the departments that appraise a project. They see it, and lists
-- find their cases by them.
create table procedure_post (
    case_id   bigint      not null,
    case_no   varchar(40) not null references case_file (case_no),
    procedure varchar(60) not null,
    post      varchar(64) not null,
    primary key (case_no, post)
);
create index procedure_post_post on procedure_post (procedure, post, case_id);
