#!lua flags=no-writes
-- When members are due, and in which due set, the longest due first.
-- KEYS  due sets
-- ARGV  1 now, ms  2 most members
-- Returns of each the number of its due set from 0.
local due, most = {}, tonumber(ARGV[2])
for set, key in ipairs(KEYS) do
  local found = redis.call('ZRANGE', key, '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, most, 'WITHSCORES')
  for i = 2, #found, 2 do due[#due + 1] = {set - 1, tonumber(found[i])} end
end
table.sort(due, function(one, other) return one[2] < other[2] end)
local sets = {}
for i = 1, math.min(most, #due) do sets[i] = due[i][1] end
return sets
