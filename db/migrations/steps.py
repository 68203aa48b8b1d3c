"""The frozen steps from an empty file to today's schema; a released step never changes.

Lines of the history give the cells of a row by their place, so a column of the record is only ever
appended to its table, and may be null.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from db.migrations import SET_NAME, people_and_review, work_and_proof

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


@steps()
def m0005_work_and_proof(db: Database) -> None:
    """Make room for work and who answers: stages, money, progress, evidence, sign-off, revision."""
    for statement in work_and_proof.STATEMENTS.split(";\n"):
        if statement.strip():
            db.execute(statement)


@steps()
def m0006_people_and_review(db: Database) -> None:
    """Let people sign in, and keep every decision about an entry with its reason."""
    for statement in people_and_review.STATEMENTS.split(";\n"):
        if statement.strip():
            db.execute(statement)
