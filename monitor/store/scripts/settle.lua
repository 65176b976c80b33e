#!lua flags=allow-oom
-- Keep the outcome of an attempt, if the attempt's lease still holds.
-- KEYS  1 deliveries:due  2 deliveries:lease  3 deliveries:failed  4 delivery
-- ARGV  1 delivery id  2 token  3 blob  4 next attempt, ms, "" for none  5 created, ms, when it failed, else ""
-- Returns 1, or 0 when the lease was lost.
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HSET', KEYS[4], 'delivery', ARGV[3], 'next', ARGV[4])
if ARGV[4] == '' then
  redis.call('ZREM', KEYS[1], ARGV[1])
else
  redis.call('ZADD', KEYS[1], ARGV[4], ARGV[1])
end
if ARGV[5] ~= '' then redis.call('ZADD', KEYS[3], ARGV[5], ARGV[1]) end
return 1
