#!lua flags=allow-oom
-- Give back the leases that a holder has and does not know of: the reply to its claim was lost, or it could not give
-- them back while the store was away. They are due now, whatever is left of the lease.
-- KEYS  1 due  2 lease
-- ARGV  1 now, ms  2 holder  3… tokens that the holder is at work on
-- Returns how many became due.
local held, count = {}, 0
for i = 3, #ARGV do held[ARGV[i]] = true end
local all = redis.call('HGETALL', KEYS[2])
for i = 1, #all, 2 do
  local member, token = all[i], all[i + 1]
  if not held[token] and string.sub(token, -#ARGV[2] - 1) == ':' .. ARGV[2] then
    redis.call('HDEL', KEYS[2], member)
    if redis.call('ZADD', KEYS[1], 'XX', 'CH', 'LT', ARGV[1], member) == 1 then count = count + 1 end
  end
end
return count
