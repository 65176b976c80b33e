#!lua flags=no-writes
-- How much of an outbox is not accepted yet, and its oldest record.
-- KEYS  1 outbox
-- ARGV  1 consumer group
-- Returns {records, oldest record's alert blob or false}.
local pending = redis.call('XPENDING', KEYS[1], ARGV[1])
local last, lag
for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local held = {}
  for i = 1, #group, 2 do held[group[i]] = group[i + 1] end
  if held['name'] == ARGV[1] then last, lag = held['last-delivered-id'], held['lag'] end
end
-- The server gives up counting (nil) when records were deleted in the middle, which nothing of ours does.
if not lag then lag = #redis.call('XRANGE', KEYS[1], '(' .. last, '+', 'COUNT', 10000) end
local oldest = pending[1] > 0 and redis.call('XRANGE', KEYS[1], pending[2], pending[2])
  or redis.call('XRANGE', KEYS[1], '(' .. last, '+', 'COUNT', 1)
return {pending[1] + lag, oldest[1] and oldest[1][2][2] or false}
