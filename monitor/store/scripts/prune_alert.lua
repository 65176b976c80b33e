#!lua flags=allow-oom
-- Remove an old alert and its deliveries, unless one of them still waits.
-- KEYS  1 alert  2 alerts  3 deliveries  4 deliveries:failed  5 deliveries:due  6… one per delivery
-- ARGV  1 alert id  2… delivery ids
-- Returns 1, or 0 when a delivery still waits.
for i = 2, #ARGV do
  if redis.call('ZSCORE', KEYS[5], ARGV[i]) then return 0 end
end
for i = 2, #ARGV do
  redis.call('DEL', KEYS[4 + i])
  redis.call('ZREM', KEYS[3], ARGV[i])
  redis.call('ZREM', KEYS[4], ARGV[i])
end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
