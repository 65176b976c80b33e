#!lua flags=allow-oom
-- Lease deliveries that are due, and with each all of its group that still wait; or, given groups, their waiting
-- members alone, due or not (how a group that is spread over partitions comes out together).
-- KEYS  1 deliveries:due  2 deliveries:lease  3 deliveries:groups  4 token
-- ARGV  1 now, ms  2 end of the lease, ms  3 most deliveries (groups are not cut)
--       4 prefix of the delivery keys  5 holder  6… groups
-- Returns {delivery id, token} of each.
local claimed, taken = {}, {}
local function take(id)
  if taken[id] then return end
  taken[id] = true
  local token = redis.call('INCR', KEYS[4]) .. ':' .. ARGV[5]
  redis.call('HSET', KEYS[2], id, token)
  redis.call('ZADD', KEYS[1], ARGV[2], id)
  claimed[#claimed + 1] = {id, token}
end
local function take_group(group)
  for _, member in ipairs(redis.call('ZRANGE', KEYS[3], '[' .. group .. '\0', '(' .. group .. '\1', 'BYLEX')) do
    redis.call('ZREM', KEYS[3], member)
    take(string.sub(member, #group + 2))
  end
end

for i = 6, #ARGV do take_group(ARGV[i]) end
if #ARGV > 5 then return claimed end
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3])) do
  if #claimed >= tonumber(ARGV[3]) then break end
  take(id)
  local group = redis.call('HGET', ARGV[4] .. id, 'group')
  if group and group ~= '' then take_group(group) end
end
return claimed
