-- The open terminals. What they show is held by their keeper; a row without a shell there goes.
create table terminal (
    id           uuid primary key,
    project_id   uuid        not null,
    workspace_id uuid        not null,
    name         text        not null,
    created_at   timestamptz not null
);

create index terminal_by_project on terminal (project_id, created_at);
create index terminal_by_workspace on terminal (workspace_id, created_at);
