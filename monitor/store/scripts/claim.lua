#!lua
-- Lease members that are due, the longest due first: each moves to the end of its lease and gets a fencing token, which
-- names its holder. Of several due sets at once where one server holds them all; of one where a cluster does.
-- KEYS  of each due set: due, lease, token, then the hashes with what is known of each member
-- ARGV  1 now, ms  2 end of the lease, ms  3 most members  4 holder  5 keys of each due set
-- Returns of each {number of its due set from 0, member, token, what each of the hashes holds}.
local size, most = tonumber(ARGV[5]), tonumber(ARGV[3])
local due = {}
for set = 0, #KEYS / size - 1 do
  local found = redis.call('ZRANGE', KEYS[set * size + 1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, most, 'WITHSCORES')
  for i = 1, #found, 2 do due[#due + 1] = {set, found[i], tonumber(found[i + 1])} end
end
table.sort(due, function(one, other) return one[3] < other[3] end)
local claimed = {}
for i = 1, math.min(most, #due) do
  local set, member = due[i][1], due[i][2]
  local first = set * size
  local token = redis.call('INCR', KEYS[first + 3]) .. ':' .. ARGV[4]
  redis.call('HSET', KEYS[first + 2], member, token)
  redis.call('ZADD', KEYS[first + 1], ARGV[2], member)
  claimed[i] = {set, member, token}
  for at = 4, size do claimed[i][at] = redis.call('HGET', KEYS[first + at], member) end
end
return claimed
