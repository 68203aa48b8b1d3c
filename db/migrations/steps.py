"""The frozen steps from an empty file to today's schema; a released step never changes.

Lines of the history give the cells of a row by their place, so a column of the record is only ever
appended to its table, and may be null.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from db.migrations import SET_NAME

steps = Migrations(SET_NAME)

_M0001 = """
create table book (
    id text primary key not null,
    created_at text not null
) strict;

create table step (
    sequence integer primary key,
    hash text not null unique,
    predecessor text not null,
    kind text not null check (kind in ('do', 'undo', 'redo')),
    label text not null,
    made_at text not null,
    who text not null,
    reverts text references step (hash),
    change_count integer not null
) strict;
create index step_by_reverts on step (reverts) where reverts is not null;

create table change (
    sequence integer primary key,
    step integer not null references step (sequence) deferrable initially deferred,
    table_name text not null,
    row_id text not null,
    before text,
    after text,
    figure text
) strict;
create index change_by_row on change (row_id, table_name);
create index change_by_step on change (step);
create index change_by_figure on change (figure) where figure is not null;

create table kept_file (
    sha256 text primary key not null,
    name text not null,
    received_at text not null,
    content blob not null
) strict;

create table plan (
    id text primary key not null,
    title text not null,
    document_number text not null,
    issuer text not null,
    issued_on text not null,
    period_start integer,
    period_end integer,
    county text not null,
    disclosure text not null,
    superior_basis text not null,
    position integer not null
) strict;

create table unit (
    id text primary key not null,
    name text not null,
    kind text not null,
    valid_from text not null,
    valid_to text not null,
    position integer not null
) strict;

create table unit_alias (
    id text primary key not null,
    unit text not null references unit (id) deferrable initially deferred,
    alias text not null
) strict;
create index unit_alias_by_unit on unit_alias (unit);

create table source (
    id text primary key not null,
    kind text not null,
    file text not null,
    sha256 text not null,
    received_at text not null,
    who text not null
) strict;

create table series (
    id text primary key not null,
    name text not null,
    unit text not null,
    definition text not null,
    statistical_source text not null,
    counting text not null check (counting in ('point', 'flow', 'cumulative')),
    frequency text not null,
    available_from text not null,
    provider text references unit (id) deferrable initially deferred,
    decimals integer
) strict;

create table task (
    id text primary key not null,
    plan text not null references plan (id) deferrable initially deferred,
    section text not null,
    number text not null,
    title text not null,
    kind text not null,
    status text not null,
    deadline text not null,
    note text not null,
    place text not null,
    position integer not null
) strict;
create index task_by_plan on task (plan);

create table measure (
    id text primary key not null,
    task text not null references task (id) deferrable initially deferred,
    title text not null,
    position integer not null
) strict;
create index measure_by_task on measure (task);

create table indicator (
    id text primary key not null,
    plan text not null references plan (id) deferrable initially deferred,
    series text not null references series (id) deferrable initially deferred,
    number text not null,
    category text not null,
    name text not null,
    parent text references indicator (id) deferrable initially deferred,
    task text references task (id) deferrable initially deferred,
    measure text references measure (id) deferrable initially deferred,
    nature text not null,
    direction text not null,
    recurring text not null,
    deadline text not null,
    note text not null,
    place text not null,
    position integer not null
) strict;
create index indicator_by_plan on indicator (plan);
create index indicator_by_series on indicator (series);

create table statement (
    id text primary key not null,
    indicator text not null references indicator (id) deferrable initially deferred,
    role text not null check (role in ('baseline', 'target')),
    year integer,
    value text,
    high text,
    op text not null,
    text text not null,
    name text not null,
    place text not null
) strict;
create index statement_by_indicator on statement (indicator);

create table baseline (
    id text primary key not null,
    indicator text not null references indicator (id) deferrable initially deferred,
    year integer,
    value text,
    high text,
    op text not null,
    text text not null,
    statement text references statement (id) deferrable initially deferred,
    source text references source (id) deferrable initially deferred,
    cell text not null
) strict;
create unique index baseline_by_year on baseline (indicator, ifnull(year, 0));

create table target (
    id text primary key not null,
    indicator text not null references indicator (id) deferrable initially deferred,
    role text not null check (role in ('target', 'interim', 'yearly')),
    year integer,
    value text,
    high text,
    op text not null,
    text text not null,
    statement text references statement (id) deferrable initially deferred,
    source text references source (id) deferrable initially deferred,
    cell text not null
) strict;
create unique index target_by_year
    on target (indicator, ifnull(year, 0), case role when 'yearly' then 1 else 0 end);

create table actual (
    id text primary key not null,
    series text not null references series (id) deferrable initially deferred,
    period text not null,
    unit text references unit (id) deferrable initially deferred,
    value text,
    high text,
    op text not null,
    text text not null,
    answer text check (answer in ('none', 'not_applicable')),
    as_of text not null,
    provisional integer not null check (provisional in (0, 1)),
    state text not null,
    note text not null,
    source text references source (id) deferrable initially deferred,
    cell text not null
) strict;
create unique index actual_by_period on actual (series, period, ifnull(unit, ''));

create table project (
    id text primary key not null,
    plan text not null references plan (id) deferrable initially deferred,
    parent text references project (id) deferrable initially deferred,
    task text references task (id) deferrable initially deferred,
    name text not null,
    kind text not null,
    school_stage text not null,
    year_class text not null,
    due_year integer,
    count integer,
    places text,
    classes text,
    investment text,
    area text,
    floor_area text,
    stage text not null,
    note text not null,
    place text not null,
    position integer not null
) strict;
create index project_by_plan on project (plan);

create table responsibility (
    id text primary key not null,
    row_kind text not null check (row_kind in ('indicator', 'task', 'project')),
    row text not null,
    unit text not null references unit (id) deferrable initially deferred,
    role text not null check (role in ('lead', 'co')),
    position integer not null,
    presumed integer not null check (presumed in (0, 1))
) strict;
create index responsibility_by_row on responsibility (row);
create index responsibility_by_unit on responsibility (unit);

create table setting (
    id text primary key not null,
    value text not null
) strict;
"""


@steps()
def m0001_plan_book(db: Database) -> None:
    """Make the plan book: plans and their rows, figures with their source, the history."""
    for statement in _M0001.split(";\n"):
        if statement.strip():
            db.execute(statement)


_M0002 = """
alter table plan add column continues text references plan (id) deferrable initially deferred;

alter table series add column aggregation text
    check (aggregation in ('sum', 'ratio'));
alter table series add column numerator text
    references series (id) deferrable initially deferred;
alter table series add column denominator text
    references series (id) deferrable initially deferred;
alter table series add column may_pass_100 integer check (may_pass_100 in (0, 1));

create table explanation (
    id text primary key not null,
    rule text not null,
    row text not null,
    period text not null,
    unit text references unit (id) deferrable initially deferred,
    figures text not null,
    words text not null,
    made_at text not null,
    who text not null
) strict;
create index explanation_by_row on explanation (row);
"""


@steps()
def m0002_computed_and_explained(db: Database) -> None:
    """Let figures be computed from others, queries be explained, a plan continue another."""
    for statement in _M0002.split(";\n"):
        if statement.strip():
            db.execute(statement)


_M0003 = """
alter table step add column first_change integer not null default 0;
update step set first_change = coalesce(
    (select min(change.sequence) from change where change.step = step.sequence), 0);

create table change_line (
    sequence integer primary key,
    step integer not null,
    table_name text not null,
    row_id text not null,
    before text,
    after text,
    figure text
) strict;
insert into change_line (sequence, step, table_name, row_id, before, after, figure)
    select sequence, step, table_name, row_id, before, after, figure from change order by sequence;
drop table change;
alter table change_line rename to change;
create index change_by_row on change (row_id);
create index change_by_figure on change (figure) where figure is not null;
"""


@steps()
def m0003_lines_by_their_place(db: Database) -> None:
    """Let a step know its lines by their place, so that each costs no index and no look-up."""
    for statement in _M0003.split(";\n"):
        if statement.strip():
            db.execute(statement)


@steps()
def m0004_source_in_words(db: Database) -> None:
    """Let a source say in words where its figures were published."""
    db.execute("alter table source add column note text")


_M0005 = """
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
    position integer not null
) strict;
create index revision_line_by_revision on revision_line (revision);
create index revision_line_by_row on revision_line (row);
"""


@steps()
def m0005_work_and_proof(db: Database) -> None:
    """Make room for work and who answers: stages, money, progress, evidence, sign-off, revision."""
    for statement in _M0005.split(";\n"):
        if statement.strip():
            db.execute(statement)


_M0006 = """
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


@steps()
def m0006_people_and_review(db: Database) -> None:
    """Let people sign in, and keep every decision about an entry with its reason."""
    for statement in _M0006.split(";\n"):
        if statement.strip():
            db.execute(statement)
