-- What an agent of the session may do without asking a person.
alter table agent_session add column permissions text not null default 'STRICT';

-- Files that go with a message. A file of the worktree is named by its path and holds no bytes.
create table session_attachment (
    session_id uuid    not null references agent_session (id) on delete cascade,
    id         text    not null,
    message_id text    not null,
    position   integer not null,
    name       text    not null,
    mime_type  text    not null,
    size       bigint  not null,
    path       text,
    content    bytea,
    primary key (session_id, id)
);

create index session_attachment_of_message on session_attachment (session_id, message_id, position);

-- What each turn used, as the agent reported it. Outlives the session: what was spent stays known.
create table turn_usage (
    session_id    uuid        not null,
    turn_id       text        not null,
    project_id    uuid        not null,
    workspace_id  uuid        not null,
    agent         text        not null,
    model         text,
    at            timestamptz not null,
    input_tokens  bigint,
    output_tokens bigint,
    cached_tokens bigint,
    context_used  bigint,
    context_size  bigint,
    cost_amount   numeric(20, 8),
    cost_currency text,
    primary key (session_id, turn_id)
);

create index turn_usage_of_project on turn_usage (project_id, at);
create index turn_usage_of_workspace on turn_usage (workspace_id, at);
