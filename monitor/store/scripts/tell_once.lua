#!lua flags=allow-oom
-- Is this alert the first that a receiver gets of a watch in a cluster (or that same alert again)?
-- KEYS  1 told
-- ARGV  1 field  2 alert id  3 lifetime, ms
-- Returns 1 or 0.
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 1
end
return redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] and 1 or 0
