-- One conversation with an agent. What must survive the server is here: where the agent's journal was
-- read to, which requests are in flight (wire) and which lines are not known to be delivered (outbox).
create table agent_session (
    id                  uuid primary key,
    project_id          uuid        not null,
    workspace_id        uuid        not null,
    agent               text        not null,
    agent_title         text        not null,
    title               text,
    titled_by_person    boolean     not null,
    status              text        not null,
    stop_reason         text,
    problem_code        text,
    problem_message     text,
    problem_fix         text,
    provider_session_id text,
    mode                text,
    model               text,
    generation          integer     not null,
    process_id          text,
    process_pid         bigint,
    process_started_at  timestamptz,
    journal_offset      bigint      not null,
    last_sequence       bigint      not null,
    prompted            boolean     not null,
    features            text        not null,
    wire                text        not null,
    outbox              text        not null,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    version             bigint      not null
);

create index agent_session_by_project on agent_session (project_id, created_at);
create index agent_session_by_workspace on agent_session (workspace_id, created_at);
create index agent_session_alive on agent_session (status)
    where status in ('WAITING', 'STARTING', 'IDLE', 'WORKING', 'STOPPING');

-- The transcript: append only, one sequence without gaps per session.
create table session_event (
    session_id uuid        not null references agent_session (id) on delete cascade,
    sequence   bigint      not null,
    type       text        not null,
    at         timestamptz not null,
    data       jsonb       not null,
    primary key (session_id, sequence)
);

-- What people and flows sent. Stored before it is delivered; the id is the client's.
create table session_message (
    session_id uuid        not null references agent_session (id) on delete cascade,
    id         text        not null,
    text       text        not null,
    state      text        not null,
    position   bigint      not null,
    turn_id    text,
    created_at timestamptz not null,
    sent_at    timestamptz,
    version    bigint      not null,
    primary key (session_id, id)
);

create index session_message_queue on session_message (session_id, position) where state = 'QUEUED';

-- What agents asked of people. rpc_id is the agent's own id of its request, as raw JSON.
create table permission_request (
    session_id   uuid        not null references agent_session (id) on delete cascade,
    id           text        not null,
    rpc_id       text        not null,
    tool_call_id text        not null,
    state        text        not null,
    detail       text        not null,
    option_id    text,
    created_at   timestamptz not null,
    answered_at  timestamptz,
    version      bigint      not null,
    primary key (session_id, id)
);

create index permission_request_open on permission_request (session_id, created_at) where state = 'OPEN';
