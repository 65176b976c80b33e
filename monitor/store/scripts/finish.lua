#!lua flags=allow-oom
-- End a lease: keep what is known of the member and set its next due time. A holder whose lease was given to another
-- since is refused, as is the holder of a feed that left the config (register_feeds took its lease).
-- KEYS  1 due  2 lease  3 hash of records  4… further hashes
-- ARGV  1 member  2 token  3 next due, ms  4 record  5… what the further hashes are to hold, "" to leave them
-- Returns 1, or 0 when the lease was lost.
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
for at = 3, #KEYS do
  if ARGV[at + 1] ~= '' then redis.call('HSET', KEYS[at], ARGV[1], ARGV[at + 1]) end
end
return 1
