#!lua flags=allow-oom
-- Turn one outbox record into deliveries and acknowledge it. Deliveries that exist stay as they are.
-- A delivery of a group joins the due time of those of the group that still wait.
-- KEYS  1 outbox  2 alert  3 alerts  4 deliveries  5 deliveries:due  6 deliveries:groups  7… one per delivery
-- ARGV  1 consumer group  2 message id  3 alert id  4 alert blob  5 alert created, ms  6 now, ms
--       7… id, group, due (ms) and blob of each delivery
-- Returns how many deliveries are new.
redis.call('HSETNX', KEYS[2], 'alert', ARGV[4])
redis.call('ZADD', KEYS[3], 'NX', ARGV[5], ARGV[3])
local new = 0
for i = 7, #KEYS do
  local at = 7 + (i - 7) * 4
  local id, group, due = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  if redis.call('EXISTS', KEYS[i]) == 0 then
    if group ~= '' then
      local first = redis.call('ZRANGE', KEYS[6], '[' .. group .. '\0', '(' .. group .. '\1', 'BYLEX', 'LIMIT', 0, 1)
      if first[1] then
        due = redis.call('ZSCORE', KEYS[5], string.sub(first[1], #group + 2)) or due
      end
      redis.call('ZADD', KEYS[6], 0, group .. '\0' .. id)
    end
    redis.call('HSET', KEYS[i], 'delivery', ARGV[at + 3], 'alert', ARGV[3], 'group', group, 'next', due)
    redis.call('ZADD', KEYS[4], ARGV[6], id)
    redis.call('ZADD', KEYS[5], due, id)
    new = new + 1
  end
  redis.call('HSET', KEYS[2], 'd:' .. id, '')
end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
return new
