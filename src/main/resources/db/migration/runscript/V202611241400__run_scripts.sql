-- A workspace's run script and its latest run. The commands are those the run was started with, since
-- the file they came from may have changed by the time it is stopped.
create table run_script (
    workspace_id     uuid primary key,
    project_id       uuid        not null,
    status           text        not null,
    run              integer     not null,
    process_id       text        not null,
    pid              bigint,
    port             integer     not null,
    detected_port    integer,
    run_command      text        not null,
    post_run_command text,
    cleanup_command  text,
    started_at       timestamptz not null,
    ended_at         timestamptz,
    exit_code        integer,
    signal           text,
    problem_code     text,
    problem_message  text,
    version          bigint      not null
);

create index run_script_by_project on run_script (project_id);
create index run_script_alive on run_script (status) where status in ('STARTING', 'RUNNING', 'STOPPING');
