#!lua
-- Begin to watch the pages of these stories: due now. One that is known already stays as it is.
-- KEYS  1 pages:due  2 pages
-- ARGV  1 now, ms  2… story and page record, in pairs
-- Returns how many are new.
local new = 0
for i = 2, #ARGV, 2 do
  if redis.call('HSETNX', KEYS[2], ARGV[i], ARGV[i + 1]) == 1 then
    redis.call('ZADD', KEYS[1], ARGV[1], ARGV[i])
    new = new + 1
  end
end
return new
