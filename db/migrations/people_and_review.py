"""The tables of m0006: people, and what they decided; released text never changes."""

STATEMENTS = """
alter table milestone add column state text;

create table user (
    id text primary key not null,
    name text not null,
    role text not null check (role in ('只读', '填报', '审核', '管理')),
    pin text not null,
    unit text references unit (id) deferrable initially deferred,
    office text not null,
    active integer not null check (active in (0, 1)),
    position integer not null
) strict;
create unique index user_by_name on user (name);

create table review_event (
    id text primary key not null,
    row_kind text not null,
    row text not null,
    action text not null,
    made_at text not null,
    who text not null,
    reason text not null,
    state_before text not null,
    state_after text not null,
    words text not null,
    value text,
    reviewer text not null,
    reviewed_on text not null,
    evidence text references evidence (id) deferrable initially deferred
) strict;
create index review_event_by_row on review_event (row);
"""
