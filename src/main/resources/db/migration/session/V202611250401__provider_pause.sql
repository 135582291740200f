-- Provider accounts whose usage limit is reached: nothing is sent to them until then.
create table provider_pause (
    account   text primary key,
    message   text        not null,
    until     timestamptz not null,
    told      boolean     not null,
    began_at  timestamptz not null
);
