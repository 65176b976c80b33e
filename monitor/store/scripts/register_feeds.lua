#!lua
-- Make the due set hold exactly these feeds: new ones due now, those no longer configured dropped.
-- KEYS  1 feeds:due  2 feeds:lease  3 feeds:agency
-- ARGV  1 now, ms  2… feed and agency, in pairs
-- Returns nothing.
local configured = {}
for i = 2, #ARGV, 2 do
  configured[ARGV[i]] = true
  redis.call('ZADD', KEYS[1], 'NX', ARGV[1], ARGV[i])
  redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
end
for _, feed in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if not configured[feed] then
    redis.call('ZREM', KEYS[1], feed)
    redis.call('HDEL', KEYS[2], feed)
    redis.call('HDEL', KEYS[3], feed)
  end
end
