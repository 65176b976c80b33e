#!lua flags=allow-oom
-- Put off the end of leases whose holder is still at work.
-- KEYS  1 due  2 lease
-- ARGV  1 new end, ms  2… member and token of each
-- Returns the members whose lease was given to another since.
local lost = {}
for i = 2, #ARGV, 2 do
  if redis.call('HGET', KEYS[2], ARGV[i]) == ARGV[i + 1] then
    redis.call('ZADD', KEYS[1], 'XX', ARGV[1], ARGV[i])
  else
    lost[#lost + 1] = ARGV[i]
  end
end
return lost
