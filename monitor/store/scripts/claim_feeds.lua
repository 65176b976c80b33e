#!lua
-- Lease feeds that are due: each moves to the end of its lease and gets a fencing token.
-- KEYS  1 feeds:due  2 feeds:lease  3 feeds:agency  4 token
-- ARGV  1 now, ms  2 end of the lease, ms  3 most feeds
-- Returns {feed, agency, token} of each.
local claimed = {}
for i, feed in ipairs(redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3])) do
  local token = redis.call('INCR', KEYS[4])
  redis.call('HSET', KEYS[2], feed, token)
  redis.call('ZADD', KEYS[1], ARGV[2], feed)
  claimed[i] = {feed, redis.call('HGET', KEYS[3], feed), token}
end
return claimed
