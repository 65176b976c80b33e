#!lua flags=allow-oom
-- End a lease: keep the feed's record and set its next due time. A holder whose lease was given to another since
-- is refused, as is the holder of a feed that left the config (register_feeds took its lease).
-- KEYS  1 feeds:due  2 feeds:lease  3 feeds
-- ARGV  1 feed  2 token  3 record  4 next due, ms
-- Returns 1, or 0 when the lease was lost.
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[4], ARGV[1])
return 1
