-- Why a session does not get on, and since when, so that the line keeps its order over a restart.
alter table agent_session
    add column waiting_reason  text,
    add column waiting_message text,
    add column waiting_until   timestamptz,
    add column waiting_since   timestamptz;
