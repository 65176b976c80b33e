#!lua flags=allow-oom
-- Watch a page no longer: its story is gone, or its feed wants no full text. A holder whose lease was given to
-- another since is refused.
-- KEYS  1 pages:due  2 pages:lease  3 pages
-- ARGV  1 story  2 token
-- Returns 1, or 0 when the lease was lost.
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[1], ARGV[1])
return 1
