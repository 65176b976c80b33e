#!lua
-- Who owns these identity keys, and what did this feed last show under each?
-- A key that is still shown lives on, and so does its story; that is written once in a while only, so that polls
-- of an unchanged feed write next to nothing.
-- KEYS  identity keys
-- ARGV  1 feed  2 now, ms  3 lifetime, ms  4 renewal: time since the last one, ms  5 prefix of the story keys
-- Returns for each key {story, hash this feed last showed or false}, or false.
local now, lifetime, found = tonumber(ARGV[2]), tonumber(ARGV[3]), {}
for i, key in ipairs(KEYS) do
  local known = redis.call('HMGET', key, 'story', 'at', 'f:' .. ARGV[1])
  local age = known[1] and now - tonumber(known[2])
  if age and age > tonumber(ARGV[4]) and age <= lifetime then
    redis.call('HSET', key, 'at', ARGV[2])
    redis.call('PEXPIRE', key, ARGV[3])
    local story = ARGV[5] .. known[1]
    if redis.call('EXISTS', story) == 1 then redis.call('HSET', story, 'shown', ARGV[2]) end
  end
  found[i] = age and age <= lifetime and {known[1], known[3]}
end
return found
