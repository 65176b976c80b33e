#!lua flags=allow-oom
-- Make a delivery due now, unless an attempt is under way or it changed since it was read.
-- KEYS  1 deliveries:due  2 deliveries:lease  3 deliveries:failed  4 delivery
-- ARGV  1 delivery id  2 now, ms  3 blob as read  4 new blob
-- Returns 1, or 0.
if redis.call('HGET', KEYS[4], 'delivery') ~= ARGV[3] then return 0 end
local due = redis.call('ZSCORE', KEYS[1], ARGV[1])
local held = redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1
if held and due and tonumber(due) > tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[4], 'delivery', ARGV[4], 'next', ARGV[2])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
return 1
