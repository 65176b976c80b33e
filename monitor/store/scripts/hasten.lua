#!lua
-- Make leased or waiting members due now: all of them (no ARGV 2), or one that nobody holds.
-- KEYS  1 due  2 lease
-- ARGV  1 now, ms  2 the one member
-- Returns how many became due.
if ARGV[2] then
  local held = redis.call('HEXISTS', KEYS[2], ARGV[2]) == 1
  local due = redis.call('ZSCORE', KEYS[1], ARGV[2])
  if not due or (held and tonumber(due) > tonumber(ARGV[1])) then return 0 end
  redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
  return 1
end
local held = redis.call('HKEYS', KEYS[2])
for _, member in ipairs(held) do redis.call('ZADD', KEYS[1], 'XX', ARGV[1], member) end
redis.call('DEL', KEYS[2])
return #held
