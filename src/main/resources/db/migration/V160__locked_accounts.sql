-- An account that is locked keeps its name and its posts, and lets nobody in; acts tell who locked and unlocked it.
create table locked_account (
    user_id   varchar(64)  primary key,
    reason    varchar(200) not null,
    locked_by varchar(64)  not null,
    locked_at timestamptz  not null
);
