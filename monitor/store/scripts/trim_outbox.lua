#!lua flags=allow-oom
-- Trim the outbox below everything that is not yet acknowledged: min(oldest pending, last delivered).
-- Trimming past an unacknowledged record would destroy it.
-- KEYS  1 outbox
-- ARGV  1 consumer group
-- Returns how many records went.
local pending = redis.call('XPENDING', KEYS[1], ARGV[1])
local floor = pending[1] > 0 and pending[2]
if not floor then
  for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
    for i = 1, #group, 2 do
      if group[i] == 'last-delivered-id' then floor = group[i + 1] end
    end
  end
end
return floor and redis.call('XTRIM', KEYS[1], 'MINID', floor) or 0
