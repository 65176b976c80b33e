#!lua
-- Lease members that are due: each moves to the end of its lease and gets a fencing token, which names its holder.
-- KEYS  1 due  2 lease  3 token  4… hashes with what is known of each member
-- ARGV  1 now, ms  2 end of the lease, ms  3 most members  4 holder
-- Returns of each {member, token, what each of the hashes holds}.
local claimed = {}
for i, member in ipairs(redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3])) do
  local token = redis.call('INCR', KEYS[3]) .. ':' .. ARGV[4]
  redis.call('HSET', KEYS[2], member, token)
  redis.call('ZADD', KEYS[1], ARGV[2], member)
  claimed[i] = {member, token}
  for at = 4, #KEYS do claimed[i][at - 1] = redis.call('HGET', KEYS[at], member) end
end
return claimed
