#!lua
-- Who owns these identity keys, and what did this feed last show under each?
-- A key that is still shown lives on: its time is renewed, but at most 20 times a lifetime, so that polls of an
-- unchanged feed write next to nothing.
-- KEYS  identity keys
-- ARGV  1 feed  2 now, ms  3 lifetime, ms
-- Returns for each key {story, hash this feed last showed or false}, or false.
local found = {}
for i, key in ipairs(KEYS) do
  local known = redis.call('HMGET', key, 'story', 'at', 'f:' .. ARGV[1])
  if known[1] then
    if tonumber(ARGV[2]) - tonumber(known[2]) > tonumber(ARGV[3]) / 20 then
      redis.call('HSET', key, 'at', ARGV[2])
      redis.call('PEXPIRE', key, ARGV[3])
    end
    found[i] = {known[1], known[3]}
  else
    found[i] = false
  end
end
return found
