#!lua
-- Remember that a feed showed these stories under these keys, without a new version.
-- KEYS  identity keys, then the story of each
-- ARGV  1 feed  2 now, ms  3 lifetime, ms  4… story id and content hash of each
-- Returns nothing.
local count = #KEYS / 2
for i = 1, count do
  local story, hash = ARGV[2 + 2 * i], ARGV[3 + 2 * i]
  redis.call('HSET', KEYS[i], 'story', story, 'at', ARGV[2], 'f:' .. ARGV[1], hash)
  redis.call('PEXPIRE', KEYS[i], ARGV[3])
  if redis.call('EXISTS', KEYS[count + i]) == 1 then
    redis.call('HSET', KEYS[count + i], 'k:' .. string.match(KEYS[i], '[^:]+$'), '')
  end
end
