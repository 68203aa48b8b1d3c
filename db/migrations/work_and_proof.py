"""The tables of m0005: work, who answers for it, and its proof; released text never changes."""

STATEMENTS = """
alter table task add column withdrawn_by text
    references revision (id) deferrable initially deferred;
alter table measure add column status text;
alter table measure add column deadline text;
alter table indicator add column withdrawn_by text
    references revision (id) deferrable initially deferred;
alter table project add column site text;
alter table project add column street text;
alter table project add column count_unit text;
alter table project add column deadline text;
alter table project add column withdrawn_by text
    references revision (id) deferrable initially deferred;
alter table unit add column short_name text;
alter table unit add column parent text references unit (id) deferrable initially deferred;
alter table unit add column successor text references unit (id) deferrable initially deferred;
alter table unit add column is_group integer check (is_group in (0, 1));
alter table responsibility add column office text;
alter table responsibility add column person text;
alter table responsibility add column leader text;
alter table responsibility add column contact text;

create table unit_member (
    id text primary key not null,
    group_unit text not null references unit (id) deferrable initially deferred,
    member text not null references unit (id) deferrable initially deferred
) strict;
create unique index unit_member_once on unit_member (group_unit, member);

create table unit_contact (
    id text primary key not null,
    unit text not null references unit (id) deferrable initially deferred,
    role text not null,
    name text not null,
    office text not null,
    phone text not null,
    note text not null,
    position integer not null
) strict;
create index unit_contact_by_unit on unit_contact (unit);

create table unit_event (
    id text primary key not null,
    unit text not null references unit (id) deferrable initially deferred,
    kind text not null,
    happened_on text not null,
    document text not null,
    former_name text not null,
    other text references unit (id) deferrable initially deferred,
    words text not null
) strict;
create index unit_event_by_unit on unit_event (unit);

create table milestone (
    id text primary key not null,
    project text not null references project (id) deferrable initially deferred,
    stage text not null,
    planned text not null,
    actual text not null,
    note text not null,
    position integer not null
) strict;
create unique index milestone_by_stage on milestone (project, stage);

create table funding (
    id text primary key not null,
    project text not null references project (id) deferrable initially deferred,
    year integer,
    origin text not null,
    planned text,
    arrived text,
    done text,
    paid text,
    note text not null
) strict;
create unique index funding_by_year on funding (project, ifnull(year, 0), origin);

create table project_year (
    id text primary key not null,
    project text not null references project (id) deferrable initially deferred,
    year integer not null,
    year_class text not null,
    planned text,
    delivered text,
    note text not null
) strict;
create unique index project_year_once on project_year (project, year);

create table yearly_work (
    id text primary key not null,
    task text not null references task (id) deferrable initially deferred,
    measure text references measure (id) deferrable initially deferred,
    year integer not null,
    words text not null,
    due text not null,
    unit text references unit (id) deferrable initially deferred,
    status text not null,
    position integer not null
) strict;
create index yearly_work_by_task on yearly_work (task);

create table progress (
    id text primary key not null,
    row_kind text not null,
    row text not null,
    period text not null,
    unit text references unit (id) deferrable initially deferred,
    status text,
    stage text not null,
    words text not null,
    problem text not null,
    next_step text not null,
    coordination text not null,
    as_of text not null,
    state text not null,
    note text not null,
    source text references source (id) deferrable initially deferred,
    cell text not null
) strict;
create unique index progress_by_period on progress (row, period, ifnull(unit, ''));

create table problem (
    id text primary key not null,
    kind text not null,
    row_kind text not null,
    row text not null,
    period text not null,
    words text not null,
    unit text references unit (id) deferrable initially deferred,
    due text not null,
    meeting text not null,
    decided_on text not null,
    decision text not null,
    result text not null,
    solved_on text not null,
    position integer not null
) strict;
create index problem_by_row on problem (row);

create table evidence (
    id text primary key not null,
    kind text not null,
    title text not null,
    file text not null,
    sha256 text not null,
    size integer,
    document_number text not null,
    page text not null,
    location text not null,
    issued_on text not null,
    note text not null,
    added_at text not null,
    who text not null
) strict;
create index evidence_by_content on evidence (sha256) where sha256 <> '';

create table requirement (
    id text primary key not null,
    row_kind text not null,
    row text not null,
    words text not null,
    position integer not null
) strict;
create index requirement_by_row on requirement (row);

create table evidence_link (
    id text primary key not null,
    evidence text not null references evidence (id) deferrable initially deferred,
    row_kind text not null,
    row text not null,
    requirement text references requirement (id) deferrable initially deferred,
    position integer not null
) strict;
create unique index evidence_link_once on evidence_link (evidence, row, ifnull(requirement, ''));
create index evidence_link_by_row on evidence_link (row);

create table sign_off (
    id text primary key not null,
    row_kind text not null,
    row text not null,
    position integer not null,
    requested_on text not null,
    requested_by text not null,
    request text not null,
    verified_on text not null,
    verified_by text not null,
    verification text not null,
    agreed_on text not null,
    agreed_by text not null,
    agreement text not null,
    refused_on text not null,
    refused_by text not null,
    refusal text not null,
    status_before text not null,
    reopened_on text not null,
    reopened_by text not null,
    reopening text not null
) strict;
create index sign_off_by_row on sign_off (row);

create table revision (
    id text primary key not null,
    plan text not null references plan (id) deferrable initially deferred,
    title text not null,
    document_number text not null,
    decided_on text not null,
    reason text not null,
    evidence text references evidence (id) deferrable initially deferred,
    position integer not null
) strict;
create index revision_by_plan on revision (plan);

create table revision_line (
    id text primary key not null,
    revision text not null references revision (id) deferrable initially deferred,
    row_kind text not null,
    row text not null,
    action text not null,
    role text,
    year integer,
    before_words text not null,
    before_value text,
    before_high text,
    before_op text,
    after_year integer,
    after_words text not null,
    after_value text,
    after_high text,
    after_op text,
    replaced_by text,
    note text not null,
    position integer not null,
    field text not null
) strict;
create index revision_line_by_revision on revision_line (revision);
create index revision_line_by_row on revision_line (row);
"""
