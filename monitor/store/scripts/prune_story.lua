#!lua flags=allow-oom
-- Remove a story that has been neither changed nor shown for its lifetime, with all that is its own.
-- KEYS  1 story  2 versions  3 recent  4 sketches  5 overlong  6 cluster  7… its identity keys
-- ARGV  1 story id  2 horizon, ms: what is older goes
-- Returns 1, or 0 when a feed still shows it or a version came since.
local changed = redis.call('ZSCORE', KEYS[3], ARGV[1])
if changed and tonumber(changed) >= tonumber(ARGV[2]) then return 0 end
local mine = {}
for i = 7, #KEYS do
  local known = redis.call('HMGET', KEYS[i], 'story', 'at')
  if known[1] == ARGV[1] then
    if tonumber(known[2]) >= tonumber(ARGV[2]) then return 0 end
    mine[#mine + 1] = KEYS[i]
  end
end
for _, key in ipairs(mine) do redis.call('DEL', key) end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[6])
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('HDEL', KEYS[4], ARGV[1])
redis.call('SREM', KEYS[5], ARGV[1])
return 1
