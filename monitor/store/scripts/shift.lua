#!lua flags=allow-oom
-- The clock was set back: what is due later than now comes so much earlier, but not before now.
-- KEYS  1 due
-- ARGV  1 now, ms  2 by how much, ms
-- Returns how many were moved.
local now, by = tonumber(ARGV[1]), tonumber(ARGV[2])
local later = redis.call('ZRANGE', KEYS[1], '(' .. ARGV[1], '+inf', 'BYSCORE', 'WITHSCORES')
for i = 1, #later, 2 do
  redis.call('ZADD', KEYS[1], 'XX', math.max(now, tonumber(later[i + 1]) - by), later[i])
end
return #later / 2
