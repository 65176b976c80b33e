#!lua
-- A story has another page now: keep its record, make it due, and end the lease of who visits the old one.
-- KEYS  1 pages:due  2 pages:lease  3 pages
-- ARGV  1 now, ms  2 story  3 record
-- Returns 1, or 0 when the page is not watched.
if redis.call('HEXISTS', KEYS[3], ARGV[2]) == 0 then return 0 end
redis.call('HDEL', KEYS[2], ARGV[2])
redis.call('HSET', KEYS[3], ARGV[2], ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
return 1
