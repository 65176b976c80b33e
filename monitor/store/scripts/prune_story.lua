#!lua flags=allow-oom
-- Remove a story that has been neither changed nor shown for its lifetime. Its identity keys have run out by then.
-- KEYS  1 story  2 versions  3 recent  4 sketches  5 overlong  6 cluster
-- ARGV  1 story id  2 horizon, ms: what is older goes
-- Returns 1, or 0 when a feed still shows it or a version came since.
local horizon = tonumber(ARGV[2])
local changed, shown = redis.call('ZSCORE', KEYS[3], ARGV[1]), redis.call('HGET', KEYS[1], 'shown')
if changed and tonumber(changed) >= horizon or shown and tonumber(shown) >= horizon then return 0 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[6])
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('HDEL', KEYS[4], ARGV[1])
redis.call('SREM', KEYS[5], ARGV[1])
return 1
