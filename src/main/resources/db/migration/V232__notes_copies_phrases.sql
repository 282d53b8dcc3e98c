-- Notes of colleagues on a case. They may name people, so the text is encrypted; they are only added, and only a change of
-- keys writes the text anew.
create table case_note (
    id          bigint generated always as identity primary key,
    case_no     varchar(40) not null,
    text_cipher text        not null,
    mention     varchar(64),
    written_by  varchar(64) not null,
    acted_for   varchar(400),
    written_at  timestamptz not null
);
create index case_note_case on case_note (case_no, id);
create trigger case_note_only_grows before delete or truncate on case_note for each statement execute function refuse_change();
create trigger case_note_stays before update of id, case_no, mention, written_by, acted_for, written_at on case_note
    for each statement execute function refuse_change();

-- Posts that are told when a case has ended.
create table case_copy (
    case_no   varchar(40) not null,
    post      varchar(64) not null,
    chosen_by varchar(64) not null,
    chosen_at timestamptz not null,
    told_at   timestamptz,
    primary key (case_no, post)
);

-- A user's own phrases for opinions.
create table phrase (
    id      bigint generated always as identity primary key,
    user_id varchar(64)  not null,
    text    varchar(200) not null,
    unique (user_id, text)
);
